package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Doubt;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What policies want of signals that are in doubt, and what is wanted when they are gone.
///
/// A recommendation from a signal in doubt is incomplete: it holds or asks for more. A last good
/// value that stands in asks for no more than was wanted when it was measured. Example: 95% CPU of
/// 4 replicas wanted 8; with 8 that serve, the same 95% would want 16, then 32, and the CPU that
/// would say enough is not there to be read.
final class Doubtful {
  private static final String GATE = "dataQuality";

  private Doubtful() {}

  static Recommendation recommend(Policy policy, Situation situation) {
    if (situation.trust().doubts().isEmpty()) {
      return Policy.recommend(policy, situation);
    }
    List<Doubt> doubts = doubts(policy, situation);
    Recommendation wish = Policy.recommend(policy, situation);
    if (doubts.isEmpty()) {
      return wish;
    }
    Replicas most = wantedBefore(situation);
    boolean standsIn = doubts.stream().anyMatch(Doubt::standsIn);
    List<Reason> reasons = new ArrayList<>(wish.reasons());
    Optional<Replicas> wanted = wish.wanted();
    if (standsIn && wanted.isPresent() && wanted.get().above(most)) {
      Recommendation without = Policy.recommend(policy, situation.seeing(left(situation, doubts)));
      if (without.wanted().filter(other -> !other.below(most)).isPresent()) {
        return without;
      }
      wanted = Optional.of(most);
      String sentence = "wants " + most + ": as many as were wanted by the last good values";
      reasons.set(0, new Reason(Reason.Code.TARGET, sentence));
    }
    doubts.forEach(doubt -> reasons.add(reason(doubt, situation)));
    return new Recommendation(wish.policy(), wanted, false, reasons);
  }

  /// The same of a policy that remembers. It learns from what was measured, never from what stands
  /// in for it.
  static Advice advise(Policy.Remembering policy, Situation situation) {
    if (situation.trust().doubts().isEmpty()) {
      return Policy.advise(policy, situation);
    }
    List<Doubt> doubts = doubts(policy, situation);
    if (doubts.isEmpty()) {
      return Policy.advise(policy, situation);
    }
    Advice advice = Policy.advise(policy, situation.seeing(left(situation, doubts)));
    Recommendation wish = advice.recommendation();
    List<Reason> reasons = new ArrayList<>(wish.reasons());
    doubts.stream()
        .filter(doubt -> !doubt.standsIn())
        .forEach(doubt -> reasons.add(reason(doubt, situation)));
    return new Advice(
        new Recommendation(wish.policy(), wish.wanted(), false, reasons, wish.forecast()),
        advice.memory());
  }

  private static List<Doubt> doubts(Policy policy, Situation situation) {
    SortedMap<SignalName, Boolean> read = policy.signals();
    return situation.trust().doubts().stream()
        .filter(doubt -> read.containsKey(doubt.signal()))
        .toList();
  }

  /// The size that was wanted last, when what stands in was known.
  private static Replicas wantedBefore(Situation situation) {
    List<History.Wanted> wanted = situation.history().wanted();
    Replicas current = situation.current();
    return wanted.isEmpty() ? current : current.max(wanted.getLast().replicas());
  }

  /// The signals without those for which an earlier value stands in.
  private static Observation left(Situation situation, List<Doubt> doubts) {
    SortedMap<SignalName, Signal> signals = new TreeMap<>(situation.observation().signals());
    for (Doubt doubt : doubts) {
      if (doubt.standsIn()) {
        signals.put(doubt.signal(), new Signal.Missing(doubt.why()));
      }
    }
    return new Observation(situation.observation().status(), signals);
  }

  private static Reason reason(Doubt doubt, Situation situation) {
    String odd = doubt.signal() + ": " + doubt.why().sentence();
    if (!doubt.standsIn()) {
      return new Reason(Reason.Code.METRIC_DOUBTED, odd + "; no reason for fewer");
    }
    String age = Figures.of(Duration.between(doubt.shown().at(), situation.now()));
    String what =
        doubt.shown().measure() instanceof Measure.Total(var value)
            ? Figures.of(value) + " of " + age + " ago stands in"
            : "its values of " + age + " ago stand in";
    return new Reason(Reason.Code.METRIC_DOUBTED, odd + "; " + what);
  }

  /// The floor, when a signal is absent for longer than its last good value stands in. What only
  /// replicas could tell is not absent while there are none.
  static Optional<Recommendation> floor(Situation situation) {
    Optional<Replicas> floor = situation.scaling().signals().floor();
    if (floor.isEmpty()) {
      return Optional.empty();
    }
    Observation seen = situation.observation();
    boolean serving = seen.status().ready().value() > 0;
    for (Policy policy : situation.scaling().policies()) {
      for (var read : policy.signals().entrySet()) {
        boolean due = !situation.trust().awaits() && (serving || !read.getValue());
        if (due && !(seen.signal(read.getKey()) instanceof Signal.Known)) {
          String sentence = "wants at least " + floor.get() + ": " + read.getKey() + " is absent";
          var reason = new Reason(Reason.Code.SAFE_FLOOR, sentence);
          return Optional.of(new Recommendation(GATE, floor, false, List.of(reason)));
        }
      }
    }
    return Optional.empty();
  }
}
