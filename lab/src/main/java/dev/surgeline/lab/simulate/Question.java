package dev.surgeline.lab.simulate;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.plant.Mix;
import dev.surgeline.lab.plant.PlantSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is to be simulated.
///
/// @param spec all documents
/// @param workload which of them
/// @param trace its demand
/// @param from when counting begins; what is before is learned from
/// @param to when it ends
/// @param kind of plant
/// @param metrics how what is seen comes about
/// @param requests what is asked for, besides how much
public record Question(
    PlatformSpec spec,
    WorkloadName workload,
    Trace trace,
    Instant from,
    Instant to,
    Kind kind,
    Metrics.Settings metrics,
    Requests requests) {
  /// What requests are.
  ///
  /// @param mix of their classes; absent: all are of the workload's
  /// @param jobs whether they are jobs of a backlog: the objective is about how long one waits
  /// @param queue how many wait at most; absent: there is no limit
  public record Requests(Optional<Mix> mix, boolean jobs, OptionalInt queue) {
    /// Of the workload's class, and answered as soon as may be.
    public static final Requests PLAIN = new Requests(Optional.empty(), false, OptionalInt.empty());

    public Requests {
      if (queue.isPresent() && queue.getAsInt() < 0) {
        throw new IllegalArgumentException("a queue's limit is not below 0");
      }
    }
  }

  /// How the plant is simulated.
  public enum Kind {
    /// Approximately, in the time of a few operations a step.
    FLUID,
    /// Request by request.
    REQUESTS
  }

  /// Of plain requests.
  public Question(
      PlatformSpec spec,
      WorkloadName workload,
      Trace trace,
      Instant from,
      Instant to,
      Kind kind,
      Metrics.Settings metrics) {
    this(spec, workload, trace, from, to, kind, metrics, Requests.PLAIN);
  }

  public Question {
    if (!spec.workloads().containsKey(workload)) {
      throw new IllegalArgumentException("there is no workload " + workload);
    }
    Duration interval = spec.platform().interval();
    if (from.isBefore(trace.start()) || from.isAfter(trace.end()) || to.isAfter(trace.end())) {
      throw new IllegalArgumentException(
          "the trace goes from %s to %s; %s to %s is not in it"
              .formatted(trace.start(), trace.end(), from, to));
    }
    if (Duration.between(from, to).compareTo(interval) < 0) {
      throw new IllegalArgumentException("from %s to %s is no time".formatted(from, to));
    }
    Optional<String> beyond =
        PlantSettings.of(spec.workloads().get(workload).workload()).particulars().beyondFluid();
    boolean several = requests.mix().filter(mix -> mix.shares().size() > 1).isPresent();
    if (kind == Kind.FLUID && (beyond.isPresent() || several)) {
      throw new IllegalArgumentException(
          beyond.orElse("requests of several classes") + " need the plant of requests");
    }
    from = aligned(trace.start(), from, interval);
    to = aligned(trace.start(), to, interval);
  }

  private static Instant aligned(Instant start, Instant at, Duration interval) {
    return start.plus(interval.multipliedBy(Duration.between(start, at).dividedBy(interval)));
  }

  public Duration interval() {
    return spec.platform().interval();
  }

  /// The document of the workload.
  public WorkloadSpec own() {
    return Optional.ofNullable(spec.workloads().get(workload)).orElseThrow();
  }

  /// The documents as they are simulated: the workload by itself, unless it follows others, and it
  /// acts, whatever its mode is.
  PlatformSpec acting() {
    return acting(own().scaling());
  }

  /// The same, scaled in another way.
  PlatformSpec acting(Scaling scaling) {
    var acting =
        new Scaling(
            scaling.policies(),
            scaling.behavior(),
            Mode.ACT,
            scaling.approval(),
            scaling.signals());
    boolean alone = acting.follow().isEmpty();
    SortedMap<WorkloadName, WorkloadSpec> workloads =
        alone ? new TreeMap<>() : new TreeMap<>(spec.workloads());
    workloads.put(workload, new WorkloadSpec(own().workload(), acting, own().routes()));
    return new PlatformSpec(spec.platform(), workloads);
  }

  /// The workload as the plant has it.
  public PlantSettings settings() {
    PlantSettings plain = PlantSettings.of(own().workload());
    PlantSettings limited =
        plain.withClients(
            plain.patience(), requests.queue().orElse(plain.queueMost()), plain.retries());
    PlantSettings mixed = requests.mix().map(limited::with).orElse(limited);
    return requests.jobs() ? mixed.asJobs() : mixed;
  }

  /// What its replicas serve within the objective, by what is declared of them.
  public CapacityCurve curve() {
    return CapacityCurve.declared(own().workload(), settings().service().cv2());
  }

  /// Replicas that the trace's rate needs in one of its intervals, within no bounds.
  int needed(CapacityCurve curve, double perNano) {
    return curve.replicasFor(perNano * 1e9).value();
  }
}
