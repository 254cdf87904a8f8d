package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.lab.plant.Arrivals;
import dev.surgeline.lab.plant.FluidPlant;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.plant.Plant;
import dev.surgeline.lab.plant.PlantSettings;
import dev.surgeline.lab.plant.RequestPlant;
import dev.surgeline.lab.score.Elasticity;
import dev.surgeline.lab.score.StepSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/// Runs of a question: each controller by each seed, the same requests for all of one seed.
public final class Simulation {
  /// The unit in which SPEC's instability compares changes, in seconds.
  private static final double UNIT = 60;

  private final Question question;
  private final PlantSettings settings;
  private final CapacityCurve curve;
  private final StepSeries demand;

  public Simulation(Question question) {
    this.question = question;
    settings = question.settings();
    curve = question.curve();
    demand = needed();
  }

  public Question question() {
    return question;
  }

  /// One run.
  ///
  /// @param name of the controller, as [Roster] knows it
  /// @param progress told now and then what share is done
  public Scored run(String name, long seed, DoubleConsumer progress) {
    Run.Result result = run(Roster.make(question, name, seed), seed, progress);
    return new Scored(seed, result, Elasticity.of(demand, supply(result), UNIT));
  }

  /// Our own run once more, with the decision that was made at a time or next after it.
  public Optional<Surgeline.Moment> decision(long seed, Instant at) {
    Surgeline own = Roster.surgeline(question);
    own.keep(at);
    run(own, seed, _ -> {});
    return own.kept();
  }

  private Run.Result run(Controller controller, long seed, DoubleConsumer progress) {
    Arrivals arrivals = question.trace().arrivals(seed);
    Plant plant =
        switch (question.kind()) {
          case REQUESTS -> new RequestPlant(settings, arrivals, seed);
          case FLUID -> new FluidPlant(settings, arrivals, seed);
        };
    var workload = question.own().workload();
    Duration period = controller.period().orElse(question.interval());
    var terms =
        new Run.Terms(
            question.trace().start(),
            question.from(),
            question.to(),
            period,
            workload.replicas(),
            Math.max(1, question.needed(curve, arrivals.rate(0))),
            workload.cost(),
            curve,
            seen(period).named(question.own().scaling().policies()));
    return Run.of(plant, settings, controller, terms, progress);
  }

  /// How what is seen comes about for who decides so often.
  private Metrics.Settings seen(Duration period) {
    Metrics.Settings own = question.metrics();
    return period.equals(question.interval()) ? own : own.readEvery(period);
  }

  /// Replicas that the trace's rate needs; times are in seconds from `from` on.
  public StepSeries demand() {
    return demand;
  }

  private StepSeries needed() {
    Arrivals arrivals = question.trace().expected();
    long from = Duration.between(question.trace().start(), question.from()).toNanos();
    long to = Duration.between(question.trace().start(), question.to()).toNanos();
    var steps = new Steps();
    long at = from;
    while (at < to) {
      steps.add((at - from) / 1e9, question.needed(curve, arrivals.rate(at)));
      at = (at / arrivals.step() + 1) * arrivals.step();
    }
    return steps.end((to - from) / 1e9);
  }

  /// Replicas that served, as they were at each decision.
  private StepSeries supply(Run.Result result) {
    var steps = new Steps();
    double before = 0;
    for (Run.Moment moment : result.course()) {
      steps.add(before, moment.ready());
      before = Duration.between(question.from(), moment.at()).toNanos() / 1e9;
    }
    return steps.end(before);
  }

  /// Points where a value changes.
  private static final class Steps {
    private final List<StepSeries.Point> points = new ArrayList<>();

    void add(double time, double value) {
      if (points.isEmpty() || points.getLast().value() != value) {
        points.add(new StepSeries.Point(time, value));
      }
    }

    StepSeries end(double time) {
      points.add(new StepSeries.Point(time, points.getLast().value()));
      return new StepSeries(points);
    }
  }
}
