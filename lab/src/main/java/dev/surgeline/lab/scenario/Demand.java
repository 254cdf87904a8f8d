package dev.surgeline.lab.scenario;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Dispersion;
import dev.surgeline.lab.plant.Mix;
import dev.surgeline.lab.plant.PlantSettings;
import dev.surgeline.lab.plant.Retries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is asked of a workload: so many events in a time, each of so many requests, by courses that
/// multiply it and bursts that are added, or a trace.
///
/// Example: 20 admissions an hour of 60 requests each are `base: 20, per: 1h, requests: 60`.
///
/// @param base events in each `per`; absent only with a trace
/// @param per absent: a second
/// @param requests of each event; absent: one
/// @param courses each multiplies the base; absent: it is always the same
/// @param bursts absent: none
/// @param trace played from the beginning of the warm-up on, in place of base and courses
/// @param clients absent: they wait ten times as long as they should, and try nothing again
/// @param mix the share of the requests by class, 1 in all; absent: all are of the workload's. The
///   higher class is begun first, and at the queue's limit the lower one goes
/// @param jobs true: they are jobs of a backlog; nobody gives up, and the objective is about how
///   long one waits until it is begun
/// @param dispersion how far the intensity of arrivals strays; absent: a Poisson process
public record Demand(
    WorkloadName workload,
    OptionalDouble base,
    Optional<Duration> per,
    OptionalDouble requests,
    Optional<List<Course>> courses,
    Optional<List<Burst>> bursts,
    Optional<TraceFile> trace,
    Optional<Clients> clients,
    Optional<SortedMap<Criticality, Double>> mix,
    Optional<Boolean> jobs,
    Optional<Dispersed> dispersion) {
  private static final int ENTRIES_MAX = 1000;

  /// A factor over time, on the straight line from point to point, and as the first and the last
  /// before and after them.
  ///
  /// @param times from when to the factor then
  /// @param every how long until it begins again; absent: it does not
  public record Course(SortedMap<Duration, Double> times, Optional<Duration> every) {
    public Course {
      times = new TreeMap<>(times);
      Rules.require(
          !times.isEmpty() && times.size() <= ENTRIES_MAX, "a course has 1 to 1000 points");
      for (double factor : times.values()) {
        Rules.require(factor >= 0 && factor <= 1e6, "a factor is 0 to 1000000");
      }
      Rules.require(!times.firstKey().isNegative(), "a course has no point before 0s");
      Duration last = times.lastKey();
      every.ifPresent(one ->
          Rules.require(
              one.compareTo(last) >= 0 && !one.isZero(),
              "a course begins again after its last point, not before"));
    }

    /// @param nanos from the beginning of what is counted
    double at(long nanos) {
      long at = every.isPresent() ? Math.floorMod(nanos, every.get().toNanos()) : nanos;
      long lowAt = Long.MIN_VALUE;
      double low = times.firstEntry().getValue();
      for (var point : times.entrySet()) {
        long here = point.getKey().toNanos();
        if (here > at) {
          double part = lowAt == Long.MIN_VALUE ? 0 : (at - lowAt) / (double) (here - lowAt);
          return low + part * (point.getValue() - low);
        }
        lowAt = here;
        low = point.getValue();
      }
      return low;
    }
  }

  /// Events beyond the usual ones.
  ///
  /// @param at when the first comes
  /// @param within how long all of them take to come, evenly; a second at least
  public record Burst(Duration at, double events, Duration within) {
    public Burst {
      Rules.requireTime("at", at);
      Rules.require(events >= 0 && events <= 1e9, "events are 0 to 1000000000");
      Rules.require(
          within.compareTo(Duration.ofSeconds(1)) >= 0 && within.compareTo(Rules.LONGEST) <= 0,
          "within is 1s to 31d");
    }
  }

  /// A file of requests, as `surge simulate --trace` reads it.
  ///
  /// @param file beside the scenario
  /// @param series absent: the sum of all
  /// @param scale absent: 1
  public record TraceFile(String file, Optional<String> series, OptionalDouble scale) {}

  /// A doubly stochastic process: for each stretch of time the rate is multiplied by a factor of
  /// its own, gamma distributed around 1.
  ///
  /// @param variance of the factor, above 0 and at most 100
  /// @param over how long it holds; absent: 10 s
  public record Dispersed(double variance, Optional<Duration> over) {
    public Dispersed {
      Rules.require(variance > 0, "a variance is above 0");
      over.ifPresent(one -> Rules.requireTime("over", one));
      dispersion(variance, over);
    }

    Dispersion of() {
      return dispersion(variance, over);
    }

    private static Dispersion dispersion(double variance, Optional<Duration> over) {
      return new Dispersion(variance, over.map(Duration::toNanos).orElse(Dispersion.NONE.over()));
    }
  }

  /// What clients do when they wait for long.
  ///
  /// @param patience after which they give up; absent: ten times the objective's bound
  /// @param retries how often they try again then; absent: never
  /// @param after how long they wait before that; absent: a second
  /// @param queue requests that wait at most, beyond which more are refused; absent: no limit
  public record Clients(
      Optional<Duration> patience,
      OptionalInt retries,
      Optional<Duration> after,
      OptionalInt queue) {
    public Clients {
      patience.ifPresent(one -> {
        Rules.requireTime("patience", one);
        Rules.require(!one.isZero(), "patience is above 0s");
      });
      after.ifPresent(one -> Rules.requireTime("after", one));
      Rules.require(retries.orElse(0) >= 0 && retries.orElse(0) <= 100, "retries are 0 to 100");
      Rules.require(queue.orElse(0) >= 0, "a queue is not below 0");
    }

    PlantSettings of(PlantSettings plain) {
      Duration pause = after.orElse(Duration.ofSeconds(1));
      return plain.withClients(
          patience.map(Duration::toNanos).orElse(plain.patience()),
          queue.orElse(plain.queueMost()),
          new Retries(retries.orElse(0), pause.toNanos()));
    }
  }

  /// Of requests that are all of the workload's class, and come as a Poisson process.
  public Demand(
      WorkloadName workload,
      OptionalDouble base,
      Optional<Duration> per,
      OptionalDouble requests,
      Optional<List<Course>> courses,
      Optional<List<Burst>> bursts,
      Optional<TraceFile> trace,
      Optional<Clients> clients) {
    this(
        workload,
        base,
        per,
        requests,
        courses,
        bursts,
        trace,
        clients,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Demand {
    courses = courses.map(List::copyOf);
    bursts = bursts.map(List::copyOf);
    mix = mix.map(shares -> new Mix(shares).shares());
    Rules.require(jobs.orElse(true), "jobs is true, or not written");
    Rules.require(
        jobs.isEmpty() || clients.flatMap(Clients::patience).isEmpty(), "jobs have no patience");
    Rules.require(
        jobs.isEmpty() || clients.isEmpty() || clients.get().retries().orElse(0) == 0,
        "jobs are not tried again");
    Rules.require(base.isPresent() != trace.isPresent(), "demand has one of base and trace");
    Rules.require(
        trace.isEmpty() || (per.isEmpty() && courses.isEmpty()),
        "per and courses go with base, not with a trace");
    Rules.require(base.orElse(0) >= 0 && base.orElse(0) <= 1e9, "base is 0 to 1000000000");
    Rules.require(
        requests.orElse(1) > 0 && requests.orElse(1) <= 1e6, "requests are above 0, to 1000000");
    per.ifPresent(one ->
        Rules.require(
            one.compareTo(Duration.ofSeconds(1)) >= 0 && one.compareTo(Rules.LONGEST) <= 0,
            "per is 1s to 31d"));
    Rules.require(
        courses.orElse(List.of()).size() <= 100 && bursts.orElse(List.of()).size() <= ENTRIES_MAX,
        "demand has at most 100 courses and 1000 bursts");
  }

  /// A steady demand.
  ///
  /// @param base requests a second
  public static Demand steady(WorkloadName workload, double base) {
    return new Demand(
        workload,
        OptionalDouble.of(base),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The plant that it is asked of.
  PlantSettings of(PlantSettings plain) {
    PlantSettings waiting = clients.map(some -> some.of(plain)).orElse(plain);
    PlantSettings mixed = mix.map(shares -> waiting.with(new Mix(shares))).orElse(waiting);
    return jobs.isPresent() ? mixed.asJobs() : mixed;
  }

  /// Requests of each step, bursts and all, without those of a trace.
  ///
  /// @param before how long before what is counted the first step begins
  double[] counts(Duration before, Duration step, int steps) {
    double[] counts = new double[steps];
    double each = requests.orElse(1);
    double usual =
        base.orElse(0) * each * step.toNanos() / per.orElse(Duration.ofSeconds(1)).toNanos();
    for (int i = 0; i < steps; i++) {
      long at = i * step.toNanos() - before.toNanos();
      counts[i] = usual;
      for (Course course : courses.orElse(List.of())) {
        counts[i] *= course.at(at + step.toNanos() / 2);
      }
    }
    for (Burst burst : bursts.orElse(List.of())) {
      add(counts, burst, each, before.toNanos(), step.toNanos());
    }
    return counts;
  }

  private static void add(double[] counts, Burst burst, double each, long before, long step) {
    double first = (burst.at().toNanos() + before) / (double) step;
    double length = Math.max(1, burst.within().toNanos() / (double) step);
    for (int i = (int) first; i < counts.length && i < first + length; i++) {
      double part = Math.min(i + 1, first + length) - Math.max(i, first);
      counts[i] += burst.events() * each * part / length;
    }
  }
}
