package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Residency;

/// How much of a growth the later guardrails of its workload will leave, as far as they look at
/// that workload by itself.
///
/// Where workloads share something, growth claims no more of it than that: nobody waits or yields
/// for a growth that a freeze or its placement stops, or that people have not agreed to. The
/// guardrails themselves come at their places all the same, and give their reasons there. An
/// agreement claims from the tick on at which it is there.
///
/// Example: `beds` may grow from 8 to 10 without asking, and wants 30. Until people agree, `labs`
/// yields 2 replicas to it and not 22.
final class Lookahead {
  private Lookahead() {}

  /// Before the ceilings: freeze, placement and approval are to come.
  static Replicas beforeCeilings(Deliberation one) {
    Situation situation = one.situation();
    Proposal left = one.proposal();
    boolean mayStop =
        situation.agenda().freeze().isPresent() || Residency.stated(situation.workload());
    if (left.up() && mayStop) {
      for (Guardrail guardrail : Guardrail.afterCeilings(situation)) {
        Guardrail.Guarded guarded = guardrail.guard(left, situation);
        left = BreakGlass.skips(guardrail.yields(), guarded, situation) ? left : guarded.after();
      }
    }
    return agreed(left, situation);
  }

  /// Before the budget and scarcity: approval is to come.
  static Replicas beforeApproval(Deliberation one) {
    return agreed(one.proposal(), one.situation());
  }

  private static Replicas agreed(Proposal left, Situation situation) {
    boolean asks = situation.scaling().approval().isPresent() && situation.emergency().isEmpty();
    return asks && left.up()
        ? Consent.most(situation.scaling().approval().get(), left, situation)
        : left.to();
  }
}
