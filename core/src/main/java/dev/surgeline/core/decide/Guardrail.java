package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Protection;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Workload;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A limit that may change a proposal, and only towards safety: a smaller step in the same
/// direction, or back inside the bounds. Each says so when it bites.
///
/// A size outside its bounds is brought back at once: no window and no rate holds that back, as in
/// Kubernetes.
public sealed interface Guardrail {

  /// @param before what came in
  /// @param after what is left of it
  /// @param reason why it differs; absent exactly when it does not
  record Guarded(Proposal before, Proposal after, Optional<Reason> reason) {
    static Guarded passed(Proposal proposal) {
      return new Guarded(proposal, proposal, Optional.empty());
    }

    static Guarded limited(Proposal before, Replicas to, Reason.Code code, String sentence) {
      return new Guarded(before, before.to(to), Optional.of(new Reason(code, sentence)));
    }
  }

  /// The guardrails of a workload by itself, in the order in which they pass over a proposal.
  static List<Guardrail> inOrder(Situation situation, boolean complete) {
    List<Guardrail> all = new ArrayList<>(beforeCeilings(situation, complete));
    all.addAll(afterCeilings(situation));
    return all;
  }

  /// Those that pass before the dependency ceiling, which workloads share.
  static List<Guardrail> beforeCeilings(Situation situation, boolean complete) {
    Behavior behavior = situation.scaling().behavior();
    return List.of(
        new DataQuality(complete),
        new Bounds(situation.bounds(), situation.maxBy()),
        new Stabilization(behavior),
        new RateLimit(behavior));
  }

  /// Those that pass after it, and before the budget.
  static List<Guardrail> afterCeilings(Situation situation) {
    return List.of(
        new Freeze(situation.agenda().freeze()), new Placement(), new Encryption(), new Assured());
  }

  /// The guardrail that comes after all others, where the workload has one.
  ///
  /// @param wanted what the policies want, before any guardrail
  static Optional<Guardrail> last(Situation situation, Optional<Replicas> wanted) {
    return situation.scaling().approval().map(rule -> new Agreement(rule, wanted));
  }

  /// Whether break-glass lets growth past it.
  default boolean yields() {
    return switch (this) {
      case DataQuality _, Bounds _, Placement _, Encryption _ -> false;
      case Stabilization _, RateLimit _, Freeze _, Assured _, Agreement _ -> true;
    };
  }

  /// The proposal after this guardrail.
  default Guarded guard(Proposal proposal, Situation situation) {
    return switch (this) {
      case DataQuality quality -> quality.apply(proposal);
      case Bounds bounds -> bounds.apply(proposal);
      case Stabilization stabilization -> stabilization.apply(proposal, situation);
      case RateLimit limit -> limit.apply(proposal, situation);
      case Freeze freeze -> freeze.apply(proposal, situation);
      case Placement placement -> placement.apply(proposal, situation);
      case Encryption encryption -> encryption.apply(proposal, situation);
      case Assured assured -> assured.apply(proposal, situation);
      case Agreement(var rule, var wanted) -> Consent.guard(rule, proposal, situation, wanted);
    };
  }

  /// What is not known can not argue for less: no scale-down while any metric is absent.
  ///
  /// @param complete whether every metric was known
  record DataQuality(boolean complete) implements Guardrail {
    private Guarded apply(Proposal proposal) {
      if (complete || !proposal.down()) {
        return Guarded.passed(proposal);
      }
      return Guarded.limited(
          proposal,
          proposal.from(),
          Reason.Code.DATA_QUALITY,
          "stays at " + proposal.from() + ": never down while a metric is absent");
    }
  }

  /// Never fewer than min, never more than max.
  ///
  /// @param maxBy the window of the schedule that sets the max, if one does
  record Bounds(ReplicaBounds bounds, Optional<String> maxBy) implements Guardrail {
    Bounds(ReplicaBounds bounds) {
      this(bounds, Optional.empty());
    }

    private Guarded apply(Proposal proposal) {
      Replicas to = proposal.to();
      if (to.below(bounds.min())) {
        return Guarded.limited(
            proposal, bounds.min(), Reason.Code.BELOW_MIN, "raised to the min of " + bounds.min());
      }
      if (to.above(bounds.max())) {
        return Guarded.limited(
            proposal,
            bounds.max(),
            Reason.Code.ABOVE_MAX,
            "cut to the max of " + bounds.max() + maxBy.map(window -> ": " + window).orElse(""));
      }
      return Guarded.passed(proposal);
    }
  }

  /// The safest wish within the window wins: up no further than all wishes of the up window agree
  /// on, down no further than the highest wish of the down window (the Kubernetes HPA's
  /// `stabilizeRecommendationWithBehaviors`).
  ///
  /// Example: of 10 replicas, 10 were wanted 6 min ago, 7 were 2 min ago, and 4 are now. With a
  /// down window of 5 min they become 7; three minutes later, when the 7 is older than the window,
  /// 4.
  record Stabilization(Behavior behavior) implements Guardrail {
    private Guarded apply(Proposal proposal, Situation situation) {
      if (!situation.bounds().contains(proposal.from())) {
        return Guarded.passed(proposal);
      }
      History history = situation.history();
      Replicas to = proposal.to();
      var upWindow = behavior.scaleUp().stabilization();
      var downWindow = behavior.scaleDown().stabilization();
      Replicas up = history.leastWanted(situation.now(), upWindow, to);
      Replicas down = history.mostWanted(situation.now(), downWindow, to);
      Replicas stable = proposal.from().max(up).min(down);
      if (stable.equals(to)) {
        return Guarded.passed(proposal);
      }
      String held =
          proposal.up()
              ? up + " were enough within the last " + Figures.of(upWindow)
              : down + " were wanted within the last " + Figures.of(downWindow);
      String sentence = "held at " + stable + ": " + held;
      return Guarded.limited(proposal, stable, Reason.Code.STABILIZED, sentence);
    }
  }

