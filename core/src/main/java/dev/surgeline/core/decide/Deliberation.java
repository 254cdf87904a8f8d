package dev.surgeline.core.decide;

import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the size of one workload is arrived at: the recommendations, then the guardrails one by one.
///
/// @param situation on which it deliberates
/// @param recommendations what each policy wanted; none when the size was outside its bounds
/// @param wanted the largest of them, or a schedule's exact count; absent: no policy had anything
///   to judge by
/// @param bites the guardrails that changed the proposal so far
/// @param proposal what is left of it
/// @param reasons the deciding recommendation's first, then what was absent, then the bites
/// @param remembered what those of its policies that remember do from now on
public record Deliberation(
    Situation situation,
    List<Recommendation> recommendations,
    Optional<Replicas> wanted,
    List<Decision.Bite> bites,
    Proposal proposal,
    List<Reason> reasons,
    SortedMap<PolicyMemory.Key, PolicyMemory> remembered) {
  public Deliberation {
    recommendations = List.copyOf(recommendations);
    bites = List.copyOf(bites);
    reasons = List.copyOf(reasons);
  }

  /// What the policies say of the present picture, before any guardrail. A size outside its bounds
  /// is first brought back, whatever the metrics say.
  public static Deliberation of(Situation situation) {
    boolean inside = situation.bounds().contains(situation.current());
    return of(situation, inside ? situation.scaling().policies() : List.of(), situation);
  }

  /// The same for a workload that is not acted on: the policies judge what there is, and what they
  /// want is a change of the size that there would be.
  ///
  /// @param imagined with that size
  public static Deliberation of(Situation situation, Situation imagined) {
    return of(situation, situation.scaling().policies(), imagined);
  }

  private static Deliberation of(Situation situation, List<Policy> policies, Situation guarded) {
    List<Recommendation> recommendations = new ArrayList<>(policies.size());
    SortedMap<PolicyMemory.Key, PolicyMemory> remembered = PolicyMemory.NONE;
    if (!policies.isEmpty()) {
      Situation seen = situation.multiplied();
      for (Policy policy : policies) {
        if (policy instanceof Policy.Remembering remembering) {
          // What learns is shown what was measured, and lets the multiplied demand count itself.
          boolean learns = policy instanceof SloPolicy;
          Advice advice = Doubtful.advise(remembering, learns ? situation : seen);
          recommendations.add(advice.recommendation());
          remembered = remembered.isEmpty() ? new TreeMap<>() : remembered;
          remembered.put(remembering.key(), advice.memory());
        } else {
          recommendations.add(Doubtful.recommend(policy, seen));
        }
      }
      Doubtful.floor(seen).ifPresent(recommendations::add);
    }
    Optional<Recommendation> leading = leading(recommendations);
    Optional<Replicas> wanted = leading.flatMap(Recommendation::wanted);
    Replicas current = guarded.current();
    return BreakGlass.opened(
        new Deliberation(
            guarded,
            recommendations,
            wanted,
            List.of(),
            new Proposal(guarded.workload().name(), current, wanted.orElse(current)),
            reasons(recommendations, leading, guarded),
            remembered));
  }

  /// What the guardrails of the workload by itself leave of it, up to the dependency ceiling.
  Deliberation throughFirst() {
    return still() ? this : through(Guardrail.beforeCeilings(situation, complete()));
  }

  /// And those from there up to the budget.
  Deliberation throughSecond() {
    return still() ? this : through(Guardrail.afterCeilings(situation));
  }

  /// Where a size within its bounds stays, there is nothing to hold back.
  private boolean still() {
    return proposal.to().equals(proposal.from()) && situation.bounds().contains(proposal.to());
  }

  private Deliberation through(List<Guardrail> guardrails) {
    Deliberation left = this;
    for (Guardrail guardrail : guardrails) {
      left = left.through(guardrail);
    }
    return left;
  }

  /// What this guardrail leaves of it.
  Deliberation through(Guardrail guardrail) {
    if (guardrail instanceof Guardrail.Assured assured) {
      Optional<Reason> exempt = assured.exemption(proposal, situation);
      if (exempt.isPresent()) {
        return noting(exempt.get());
      }
    }
    Guardrail.Guarded guarded = guardrail.guard(proposal, situation);
    return BreakGlass.skips(guardrail.yields(), guarded, situation)
        ? BreakGlass.skipped(this, guarded)
        : after(guarded);
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
    return with(wanted, bitten, guarded.after(), said);
  }

  /// The same situation and recommendations, with what has come of them by now.
  Deliberation with(
      Optional<Replicas> wish, List<Decision.Bite> bitten, Proposal left, List<Reason> said) {
    return new Deliberation(situation, recommendations, wish, bitten, left, said, remembered);
  }

  /// The same with something to be said that changes nothing.
  Deliberation noting(Reason reason) {
    List<Reason> said = new ArrayList<>(reasons);
    said.add(reason);
    return with(wanted, bites, proposal, said);
  }

  /// The same with less left of the proposal.
  Deliberation limited(Replicas to, Reason.Code code, String sentence) {
    return to.equals(proposal.to())
        ? this
        : after(Guardrail.Guarded.limited(proposal, to, code, sentence));
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

  /// What this workload is wanted to be within its bounds, for those that follow it: what stands
  /// for demand, before windows and rates. Where no policy had anything to judge by, what it is.
  public Replicas foreseeable() {
    return situation.bounds().clamp(lasting().orElse(situation.current()));
  }

  /// The request that people agree to a growth, as it stands after this tick; absent: nobody is
  /// asked.
  public Optional<Approval> asked() {
    return Consent.asked(this);
  }

  /// The size up to which the workload may grow without asking; absent: people need never agree.
  public Optional<Replicas> free() {
    return situation.scaling().approval().map(rule -> Consent.free(rule, situation));
  }

  /// Whether everything that the policies look at was known.
  public boolean complete() {
    for (Recommendation one : recommendations) {
      if (!one.complete()) {
        return false;
      }
    }
    return true;
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
    List<Reason> reasons = new ArrayList<>(4);
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
        if (reason.code().besides() && !reasons.contains(reason)) {
          reasons.add(reason);
        }
      }
    }
    return reasons;
  }
}
