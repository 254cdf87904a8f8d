package dev.surgeline.core.benchmark;

import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The policies of a busy workload beside target tracking, which ask for much the same.
final class BusyPolicies {
  static final SignalName BACKLOG = new SignalName("backlog");
  static final Calendar CALENDAR = calendar();

  private static final Policy.Schedule SCHEDULE =
      new Policy.Schedule(
          List.of(
              entry("clinic", "daily 07:00-19:00 except holidays", 2, OptionalDouble.empty()),
              entry("flu", "October to March", 0, OptionalDouble.of(1.05)),
              entry("month-end", "last 2 days of month 18:00-23:00", 4, OptionalDouble.empty())));

  private BusyPolicies() {}

  /// @param number of the workload; in chains of ten, each but the first follows the one before
  static List<Policy> besideTracking(int number, SignalName cpu, SignalName requests) {
    List<Policy> policies = new ArrayList<>();
    var drain =
        new Queue.Drain(Duration.ofMinutes(2), Optional.of(requests), OptionalDouble.of(12));
    policies.add(new Queue(BACKLOG, drain));
    policies.add(tiers(cpu, requests));
    policies.add(SCHEDULE);
    if (number % 10 != 0) {
      var lead = new Follow.Lead(BusyWorkload.named(number - 1), 0.8);
      policies.add(new Follow(List.of(lead)));
    }
    return policies;
  }

  private static Tiers tiers(SignalName cpu, SignalName requests) {
    var load = new Gauge(requests, Gauge.As.TOTAL);
    var use = new Gauge(cpu, Gauge.As.UTILIZATION);
    return new Tiers(
        List.of(
            new Tiers.Row(List.of(below(load, 20), below(use, 80)), new Replicas(2)),
            new Tiers.Row(List.of(below(load, 40)), new Replicas(4)),
            new Tiers.Row(List.of(below(load, 80)), new Replicas(7)),
            new Tiers.Row(List.of(), new Replicas(9))));
  }

  private static Tiers.Condition below(Gauge gauge, double bound) {
    return new Tiers.Condition(gauge, OptionalDouble.empty(), OptionalDouble.of(bound));
  }

  private static Policy.Schedule.Entry entry(
      String name, String when, int min, OptionalDouble multiplier) {
    return new Policy.Schedule.Entry(
        name,
        Window.parse(when),
        min > 0 ? Optional.of(new Replicas(min)) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        multiplier,
        Optional.empty());
  }

  private static Calendar calendar() {
    SortedMap<LocalDate, String> holidays = new TreeMap<>();
    holidays.put(LocalDate.of(2026, 12, 25), "Christmas Day");
    return new Calendar(ZoneId.of("Europe/London"), holidays);
  }
}
