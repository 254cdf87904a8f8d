package dev.surgeline.lab.fuzz;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.scenario.Demand;
import dev.surgeline.lab.scenario.Happening;
import dev.surgeline.lab.scenario.Scenario;
import dev.surgeline.lab.simulate.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A scenario drawn from a seed: a platform that is allowed and often odd, demand that changes in
/// its first half, and what goes wrong meanwhile. The second half is quiet.
final class RandomScenario {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  /// Requests a second, where each is simulated by itself.
  private static final double RATE_MOST = 30;

  private final Chance chance;

  RandomScenario(Chance chance) {
    this.chance = chance;
  }

  Scenario make(long seed) {
    PlatformSpec spec = new RandomPlatform(chance).make();
    Duration lasts = Duration.ofMinutes(chance.of(30, 60, 90));
    boolean single = chance.oneIn(4);
    List<Demand> demand = new ArrayList<>();
    spec.workloads().values().forEach(own -> demand.add(demand(own, lasts, single)));
    List<WorkloadName> names = List.copyOf(spec.workloads().keySet());
    List<Happening> happenings = new ArrayList<>();
    for (int i = chance.between(0, 5); i > 0; i--) {
      happenings.add(happening(names, lasts));
    }
    var story =
        new Scenario.Story(
            "Made from seed " + seed + ".",
            START,
            lasts,
            Optional.of(Duration.ofMinutes(chance.of(2, 10, 30))),
            Optional.of(single ? Question.Kind.REQUESTS : Question.Kind.FLUID),
            OptionalLong.of(seed),
            demand,
            Optional.of(happenings),
            Optional.empty());
    return new Scenario(
        new WorkloadName("fuzz-" + Math.floorMod(seed, 1_000_000_000)),
        story,
        spec,
        new TreeMap<>());
  }

  private Demand demand(WorkloadSpec own, Duration lasts, boolean single) {
    double each = own.workload().capacity().requestsPerSecond();
    double drawn = each * chance.of(0.0, 0.3, 1.0, 3.0, 8.0);
    double base = single ? Math.min(RATE_MOST, drawn) : drawn;
    SortedMap<Duration, Double> times = new TreeMap<>();
    int minutes = (int) lasts.toMinutes() / 2;
    for (int i = chance.between(0, 5); i > 0; i--) {
      times.put(
          Duration.ofSeconds(60L * chance.between(0, minutes)),
          chance.of(0.0, 0.2, 1.0, 2.0, 5.0, 12.0));
    }
    Optional<List<Demand.Course>> courses =
        times.isEmpty()
            ? Optional.empty()
            : Optional.of(List.of(new Demand.Course(times, Optional.empty())));
    Optional<List<Demand.Burst>> bursts =
        chance.oneIn(3)
            ? Optional.of(
                List.of(
                    new Demand.Burst(
                        Duration.ofMinutes(chance.between(0, minutes - 2)),
                        Math.rint(Math.min(RATE_MOST, each) * chance.of(60, 600, 2000)),
                        Duration.ofSeconds(chance.of(1, 60)))))
            : Optional.empty();
    return new Demand(
        own.workload().name(),
        OptionalDouble.of(base),
        Optional.empty(),
        OptionalDouble.empty(),
        courses,
        bursts,
        Optional.empty(),
        single && chance.oneIn(3) ? Optional.of(clients()) : Optional.empty());
  }

  private Demand.Clients clients() {
    return new Demand.Clients(
        Optional.of(Duration.ofSeconds(chance.of(2, 10))),
        OptionalInt.of(chance.of(1, 3)),
        Optional.of(Duration.ofSeconds(1)),
        chance.oneIn(3) ? OptionalInt.of(100) : OptionalInt.empty());
  }

  private Happening happening(List<WorkloadName> names, Duration lasts) {
    int half = (int) lasts.toMinutes() / 2;
    Duration at = Duration.ofSeconds(chance.between(0, 60 * half - 60));
    Duration rest = Duration.ofMinutes(half).minus(at);
    Duration most = Duration.ofMinutes(chance.of(1, 5, 20));
    Duration span = most.compareTo(rest) < 0 ? most : rest;
    Optional<WorkloadName> whom =
        chance.oneIn(4) ? Optional.empty() : Optional.of(chance.of(names));
    return switch (chance.between(0, 9)) {
      case 0 ->
          new Happening.SlowService(
              at,
              span,
              whom,
              chance.of(0.5, 2.0, 6.0),
              chance.oneIn(2) ? OptionalDouble.empty() : OptionalDouble.of(0.4));
      case 1 -> new Happening.SlowStart(at, span, whom, chance.of(3.0, 20.0));
      case 2 -> new Happening.NoStarts(at, span, whom);
      case 3, 4 ->
          chance.oneIn(2)
              ? new Happening.Crash(at, whom, OptionalDouble.empty(), OptionalInt.of(2))
              : new Happening.Crash(
                  at, whom, OptionalDouble.of(chance.of(0.3, 1.0)), OptionalInt.empty());
      case 5 -> new Happening.Unobserved(at, span, whom);
      case 6 -> new Happening.Scale(at, whom, new Replicas(chance.of(0, 1, 5, 30, 200)));
      case 7 -> person(at, whom);
      default -> new Happening.WrongSignals(at, span, whom, signals(), how());
    };
  }

  private Happening person(Duration at, Optional<WorkloadName> whom) {
    var by = new Actor(chance.of("ops-1", "ops-2", "ops-3"));
    return chance.oneIn(2)
        ? new Happening.Approve(at, whom, by)
        : new Happening.Emergency(
            at,
            Duration.ofMinutes(chance.of(1, 10)),
            whom,
            by,
            "a surge",
            chance.oneIn(2) ? Optional.empty() : Optional.of(new Replicas(chance.of(0, 5, 1000))));
  }

  private Optional<SortedSet<SignalName>> signals() {
    return chance.oneIn(2)
        ? Optional.empty()
        : Optional.of(
            new TreeSet<>(List.of(chance.of(Metrics.REQUESTS, SignalName.IN_FLIGHT, Metrics.CPU))));
  }

  private Happening.WrongSignals.How how() {
    Optional<Boolean> yes = Optional.of(true);
    Optional<Boolean> no = Optional.empty();
    OptionalDouble none = OptionalDouble.empty();
    return switch (chance.between(0, 4)) {
      case 0 -> new Happening.WrongSignals.How(yes, no, none, Optional.empty(), none);
      case 1 -> new Happening.WrongSignals.How(no, yes, none, Optional.empty(), none);
      case 2 ->
          new Happening.WrongSignals.How(
              no,
              no,
              OptionalDouble.of(chance.of(0.0, 0.001, 0.5, 3.0, 60.0, 1e6)),
              Optional.empty(),
              none);
      case 3 ->
          new Happening.WrongSignals.How(
              no, no, none, Optional.of(Duration.ofSeconds(chance.of(30, 180))), none);
      default ->
          new Happening.WrongSignals.How(
              no, no, none, Optional.empty(), OptionalDouble.of(chance.of(0.1, 1.0)));
    };
  }
}
