package dev.surgeline.plane.control;

import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import java.util.List;

/// One line of the journal.
public sealed interface JournalRecord {

  /// Where a segment begins: everything remembered so far, so that recovery reads one segment only.
  record Snapshot(State state) implements JournalRecord {}

  /// One step of the evaluator. It is durable before its effects run.
  ///
  /// @param input what happened
  /// @param decisions those that change something, whole
  /// @param effects what is to be carried out
  /// @param digest SHA-256, in hex, over the canonical bytes of all decisions and effects, those
  ///   that change nothing included: what `replay` compares
  record Step(Input input, List<Decision> decisions, List<Effect> effects, String digest)
      implements JournalRecord {}
}
