package dev.surgeline.core.decide;

import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.forecast.Accuracy;
import dev.surgeline.core.forecast.Coverage;
import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many replicas a forecast asks for, as long as it is believed.
///
/// Without one, or with one that is not believed, there is no wish: the size is left to the
/// policies on what is measured, and without such it stays. A forecast that was there a moment ago
/// might still want more, so for the time in which a last known value stands in (`lastKnownGood`)
/// its absence takes no replica away.
final class PredictiveEvaluation {
  private PredictiveEvaluation() {}

  static Advice advise(Predictive policy, Situation situation) {
    Outlook outlook = Outlook.of(policy, situation);
    Gauge.Level measured = new Gauge(policy.signal(), Gauge.As.TOTAL).level(situation);
    PredictiveMemory memory = remembered(policy, outlook, measured, situation);
    List<Reason> reasons = new ArrayList<>(2);
    Optional<Replicas> wanted = Optional.empty();
    Optional<Foreseen> used = Optional.empty();
    boolean complete = measured.known();
    Optional<Coverage> drifted = memory.coverage().filter(one -> one.drift().isPresent());
    switch (outlook) {
      case Outlook.Nothing(var why) -> {
        boolean lately = lately(memory, situation);
        complete &= !lately;
        reasons.add(new Reason(Reason.Code.FORECAST_MISSING, why));
      }
      case Outlook.Clear clear when drifted.isPresent() ->
          reasons.add(drifted(clear.foreseen(), drifted.get()));
      case Outlook.Clear clear -> {
        double times = situation.agenda().multiplier();
        CapacityCurve curve = CapacityCurve.declared(situation.workload());
        Replicas then = curve.replicasFor(clear.foreseen().value() * times);
        Replicas until = curve.replicasFor(clear.meanwhile() * times);
        Replicas size = then.max(situation.current().min(until));
        wanted = Optional.of(size);
        used = Optional.of(clear.foreseen());
        reasons.add(wants(policy, clear, size, size.above(then), situation));
        memory.accuracy().flatMap(one -> inaccurate(policy, one)).ifPresent(reasons::add);
      }
    }
    measured.absence().ifPresent(reasons::add);
    var recommendation = new Recommendation(policy.name(), wanted, complete, reasons, used);
    return new Advice(recommendation, memory);
  }

  /// Scores what was promised and notes what is promised now, once at a time.
  private static PredictiveMemory remembered(
      Predictive policy, Outlook outlook, Gauge.Level measured, Situation situation) {
    Instant now = situation.now();
    Optional<PredictiveMemory> before =
        situation.surroundings().memory(policy.key(), PredictiveMemory.class);
    if (before.isPresent() && !before.get().at().isBefore(now)) {
      return before.get();
    }
    Duration ahead = situation.workload().capacity().startup();
    PredictiveMemory scored = scored(before, ahead, measured, situation);
    return switch (outlook) {
      case Outlook.Nothing _ -> scored;
      case Outlook.Clear clear -> {
        double level = clear.foreseen().level();
        Coverage promised =
            scored
                .coverage()
                .filter(one -> one.level() == level)
                .orElseGet(() -> Coverage.of(level, ahead))
                .promising(now, clear.due(), clear.step());
        Optional<Accuracy> noted = scored.accuracy();
        if (measured.known() && clear.middle().isPresent()) {
          double value = measured.value() / situation.agenda().multiplier();
          Accuracy known = noted.orElseGet(() -> Accuracy.of(ahead));
          noted = Optional.of(known.noting(now, clear.middle().getAsDouble(), value, clear.step()));
        }
        yield new PredictiveMemory(now, Optional.of(now), Optional.of(promised), noted);
      }
    };
  }

  private static PredictiveMemory scored(
      Optional<PredictiveMemory> before,
      Duration ahead,
      Gauge.Level measured,
      Situation situation) {
    Instant now = situation.now();
    Duration late = situation.surroundings().platform().interval().multipliedBy(2);
    double value = measured.value() / situation.agenda().multiplier();
    boolean known = measured.known();
    return new PredictiveMemory(
        now,
        before.flatMap(PredictiveMemory::usable),
        before
            .flatMap(PredictiveMemory::coverage)
            .filter(one -> one.ahead().equals(ahead))
            .map(one -> known ? one.seen(now, value, late) : one.unseen(now, late)),
        before
            .flatMap(PredictiveMemory::accuracy)
            .filter(one -> one.ahead().equals(ahead))
            .map(one -> known ? one.seen(now, value, late) : one.unseen(now, late)));
  }

  private static boolean lately(PredictiveMemory memory, Situation situation) {
    Duration standsIn =
        situation.scaling().signals().lastKnownGood().orElse(SignalRules.DEFAULT_LAST_KNOWN_GOOD);
    return memory.usable().filter(at -> !at.plus(standsIn).isBefore(situation.now())).isPresent();
  }

  private static Reason drifted(Foreseen foreseen, Coverage coverage) {
    Coverage.Drift drift = coverage.drift().orElseThrow();
    String since =
        coverage.recent() == 0
            ? ""
            : "; since then " + coverage.kept() + " of " + coverage.recent();
    String sentence =
        "forecasts of "
            + foreseen.signal()
            + " covered "
            + drift.kept()
            + " of the last "
            + drift.of()
            + " where "
            + Figures.of(coverage.expected(drift.of()))
            + " were promised: not believed"
            + since;
    return new Reason(Reason.Code.FORECAST_DRIFTED, sentence);
  }

  /// Calibrated forecasts are believed however wide they are; people are told.
  private static Optional<Reason> inaccurate(Predictive policy, Accuracy accuracy) {
    return accuracy
        .won()
        .drift()
        .map(drift ->
            new Reason(
                Reason.Code.FORECAST_INACCURATE,
                "forecasts of "
                    + policy.signal()
                    + " were nearer to what came than what was measured "
                    + Figures.of(accuracy.ahead())
                    + " before in "
                    + drift.kept()
                    + " of "
                    + drift.of()));
  }

  private static Reason wants(
      Predictive policy, Outlook.Clear clear, Replicas size, boolean held, Situation situation) {
    Foreseen foreseen = clear.foreseen();
    double wished = policy.level(situation.workload().criticality());
    String level =
        foreseen.level() == wished
            ? level(wished)
            : level(foreseen.level()) + ", its outermost, for " + level(wished);
    String when =
        held
            ? "until " + Figures.of(foreseen.to())
            : Figures.of(foreseen.from()) + " to " + Figures.of(foreseen.to());
    String sentence =
        "wants "
            + size
            + ": "
            + foreseen.signal()
            + " "
            + Figures.of(held ? clear.meanwhile() : foreseen.value())
            + " at quantile "
            + level
            + ", "
            + when
            + " ahead";
    return new Reason(Reason.Code.TARGET, sentence);
  }

  /// Two decimals would make 0.999 a certainty.
  private static String level(double level) {
    return level > 0.99 ? Double.toString(level) : Figures.of(level);
  }
}
