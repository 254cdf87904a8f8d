package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.Foreseen;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/// Who decides how many replicas there are. One for each run: it remembers.
public interface Controller {
  /// What is wanted.
  ///
  /// @param size how many replicas there shall be
  /// @param foreseen whether a forecast, a schedule or an event asks for it, and not only what was
  ///   measured
  /// @param promised what it took from a forecast; absent: from none
  record Wish(int size, boolean foreseen, Optional<Foreseen> promised) {
    /// That rests on no forecast.
    public Wish(int size, boolean foreseen) {
      this(size, foreseen, Optional.empty());
    }

    /// By what was measured alone.
    static Wish measured(int size) {
      return new Wish(size, false);
    }
  }

  /// What tables call it.
  String name();

  /// The signals that it reads.
  SortedSet<SignalName> signals();

  /// How often it decides, by what is read as often; absent: at each tick of the documents.
  default Optional<Duration> period() {
    return Optional.empty();
  }

  /// The size that its run begins with.
  ///
  /// @param usual what the first demand needs
  default int first(int usual) {
    return usual;
  }

  /// @param now the time of the decision
  /// @param seen what is known of the plant
  Wish decide(Instant now, Observation seen);
}
