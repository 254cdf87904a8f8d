package dev.surgeline.lab.simulate;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.lab.plant.Ledger;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.plant.PlantSettings;
import dev.surgeline.lab.plant.RequestPlant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One controller over one plant, from the beginning of the trace to its end.
public final class Run {
  private final RequestPlant plant;
  private final PlantSettings settings;
  private final Controller controller;
  private final Terms terms;
  private final Metrics metrics;
  private final List<Moment> course = new ArrayList<>();
  private int actions;

  /// @param start the stamp of the trace's first interval
  /// @param from when counting begins; before, the controller learns
  /// @param to when it ends
  /// @param interval from decision to decision, and from reading to reading
  /// @param bounds of the size
  /// @param first size
  /// @param metrics how what is seen comes about
  public record Terms(
      Instant start,
      Instant from,
      Instant to,
      Duration interval,
      ReplicaBounds bounds,
      int first,
      Metrics.Settings metrics) {}

  /// The plant at one decision.
  ///
  /// @param at the time
  /// @param rate requests a second since the decision before
  /// @param size replicas asked for
  /// @param ready replicas that serve
  /// @param latency the objective's quantile since the decision before, in milliseconds; NaN: none
  ///   was answered
  public record Moment(Instant at, double rate, int size, int ready, double latency) {}

  /// What came of it.
  public record Result(
      String controller,
      long violationSeconds,
      long netViolationSeconds,
      double replicaHours,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      long requests,
      long failed,
      long shed,
      int actions,
      List<Moment> course) {
    public Result {
      course = List.copyOf(course);
    }
  }

  private Run(RequestPlant plant, PlantSettings settings, Controller controller, Terms terms) {
    this.plant = plant;
    this.settings = settings;
    this.controller = controller;
    this.terms = terms;
    metrics = new Metrics(plant, settings, terms.metrics(), terms.start());
  }

  /// Runs to the end.
  public static Result of(
      RequestPlant plant, PlantSettings settings, Controller controller, Terms terms) {
    return new Run(plant, settings, controller, terms).run();
  }

  private Result run() {
    plant.begin(terms.first());
    long interval = terms.interval().toNanos();
    long from = Duration.between(terms.start(), terms.from()).toNanos();
    long to = Duration.between(terms.start(), terms.to()).toNanos();
    metrics.read();
    Counts begun = Counts.of(plant);
    Counts before = begun;
    for (long now = interval; now <= to; now += interval) {
      plant.advance(now);
      metrics.read();
      if (now <= from) {
        begun = Counts.of(plant);
      }
      Counts after = Counts.of(plant);
      if (now > from) {
        note(now, before, after);
      }
      before = after;
      decide(now, now > from);
    }
    return result(from, to, begun, Counts.of(plant));
  }

  private void decide(long now, boolean counted) {
    Observation seen = metrics.observe();
    int size = plant.size();
    int wanted = controller.decide(terms.start().plusNanos(now), seen);
    int clamped = terms.bounds().clamp(new Replicas(wanted)).value();
    if (clamped != size) {
      plant.scaleTo(clamped);
      actions += counted ? 1 : 0;
    }
  }

  private void note(long now, Counts before, Counts after) {
    double seconds = terms.interval().toNanos() / 1e9;
    course.add(
        new Moment(
            terms.start().plusNanos(now),
            (after.arrived() - before.arrived()) / seconds,
            plant.size(),
            plant.ready(),
            Ledger.quantile(before.latencies(), after.latencies(), settings.quantile()) / 1e6));
  }

  private Result result(long from, long to, Counts begun, Counts ended) {
    double[] quantiles = new double[3];
    double[] levels = {0.5, 0.95, 0.99};
    for (int i = 0; i < levels.length; i++) {
      quantiles[i] = Ledger.quantile(begun.latencies(), ended.latencies(), levels[i]) / 1e6;
    }
    return new Result(
        controller.name(),
        plant.ledger().violated(from, to, settings.quantile()),
        plant.ledger().violatedNet(from, to, settings.quantile()),
        (ended.billed() - begun.billed()) / 3.6e12,
        quantiles[0],
        quantiles[1],
        quantiles[2],
        ended.arrived() - begun.arrived(),
        ended.failed() - begun.failed(),
        ended.shed() - begun.shed(),
        actions,
        course);
  }

  /// What the plant has counted up to a moment.
  @SuppressWarnings("ArrayRecordComponent")
  private record Counts(long arrived, long billed, long failed, long shed, long[] latencies) {
    static Counts of(RequestPlant plant) {
      Ledger ledger = plant.ledger();
      return new Counts(
          plant.arrived(), plant.billed(), ledger.failed(), ledger.shed(), ledger.latencies());
    }
  }
}
