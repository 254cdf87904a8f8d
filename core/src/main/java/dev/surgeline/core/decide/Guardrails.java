package dev.surgeline.core.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All guardrails in their one order, over all proposals of a tick.
///
/// Some look at one workload by itself, others at what the workloads share; both kinds take their
/// places in the same order, so a later one always sees what the earlier ones left. Those of one
/// workload by itself may pass as soon as it has deliberated. To go once more over 100,000
/// deliberations that have left the cache takes 30 ms, so it is done only for what somebody has.
///
/// It lives for one tick.
public final class Guardrails {
  private boolean ceilings; // tidy: owned window

  /// All of them, over all proposals at once.
  ///
  /// @param open one deliberation for each observed workload, before any guardrail
  /// @param unseen the workloads that were not observed
  /// @param funds what may be spent; absent: no budget has a limit
  public static List<Deliberation> pass(
      List<Deliberation> open, List<Unseen> unseen, Optional<Funds> funds) {
    var guardrails = new Guardrails();
    List<Deliberation> own = new ArrayList<>(open);
    own.replaceAll(guardrails::own);
    List<Deliberation> shared = new ArrayList<>(guardrails.shared(own, unseen, funds));
    shared.replaceAll(Guardrails::last);
    return shared;
  }

  /// What is left of a proposal before the first guardrail that workloads share.
  public Deliberation own(Deliberation open) {
    Deliberation early = open.throughFirst();
    if (Ceilings.concern(early.situation())) {
      ceilings = true;
      return early;
    }
    return early.throughSecond();
  }

  /// What those leave that workloads share.
  ///
  /// @param own what [#own] left of all proposals, in order of name
  /// @param unseen the workloads that were not observed
  /// @param funds what may be spent; absent: no budget has a limit
  public List<Deliberation> shared(
      List<Deliberation> own, List<Unseen> unseen, Optional<Funds> funds) {
    List<Deliberation> late = ceilings ? underCeilings(own, unseen) : own;
    List<Deliberation> paid = funds.isPresent() ? BudgetLimit.pass(late, funds.get()) : late;
    return Scarcity.pass(paid, unseen);
  }

  private static List<Deliberation> underCeilings(List<Deliberation> own, List<Unseen> unseen) {
    List<Deliberation> late = new ArrayList<>(own.size());
    for (Deliberation one : Ceilings.pass(own, unseen)) {
      late.add(Ceilings.concern(one.situation()) ? one.throughSecond() : one);
    }
    return late;
  }

  /// What the guardrail leaves that comes after all others.
  public static Deliberation last(Deliberation shared) {
    return Guardrail.last(shared.situation(), shared.wanted()).map(shared::through).orElse(shared);
  }
}
