package dev.surgeline.lab.simulate;

import dev.surgeline.core.observe.Observation;
import java.time.Instant;

/// Who decides how many replicas there are. One for each run: it remembers.
public interface Controller {
  /// What tables call it.
  String name();

  /// @param now the time of the decision
  /// @param seen what is known of the plant
  /// @return how many replicas there shall be
  int decide(Instant now, Observation seen);
}
