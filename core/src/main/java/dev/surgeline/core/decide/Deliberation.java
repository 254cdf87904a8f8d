package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the size of one workload was arrived at: the recommendations, then the guardrails one by
/// one.
///
/// @param recommendations what each policy wanted; none when the size was outside its bounds
/// @param wanted the largest of them, or a schedule's exact count; absent: no policy had anything
///   to judge by
/// @param bites the guardrails that changed the proposal
/// @param desired the size that is left
/// @param reasons the deciding recommendation's first, then what was absent, then the bites
public record Deliberation(
    List<Recommendation> recommendations,
    Optional<Replicas> wanted,
    List<Decision.Bite> bites,
    Replicas desired,
    List<Reason> reasons) {

  /// Deliberates on the present picture. A size outside its bounds is first brought back, whatever
  /// the metrics say.
  public static Deliberation of(Situation situation) {
    Workload workload = situation.workload();
    List<Recommendation> recommendations = new ArrayList<>();
    if (situation.bounds().contains(situation.current())) {
      Situation seen = situation.multiplied();
      for (Policy policy : situation.scaling().policies()) {
        recommendations.add(Policy.recommend(policy, seen));
      }
    }
    Optional<Recommendation> leading = leading(recommendations);
    Optional<Replicas> wanted = leading.flatMap(Recommendation::wanted);
    List<Reason> reasons = reasons(recommendations, leading, situation);
    boolean complete = complete(recommendations);
    var proposal =
        new Proposal(workload.name(), situation.current(), wanted.orElse(situation.current()));
    List<Decision.Bite> bites = new ArrayList<>();
    for (Guardrail guardrail : Guardrail.inOrder(situation, complete)) {
      Guardrail.Guarded guarded = guardrail.guard(proposal, situation);
      guarded
          .reason()
          .ifPresent(why ->
              bites.add(new Decision.Bite(guarded.before().to(), guarded.after().to(), why)));
      proposal = guarded.after();
    }
    bites.forEach(bite -> reasons.add(bite.reason()));
    return new Deliberation(recommendations, wanted, bites, proposal.to(), reasons);
  }

  /// The wish to be remembered. One for less, made while a metric is absent, is none: the absent
  /// one might have wanted more.
  public Optional<Replicas> lasting(Replicas current) {
    return wanted.filter(size -> complete(recommendations) || !size.below(current));
  }

  private static boolean complete(List<Recommendation> recommendations) {
    return recommendations.stream().allMatch(Recommendation::complete);
  }

  private static Optional<Recommendation> leading(List<Recommendation> recommendations) {
    Optional<Recommendation> leading = Optional.empty();
    for (Recommendation one : recommendations) {
      if (one.reasons().getFirst().code() == Reason.Code.SCHEDULED_EXACT) {
        return Optional.of(one);
      }
      boolean larger =
          one.wanted().isPresent()
              && (leading.isEmpty() || one.wanted().get().above(leading.get().wanted().get()));
      leading = larger ? Optional.of(one) : leading;
    }
    return leading;
  }

  private static List<Reason> reasons(
      List<Recommendation> recommendations, Optional<Recommendation> leading, Situation situation) {
    List<Reason> reasons = new ArrayList<>();
    leading.ifPresent(first -> {
      reasons.add(first.reasons().getFirst());
      if (!first.reasons().getFirst().code().scheduled()) {
        situation.agenda().multiplied().ifPresent(reasons::add);
      }
    });
    if (leading.isEmpty() && !recommendations.isEmpty()) {
      reasons.add(
          new Reason(
              Reason.Code.NO_SIGNAL, "nothing to judge by: stays at " + situation.current()));
    }
    for (Recommendation one : recommendations) {
      for (Reason reason : one.reasons()) {
        if (reason.code().absence()) {
          reasons.add(reason);
        }
      }
    }
    return reasons;
  }
}
