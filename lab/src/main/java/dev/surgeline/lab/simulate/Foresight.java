package dev.surgeline.lab.simulate;

import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.live.LiveForecaster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The forecasts that the predictive policies of a workload read, learned from what was seen so far
/// and from nothing else, as the control plane learns them, but without a thread of their own.
final class Foresight {
  private static final Duration STEP_LEAST = Duration.ofMinutes(1);
  private static final List<Duration> SEASONS = List.of(Duration.ofDays(1), Duration.ofDays(7));

  private final List<Outlook> outlooks;

  private Foresight(List<Outlook> outlooks) {
    this.outlooks = List.copyOf(outlooks);
  }

  /// Absent: no policy reads a forecast.
  static Optional<Foresight> of(WorkloadSpec spec, Platform platform) {
    SortedMap<SignalName, List<Predictive>> asked = new TreeMap<>();
    for (Policy policy : spec.scaling().policies()) {
      if (policy instanceof Predictive predictive) {
        asked.computeIfAbsent(predictive.signal(), _ -> new ArrayList<>()).add(predictive);
      }
    }
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    List<Outlook> outlooks = new ArrayList<>();
    asked.forEach((signal, policies) -> outlooks.add(outlook(spec, platform, signal, policies)));
    return Optional.of(new Foresight(outlooks));
  }

  private static Outlook outlook(
      WorkloadSpec spec, Platform platform, SignalName signal, List<Predictive> policies) {
    Duration interval = platform.interval();
    Duration step = interval.compareTo(STEP_LEAST) > 0 ? interval : STEP_LEAST;
    Duration needed = spec.workload().capacity().startup().plus(interval.multipliedBy(2));
    int steps = (int) Math.min(1_000, needed.plus(step).minusNanos(1).dividedBy(step) + 1);
    SortedSet<Double> levels = new TreeSet<>(List.of(0.5, 0.9));
    SortedSet<Integer> seasons = new TreeSet<>();
    for (Predictive policy : policies) {
      levels.add(policy.level(spec.workload().criticality()));
      for (Duration season : policy.season().isEmpty() ? SEASONS : policy.season()) {
        int length = (int) Math.min(1_000_000, season.dividedBy(step));
        if (length >= 2) {
          seasons.add(length);
        }
      }
    }
    return new Outlook(signal, step, 2 * steps + 2, List.copyOf(seasons), List.copyOf(levels));
  }

  /// Takes in what a tick saw, and gives the latest forecasts.
  SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> at(
      WorkloadName workload, Instant now, Observation seen) {
    SortedMap<SignalName, Forecast> found = new TreeMap<>();
    for (Outlook one : outlooks) {
      one.see(now, seen);
      one.latest.ifPresent(forecast -> found.put(one.signal, forecast));
    }
    SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> all = new TreeMap<>();
    if (!found.isEmpty()) {
      all.put(workload, found);
    }
    return all;
  }

  /// One signal: ticks are gathered into steps, and each whole step is learned.
  private static final class Outlook {
    private final SignalName signal;
    private final Duration step;
    private final int horizon;
    private final List<Double> levels;
    private final LiveForecaster forecaster;
    private Optional<Forecast> latest = Optional.empty();
    private long place = -1;
    private double sum;
    private int count;

    Outlook(
        SignalName signal, Duration step, int horizon, List<Integer> seasons, List<Double> levels) {
      this.signal = signal;
      this.step = step;
      this.horizon = horizon;
      this.levels = levels;
      forecaster = new LiveForecaster(step, seasons, horizon);
    }

    void see(Instant now, Observation seen) {
      long at = now.toEpochMilli() / step.toMillis();
      place = place < 0 ? at : place;
      while (place < at) {
        Instant end = Instant.ofEpochMilli((place + 1) * step.toMillis());
        forecaster.observe(end, count == 0 ? Double.NaN : sum / count);
        sum = 0;
        count = 0;
        place++;
        latest = forecaster.forecast(horizon, levels);
      }
      if (seen.signal(signal) instanceof Signal.Known(Measure.Total(double value), _)) {
        sum += value;
        count++;
      }
    }
  }
}