  /// At most so much change in so much time; the arithmetic, its source and an example are in
  /// [RateArithmetic].
  record RateLimit(Behavior behavior) implements Guardrail {
    private Guarded apply(Proposal proposal, Situation situation) {
      if (!situation.bounds().contains(proposal.from())) {
        return Guarded.passed(proposal);
      }
      if (proposal.up()) {
        var most =
            RateArithmetic.most(
                behavior.scaleUp(), proposal.from(), situation.history(), situation.now());
        return proposal.to().above(most.replicas())
            ? limited(proposal, most, "grows", "growing")
            : Guarded.passed(proposal);
      }
      if (proposal.down()) {
        var least =
            RateArithmetic.least(
                behavior.scaleDown(), proposal.from(), situation.history(), situation.now());
        return proposal.to().below(least.replicas())
            ? limited(proposal, least, "shrinks", "shrinking")
            : Guarded.passed(proposal);
      }
      return Guarded.passed(proposal);
    }

    private static Guarded limited(
        Proposal proposal, RateArithmetic.Limit limit, String verb, String noun) {
      Replicas to = limit.replicas();
      String where = (to.equals(proposal.from()) ? "stays at " : "to ") + to + ": ";
      String why =
          limit
              .by()
              .map(policy -> verb + " " + RateArithmetic.words(policy))
              .orElse(noun + " is disabled");
      return Guarded.limited(proposal, to, Reason.Code.RATE_LIMITED, where + why);
    }
  }

  /// No change while a window of the schedule says so, in neither direction. What is outside its
  /// bounds is brought back all the same.
  ///
  /// @param by the window that holds
  record Freeze(Optional<Policy.Schedule.Entry> by) implements Guardrail {
    private Guarded apply(Proposal proposal, Situation situation) {
      boolean still = proposal.to().equals(proposal.from());
      if (still || by.isEmpty() || !situation.bounds().contains(proposal.from())) {
        return Guarded.passed(proposal);
      }
      return Guarded.limited(
          proposal,
          proposal.from(),
          Reason.Code.FROZEN,
          "stays at " + proposal.from() + ": " + by.get());
    }
  }

  /// No growth where the workload's data may not be held. What runs there stays: to take it away is
  /// for people to decide.
  record Placement() implements Guardrail {
    private Guarded apply(Proposal proposal, Situation situation) {
      Workload workload = situation.workload();
      if (!proposal.up() || !Residency.stated(workload)) {
        return Guarded.passed(proposal);
      }
      Platform platform = situation.surroundings().platform();
      LocalDate today = platform.calendar().local(situation.now()).toLocalDate();
      return switch (Residency.on(today, platform, workload)) {
        case Residency.Standing.Satisfied _ -> Guarded.passed(proposal);
        case Residency.Standing.Broken(var why) ->
            Guarded.limited(
                proposal,
                proposal.from(),
                Reason.Code.PLACEMENT,
                "stays at " + proposal.from() + ": " + why);
      };
    }
  }

  /// No growth of what holds protected data that is said not to be encrypted. What is not said is
  /// not known, and stops nothing.
  record Encryption() implements Guardrail {
    private Guarded apply(Proposal proposal, Situation situation) {
      Workload workload = situation.workload();
      if (!proposal.up() || !Protection.concerns(workload)) {
        return Guarded.passed(proposal);
      }
      Platform platform = situation.surroundings().platform();
      LocalDate today = platform.calendar().local(situation.now()).toLocalDate();
      return Protection.encryption(today, workload) instanceof Protection.Standing.Broken(var why)
          ? Guarded.limited(
              proposal,
              proposal.from(),
              Reason.Code.UNPROTECTED,
              "stays at " + proposal.from() + ": " + why)
          : Guarded.passed(proposal);
    }
  }

  /// No change of what holds protected data while the audit log does not go on from what it was, or
  /// the rules of who may do what do not hold. Growth of what is life-safety goes on, and says so.
  record Assured() implements Guardrail {
    private Guarded apply(Proposal proposal, Situation situation) {
      Optional<String> broken = broken(proposal, situation);
      return broken.isEmpty() || spared(proposal, situation)
          ? Guarded.passed(proposal)
          : Guarded.limited(
              proposal,
              proposal.from(),
              Reason.Code.UNASSURED,
              "stays at " + proposal.from() + ": " + broken.get());
    }

    /// What is to be said where it lets pass what it would stop.
    Optional<Reason> exemption(Proposal proposal, Situation situation) {
      return spared(proposal, situation)
          ? broken(proposal, situation)
              .map(why ->
                  new Reason(Reason.Code.UNASSURED_ALLOWED, "grows as life-safety, though " + why))
          : Optional.empty();
    }

    private static Optional<String> broken(Proposal proposal, Situation situation) {
      boolean still = proposal.to().equals(proposal.from());
      return still || !Protection.concerns(situation.workload())
          ? Optional.empty()
          : situation.surroundings().assurance().broken();
    }

    private static boolean spared(Proposal proposal, Situation situation) {
      return proposal.up() && situation.workload().criticality() == Criticality.LIFE_SAFETY;
    }
  }

  /// No growth above the thresholds without people's agreement; [Consent] says how far it goes.
  ///
  /// @param wanted what the policies want, before any guardrail
  record Agreement(ApprovalRule rule, Optional<Replicas> wanted) implements Guardrail {}
}
