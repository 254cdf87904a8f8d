package dev.surgeline.forecast.live;

import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Workload;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the predictive policies of a workload need to know of one signal's future. The control
/// plane and the simulation ask the same, so that what is simulated is what will be.
///
/// Example: a start-up of 4 min and ticks of 15 s take a forecast of 4.5 min, so of 5 steps of a
/// minute; 12 are made, for a forecast is believed until half of it is over, and the next one is
/// due a step later.
///
/// @param signal whose
/// @param step from point to point: a minute, or the tick's interval if that is longer
/// @param seasons in steps, growing; of a day and a week where no policy names any
/// @param horizon in steps
/// @param levels of the quantiles, growing: those that the policies size for, and 0.5 and 0.9 for
///   people
/// @param zone whose clocks the demand goes by: the platform's
public record Outlook(
    SignalName signal,
    Duration step,
    List<Integer> seasons,
    int horizon,
    List<Double> levels,
    ZoneId zone) {
  private static final Duration STEP_LEAST = Duration.ofMinutes(1);
  private static final List<Duration> SEASONS = List.of(Duration.ofDays(1), Duration.ofDays(7));
  private static final List<Double> ALWAYS = List.of(0.5, 0.9);
  private static final int NEEDED_MOST = 1_000;
  private static final int SEASON_MOST = 1_000_000;

  public Outlook {
    seasons = List.copyOf(seasons);
    levels = List.copyOf(levels);
  }

  /// All that a workload's policies ask for, in order of signal; none: no policy reads a forecast.
  public static List<Outlook> of(WorkloadSpec spec, Platform platform) {
    SortedMap<SignalName, List<Predictive>> asked = new TreeMap<>();
    for (Policy policy : spec.scaling().policies()) {
      if (policy instanceof Predictive predictive) {
        asked.computeIfAbsent(predictive.signal(), _ -> new ArrayList<>()).add(predictive);
      }
    }
    List<Outlook> outlooks = new ArrayList<>();
    asked.forEach(
        (signal, policies) -> outlooks.add(of(signal, spec.workload(), platform, policies)));
    return outlooks;
  }

  private static Outlook of(
      SignalName signal, Workload workload, Platform platform, List<Predictive> policies) {
    Duration interval = platform.interval();
    Duration step = interval.compareTo(STEP_LEAST) > 0 ? interval : STEP_LEAST;
    Duration needed = workload.capacity().startup().plus(interval.multipliedBy(2));
    int steps = (int) Math.min(NEEDED_MOST, needed.plus(step).minusNanos(1).dividedBy(step) + 1);
    SortedSet<Double> levels = new TreeSet<>(ALWAYS);
    SortedSet<Integer> seasons = new TreeSet<>();
    for (Predictive policy : policies) {
      levels.add(policy.level(workload.criticality()));
      for (Duration season : policy.season().isEmpty() ? SEASONS : policy.season()) {
        int length = (int) Math.min(SEASON_MOST, season.dividedBy(step));
        if (length >= 2) {
          seasons.add(length);
        }
      }
    }
    return new Outlook(
        signal,
        step,
        List.copyOf(seasons),
        2 * steps + 2,
        List.copyOf(levels),
        platform.calendar().zone());
  }

  /// A forecaster that has learned nothing yet.
  public LocalForecaster forecaster() {
    return new LocalForecaster(step, seasons, horizon, zone);
  }
}
