package dev.surgeline.lab.scenario;

import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.plant.Arrivals;
import dev.surgeline.lab.plant.Dispersion;
import dev.surgeline.lab.plant.Fault;
import dev.surgeline.lab.plant.Faults;
import dev.surgeline.lab.plant.FluidPlant;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.plant.Plant;
import dev.surgeline.lab.plant.PlantSettings;
import dev.surgeline.lab.plant.RequestPlant;
import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.lab.simulate.Host;
import dev.surgeline.lab.simulate.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One workload of a scenario while it is played.
///
/// @param first the size that it begins with
/// @param origin of what is counted, in nanoseconds from the beginning
record Part(
    Run run,
    int first,
    long origin,
    PlantSettings settings,
    CapacityCurve curve,
    TimeSeries counts) {

  static Part of(Scenario scenario, WorkloadSpec own, long seed) {
    Workload workload = own.workload();
    PlantSettings plain = PlantSettings.of(workload);
    PlantSettings settings =
        scenario.demand(workload.name()).map(demand -> demand.of(plain)).orElse(plain);
    long origin = scenario.warmup().toNanos();
    Faults faults = faults(scenario, workload, origin);
    TimeSeries counts = scenario.counts(workload.name());
    long mixed = seed * 1_000_003 + workload.name().value().hashCode();
    Arrivals arrivals =
        scenario
            .demand(workload.name())
            .flatMap(Demand::dispersion)
            .map(Demand.Dispersed::of)
            .orElse(Dispersion.NONE)
            .arrivals(counts.values(), counts.step().toNanos(), ~mixed);
    Plant plant =
        switch (scenario.kind()) {
          case REQUESTS -> new RequestPlant(settings, arrivals, faults, mixed);
          case FLUID -> new FluidPlant(settings, arrivals, faults, mixed);
        };
    CapacityCurve curve = CapacityCurve.declared(workload, settings.service().cv2());
    int first = curve.replicasFor(counts.at(0) / counts.step().toSeconds()).value();
    var terms =
        new Run.Terms(
            scenario.begin(),
            scenario.story().start(),
            scenario.end(),
            scenario.spec().platform().interval(),
            workload.replicas(),
            Math.max(1, first),
            workload.cost(),
            curve,
            Metrics.Settings.every(scenario.spec().platform().interval())
                .named(own.scaling().policies()),
            faults);
    var run = new Run(plant, settings, Host.signals(own), terms);
    return new Part(run, Math.max(1, first), origin, settings, curve, counts);
  }

  private static Faults faults(Scenario scenario, Workload workload, long origin) {
    List<Fault> own = new ArrayList<>();
    for (Happening one : scenario.story().happenings()) {
      if (one instanceof RegionLoss loss && loss.takes(scenario.spec().platform(), workload)) {
        own.addAll(loss.faults(origin));
      }
      Optional<Fault> fault = one.fault(origin);
      boolean about = one.workload().filter(other -> !other.equals(workload.name())).isEmpty();
      if (fault.isPresent() && about) {
        own.add(fault.get());
      }
    }
    return new Faults(own);
  }

  void begin() {
    run.begin(first);
  }

  Played.One end(String name) {
    return new Played.One(
        run.end(name),
        run.plant().ledger(),
        origin,
        settings.quantile(),
        settings.bound() / 1e6,
        needed());
  }

  /// Replicas for the demand's rate, as it would be without faults and retries.
  private StepSeries needed() {
    List<StepSeries.Point> points = new ArrayList<>();
    double step = counts.step().toMillis() / 1e3;
    int skipped = (int) (Duration.ofNanos(origin).toMillis() / 1e3 / step);
    for (int i = skipped; i < counts.length(); i++) {
      double size = curve.replicasFor(counts.at(i) / step).value();
      if (points.isEmpty() || points.getLast().value() != size) {
        points.add(new StepSeries.Point((i - skipped) * step, size));
      }
    }
    points.add(
        new StepSeries.Point(
            Math.max(counts.length() - skipped, 1) * step, points.getLast().value()));
    return new StepSeries(points);
  }
}
