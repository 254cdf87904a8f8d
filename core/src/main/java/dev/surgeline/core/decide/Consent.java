package dev.surgeline.core.decide;

import dev.surgeline.core.decide.Approval.Stage;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The approval guardrail: how far a workload may grow without asking, how far people have agreed,
/// and what they are asked.
///
/// Growth up to the thresholds goes on; what is above them waits. The request is for the size that
/// is wanted, not for the step that the rate limit leaves of it, so that people agree once and not
/// at every step.
final class Consent {
  /// How long a request that nobody has agreed to stands as it is before it may follow a larger
  /// wish: people must be able to read it before it changes.
  static final Duration FOLLOWS_AFTER = Duration.ofMinutes(5);

  private Consent() {}

  /// What approval leaves of a proposal.
  ///
  /// @param wanted what the policies want, before any guardrail
  static Guardrail.Guarded guard(
      ApprovalRule rule, Proposal proposal, Situation situation, Optional<Replicas> wanted) {
    Replicas most = most(rule, proposal, situation);
    if (most.equals(proposal.to())) {
      return Guardrail.Guarded.passed(proposal);
    }
    String where = (most.equals(proposal.from()) ? "stays at " : "to ") + most + ": ";
    return Guardrail.Guarded.limited(
        proposal,
        most,
        Reason.Code.APPROVAL_NEEDED,
        where + why(rule, proposal, situation, wanted));
  }

  /// How much of a proposal needs nobody's agreement any more.
  static Replicas most(ApprovalRule rule, Proposal proposal, Situation situation) {
    if (!proposal.up() || !situation.bounds().contains(proposal.from())) {
      return proposal.to();
    }
    Replicas free = free(rule, situation).max(proposal.from());
    Replicas agreed = situation.approval().flatMap(Approval::allowed).orElse(Replicas.ZERO);
    return proposal.to().min(free.max(agreed));
  }

  private static String why(
      ApprovalRule rule, Proposal proposal, Situation situation, Optional<Replicas> wanted) {
    Optional<Approval> latest = situation.approval();
    if (latest.isPresent() && latest.get().allowed().isPresent()) {
      return "no more was agreed to by " + latest.get().id();
    }
    Optional<Approval> request = request(rule, proposal, situation, wanted);
    if (request.isPresent()) {
      Approval asked = request.get();
      return asked.to() + " asked for, " + asked.state() + " (" + asked.id() + ")";
    }
    if (asks(situation)
        && latest.isPresent()
        && latest.get().stage() instanceof Stage.Rejected(_, var by, var until)) {
      String left = Figures.of(Duration.between(situation.now(), until));
      return by + " rejected " + latest.get().id() + ", asked again in " + left;
    }
    return "more needs the agreement of " + rule.approvers();
  }

  /// The request that stands after this tick; absent: nobody is asked.
  ///
  /// @param deliberation after all guardrails
  static Optional<Approval> asked(Deliberation deliberation) {
    Optional<ApprovalRule> rule = deliberation.situation().scaling().approval();
    if (rule.isEmpty()) {
      return Optional.empty();
    }
    for (Decision.Bite bite : deliberation.bites()) {
      if (bite.reason().code() == Reason.Code.APPROVAL_NEEDED) {
        Proposal cut = deliberation.proposal().to(bite.from());
        return request(rule.get(), cut, deliberation.situation(), deliberation.wanted());
      }
    }
    return Optional.empty();
  }

  /// One request at a time: what was agreed is used before more is asked for, and what was rejected
  /// is not asked for again at once.
  private static Optional<Approval> request(
      ApprovalRule rule, Proposal proposal, Situation situation, Optional<Replicas> wanted) {
    if (!asks(situation)) {
      return Optional.empty();
    }
    Instant now = situation.now();
    Replicas wish = wanted.orElse(proposal.to()).max(proposal.to()).min(situation.bounds().max());
    Replicas free = free(rule, situation).max(proposal.from());
    var growth = new Proposal(proposal.workload(), free, wish);
    Optional<Approval> latest = situation.approval();
    if (latest.isPresent() && !mayBeReplaced(latest.get(), wish, now)) {
      return latest.filter(one -> one.stage() instanceof Stage.Open);
    }
    return Optional.of(
        Approval.requested(now, growth, situation.surroundings().people().specVersion(), rule));
  }

  private static boolean mayBeReplaced(Approval latest, Replicas wish, Instant now) {
    return switch (latest.stage()) {
      case Stage.Open _ ->
          latest.agreements().isEmpty()
              && wish.above(latest.to())
              && !now.isBefore(latest.requestedAt().plus(FOLLOWS_AFTER));
      case Stage.Granted _, Stage.InUse _ -> false;
      case Stage.Rejected(_, _, var until) -> !now.isBefore(until);
      case Stage.Used _, Stage.Expired _, Stage.Withdrawn _ -> true;
    };
  }

  /// Whom nothing is done for, nobody is asked for either. And at the time at which something was
  /// started, what is wanted beyond it is for the next tick: the same tick twice must not ask.
  private static boolean asks(Situation situation) {
    List<History.Changed> changes = situation.history().changes();
    boolean started = !changes.isEmpty() && changes.getLast().at().equals(situation.now());
    return situation.scaling().mode() == Mode.ACT && situation.emergency().isEmpty() && !started;
  }

  /// The largest size that needs nobody's agreement, the documents' min at least. What a replica
  /// costs must be known to compare it: unknown is not nothing.
  static Replicas free(ApprovalRule rule, Situation situation) {
    Replicas free = rule.above().replicas().orElse(new Replicas(Replicas.LIMIT));
    if (rule.above().perHour().isPresent()) {
      double most = rule.above().perHour().getAsDouble();
      free =
          situation
              .workload()
              .cost()
              .map(price -> affordable(price, most))
              .orElse(Replicas.ZERO)
              .min(free);
    }
    return free.max(situation.bounds().min());
  }

  /// The largest size that costs no more, by halving: cost never falls with size.
  private static Replicas affordable(Price price, double most) {
    int least = 0;
    int beyond = Replicas.LIMIT + 1;
    while (beyond - least > 1) {
      int middle = (least + beyond) / 2;
      if (perHour(price, middle) <= most) {
        least = middle;
      } else {
        beyond = middle;
      }
    }
    return new Replicas(least);
  }

  private static double perHour(Price price, int replicas) {
    return price.perHour(new Replicas(replicas));
  }
}
