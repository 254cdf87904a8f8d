package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import java.time.Duration;
import java.util.Optional;

/// One step of an experiment: what is asked, or what is done.
///
/// @param name as its author calls it
/// @param provider how it is done
/// @param tolerance what is normal; of a probe of the hypothesis alone
/// @param before how long to wait first
/// @param after how long to wait when it is over
/// @param background whether the next step begins at once
/// @param source as the file has it, variables not filled in: what the journal shows
record Activity(
    Kind kind,
    String name,
    Provider provider,
    Optional<Tolerance> tolerance,
    Duration before,
    Duration after,
    boolean background,
    Node source) {

  /// What a step is for.
  enum Kind {
    /// It asks.
    PROBE,
    /// It changes something.
    ACTION
  }
}
