package dev.surgeline.lab.plant;

import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Workload;
import java.util.SplittableRandom;

/// A workload as the plant has it. Times are in nanoseconds.
///
/// @param slots requests that a replica works on at a time, at least 1
/// @param service how long it works on one
/// @param startup from the request for a replica until it serves
/// @param startupSpread by how much of `startup` that differs, either way, evenly; 0 to 1
/// @param bound within which a request is to be answered
/// @param quantile how many are to be, as a ratio
/// @param patience after which a client that still waits for a slot gives up
/// @param queueMost requests that wait at most; beyond it they are shed
/// @param retries what clients do about requests that came to nothing
/// @param particulars what not every workload has
public record PlantSettings(
    int slots,
    ServiceTime service,
    long startup,
    double startupSpread,
    long bound,
    double quantile,
    long patience,
    int queueMost,
    Retries retries,
    Particulars particulars) {
  private static final int PATIENCE_TIMES = 10;

  /// 31 days: as long as a run may last.
  private static final long FOREVER = 31L * 86_400_000_000_000L;

  /// Of clients that do not try again.
  public PlantSettings(
      int slots,
      ServiceTime service,
      long startup,
      double startupSpread,
      long bound,
      double quantile,
      long patience,
      int queueMost) {
    this(
        slots,
        service,
        startup,
        startupSpread,
        bound,
        quantile,
        patience,
        queueMost,
        Retries.NONE,
        Particulars.NONE);
  }

  public PlantSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("a replica has at least one slot");
    }
    if (startup < 0 || bound <= 0 || patience <= 0 || queueMost < 0) {
      throw new IllegalArgumentException("times and the queue's length are not negative");
    }
    if (!(startupSpread >= 0 && startupSpread <= 1)) {
      throw new IllegalArgumentException("a spread is 0 to 1");
    }
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("a quantile is above 0 and below 1");
    }
    if (retries.any() && (particulars.jobs() || !particulars.calls().isEmpty())) {
      throw new IllegalArgumentException(
          "clients that try again go with neither jobs nor calls of dependencies (callTime)");
    }
  }

  /// What a workload's document says of it, where everyone waits at most ten times as long as they
  /// should: then they give up. Without an objective, the one that the slo policy takes.
  public static PlantSettings of(Workload workload) {
    Capacity capacity = workload.capacity();
    CapacityCurve.Terms terms = CapacityCurve.declared(workload).terms();
    long bound = Math.round(terms.bound() * 1e9);
    return new PlantSettings(
        capacity.slots(),
        ServiceTime.of(capacity),
        capacity.startup().toNanos(),
        capacity.startupSpread(),
        bound,
        terms.quantile(),
        PATIENCE_TIMES * bound,
        Integer.MAX_VALUE,
        Retries.NONE,
        Particulars.of(workload));
  }

  /// With other clients.
  ///
  /// @param nanos their patience
  /// @param most requests that wait at most
  public PlantSettings withClients(long nanos, int most, Retries again) {
    return new PlantSettings(
        slots, service, startup, startupSpread, bound, quantile, nanos, most, again, particulars);
  }

  /// With another patience.
  public PlantSettings withPatience(long nanos) {
    return withClients(nanos, queueMost, retries);
  }

  /// With clients that try again.
  public PlantSettings withRetries(Retries other) {
    return withClients(patience, queueMost, other);
  }

  /// With requests of several classes.
  public PlantSettings with(Mix mix) {
    return with(particulars.with(mix));
  }

  /// With jobs of a backlog in place of requests: nobody gives up, and the objective is about how
  /// long one waits until it is begun.
  public PlantSettings asJobs() {
    return withPatience(FOREVER).with(particulars.asJobs());
  }

  private PlantSettings with(Particulars other) {
    return new PlantSettings(
        slots,
        service,
        startup,
        startupSpread,
        bound,
        quantile,
        patience,
        queueMost,
        retries,
        other);
  }

  /// How long after its arrival it is certain what became of a request within the objective.
  public long settling() {
    return particulars.jobs() ? bound : (retries.most() + 1) * (patience + retries.after()) + bound;
  }

  /// How long one replica takes to start.
  long startup(SplittableRandom random) {
    double spread = startupSpread * (2 * random.nextDouble() - 1);
    return Math.max(0, Math.round(startup * (1 + spread)));
  }
}
