package dev.surgeline.plane.cli;

import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.TurningPoint;
import dev.surgeline.core.decide.Decision;
import java.util.List;

/// A decision with all that can be said of it: what `--json` prints.
///
/// @param sentence the decision in one line
/// @param decision its inputs, recommendations, guardrails and reasons
/// @param turningPoints what would have changed it
record Explanation(String sentence, Decision decision, List<TurningPoint> turningPoints) {
  static Explanation of(State before, Input.Tick tick, Decision decision) {
    return new Explanation(
        decision.sentence(), decision, TurningPoint.of(before, tick, decision.workload()));
  }
}
