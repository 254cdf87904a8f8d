package dev.surgeline.core.decide;

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
  public static List<Deliberation> pass(List<Deliberation> open) {
    return pass(open, Optional.empty());
  }

  /// What is left of the proposals.
  ///
  /// @param open one deliberation for each observed workload, before any guardrail
  /// @param funds what may be spent; absent: no budget has a limit
  public static List<Deliberation> pass(List<Deliberation> open, Optional<Funds> funds) {
    List<Deliberation> left =
        open.stream()
            .map(one -> one.through(Guardrail.inOrder(one.situation(), one.complete())))
            .toList();
    List<Deliberation> paid = funds.isPresent() ? BudgetLimit.pass(left, funds.get()) : left;
    return paid.stream()
        .map(one -> Guardrail.last(one.situation(), one.wanted()).map(one::through).orElse(one))
        .toList();
  }
}
