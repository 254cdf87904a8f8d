package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the size of one workload is arrived at: the recommendations, then the guardrails one by one.
///
/// @param situation on which it deliberates
/// @param recommendations what each policy wanted; none when the size was outside its bounds
/// @param wanted the largest of them, or a schedule's exact count; absent: no policy had anything
///   to judge by
/// @param bites the guardrails that changed the proposal so far
/// @param proposal what is left of it
/// @param reasons the deciding recommendation's first, then what was absent, then the bites
public record Deliberation(
    Situation situation,
    List<Recommendation> recommendations,
    Optional<Replicas> wanted,
    List<Decision.Bite> bites,
    Proposal proposal,
    List<Reason> reasons) {
  public Deliberation {
    recommendations = List.copyOf(recommendations);
    bites = List.copyOf(bites);
    reasons = List.copyOf(reasons);
  }

  /// What the policies say of the present picture, before any guardrail. A size outside its bounds
  /// is first brought back, whatever the metrics say.
  public static Deliberation of(Situation situation) {
    List<Recommendation> recommendations = new ArrayList<>();
    if (situation.bounds().contains(situation.current())) {
      Situation seen = situation.multiplied();
      for (Policy policy : situation.scaling().policies()) {
        recommendations.add(Policy.recommend(policy, seen));
      }
    }
    Optional<Recommendation> leading = leading(recommendations);
    Optional<Replicas> wanted = leading.flatMap(Recommendation::wanted);
    Replicas current = situation.current();
    return new Deliberation(
        situation,
        recommendations,
        wanted,
        List.of(),
        new Proposal(situation.workload().name(), current, wanted.orElse(current)),
        reasons(recommendations, leading, situation));
  }

  /// What these guardrails leave of it.
  Deliberation through(List<Guardrail> guardrails) {
    Deliberation left = this;
    for (Guardrail guardrail : guardrails) {
      left = left.after(guardrail.guard(left.proposal, situation));
    }
    return left;
  }

  /// The same after one more guardrail.
  ///
  /// @param guarded what became of this proposal
  Deliberation after(Guardrail.Guarded guarded) {
    if (guarded.reason().isEmpty()) {
      return this;
    }
    Reason why = guarded.reason().get();
    List<Decision.Bite> bitten = new ArrayList<>(bites);
    bitten.add(new Decision.Bite(guarded.before().to(), guarded.after().to(), why));
    List<Reason> said = new ArrayList<>(reasons);
    said.add(why);
    return new Deliberation(situation, recommendations, wanted, bitten, guarded.after(), said);
  }

  /// The same with something to be said that changes nothing.
  Deliberation noting(Reason reason) {
    List<Reason> said = new ArrayList<>(reasons);
    said.add(reason);
    return new Deliberation(situation, recommendations, wanted, bites, proposal, said);
  }

  /// The policy whose recommendation counts; absent: none had anything to judge by.
  public Optional<String> leads() {
    return leading(recommendations).map(Recommendation::policy);
  }

  /// The size that is left.
  public Replicas desired() {
    return proposal.to();
  }

  /// The wish to be remembered. One for less, made while a metric is absent, is none: the absent
  /// one might have wanted more.
  public Optional<Replicas> lasting() {
    return wanted.filter(size -> complete() || !size.below(situation.current()));
  }

  /// Whether everything that the policies look at was known.
  boolean complete() {
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
