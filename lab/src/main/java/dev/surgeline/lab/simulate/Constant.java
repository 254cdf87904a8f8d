package dev.surgeline.lab.simulate;

import dev.surgeline.core.observe.Observation;
import java.time.Instant;

/// Always the same: what the peak needs, as whoever buys machines provides for it.
///
/// @param size how many replicas
public record Constant(int size) implements Controller {
  @Override
  public String name() {
    return "static";
  }

  @Override
  public int decide(Instant now, Observation seen) {
    return size;
  }
}
