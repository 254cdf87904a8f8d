package dev.surgeline.core.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All guardrails in their one order, over all proposals of a tick.
///
/// Some look at one workload by itself, others at what the workloads share; both kinds take their
/// places in the same order, so a later one always sees what the earlier ones left.
public final class Guardrails {
  private Guardrails() {}

  /// What is left of the proposals where no budget limits them.
  ///
  /// @param open one deliberation for each observed workload, before any guardrail
  /// @param unseen the workloads that were not observed
  /// @param funds what may be spent; absent: no budget has a limit
  public static List<Deliberation> pass(
      List<Deliberation> open, List<Unseen> unseen, Optional<Funds> funds) {
    List<Deliberation> early = new ArrayList<>(open.size());
    for (Deliberation one : open) {
      early.add(one.through(Guardrail.beforeCeilings(one.situation(), one.complete())));
    }
    List<Deliberation> late = new ArrayList<>(open.size());
    for (Deliberation one : Ceilings.pass(early, unseen)) {
      late.add(one.through(Guardrail.afterCeilings(one.situation())));
    }
    List<Deliberation> paid = funds.isPresent() ? BudgetLimit.pass(late, funds.get()) : late;
    List<Deliberation> last = new ArrayList<>(open.size());
    for (Deliberation one : Scarcity.pass(paid, unseen)) {
      last.add(Guardrail.last(one.situation(), one.wanted()).map(one::through).orElse(one));
    }
    return last;
  }
}
