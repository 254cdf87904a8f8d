package dev.surgeline.core.control;

import dev.surgeline.core.decide.Decision;
import java.util.List;

/// The result of one step.
///
/// @param state what to remember
/// @param decisions for each workload, in order of name; only a tick decides
/// @param effects what to carry out, in this order
public record Evaluation(State state, List<Decision> decisions, List<Effect> effects) {
  public Evaluation {
    decisions = List.copyOf(decisions);
    effects = List.copyOf(effects);
  }
}
