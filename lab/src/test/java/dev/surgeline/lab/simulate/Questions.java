package dev.surgeline.lab.simulate;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Questions for tests: a workload of replicas with 4 slots of 200 ms, which start in a minute.
final class Questions {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  static final WorkloadName INTAKE = new WorkloadName("intake");

  private Questions() {}

  static Workload workload() {
    return workload(new Capacity(Duration.ofSeconds(60), 4, Duration.ofMillis(200)), 1);
  }

  /// @param bound within which 99% are to be answered, in seconds
  static Workload workload(Capacity capacity, int bound) {
    return new Workload(
        INTAKE,
        new Hosting.Process(List.of("true", "{port}"), "/health", "/metrics", Duration.ZERO),
        Criticality.STANDARD,
        new ReplicaBounds(new Replicas(1), new Replicas(100)),
        new Slo(Optional.of(new Slo.Latency(0.99, Duration.ofSeconds(bound)))),
        capacity,
        Optional.empty(),
        Optional.of(new Price(0.2, Optional.empty(), Optional.empty())),
        Optional.empty(),
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  static Question of(double[] perMinute, Question.Kind kind) {
    return of(perMinute, kind, Platform.DEFAULT_INTERVAL);
  }

  static Question of(double[] perMinute, Question.Kind kind, Duration tick) {
    var series = new TimeSeries("", START, Duration.ofMinutes(1), perMinute);
    return of(series, workload(), kind, tick);
  }

  static Question of(TimeSeries series, Workload workload, Question.Kind kind, Duration tick) {
    var scaling = new Scaling(List.of(SloPolicy.DEFAULT), Behavior.FOR_OBJECTIVE);
    var workloads = new TreeMap<WorkloadName, WorkloadSpec>();
    workloads.put(INTAKE, new WorkloadSpec(workload, scaling, List.of()));
    var spec = new PlatformSpec(new Platform(new WorkloadName("lab"), tick), workloads);
    var trace = new Trace(series, 1);
    return new Question(
        spec, INTAKE, trace, trace.start(), trace.end(), kind, Metrics.Settings.every(tick));
  }

  /// A day's hump of so many hours, from a tenth of the peak on, with noise of so many percent.
  static double[] hump(int hours, double peak, double noise, long seed) {
    var random = new SplittableRandom(seed);
    double[] counts = new double[hours * 60];
    for (int i = 0; i < counts.length; i++) {
      double part = Math.sin(Math.PI * i / counts.length);
      double factor = 1 + noise * (2 * random.nextDouble() - 1);
      counts[i] = Math.rint(60 * peak * (0.1 + 0.9 * part * part) * factor);
    }
    return counts;
  }
}
