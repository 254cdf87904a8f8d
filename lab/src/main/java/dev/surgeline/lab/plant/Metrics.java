package dev.surgeline.lab.plant;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What can be known of the plant from outside: counters that are read from time to time, rates
/// over windows of them, and all of it late.
///
/// That is why real autoscalers do not behave as on paper: what they decide from is the mean over a
/// window that ended some time ago.
public final class Metrics {
  private static final SignalName REQUESTS = new SignalName("requests_per_second");
  private static final SignalName CPU = new SignalName("cpu");

  /// How the pipeline works.
  ///
  /// @param window over which rates are taken; a multiple of the time between two readings
  /// @param lag how old the latest reading is when it is used
  public record Settings(Duration window, Duration lag) {
    /// Readings of the last 15 s, 15 s old.
    public static final Settings DEFAULT =
        new Settings(Duration.ofSeconds(15), Duration.ofSeconds(15));
  }

  /// One reading; its arrays are its own.
  @SuppressWarnings("ArrayRecordComponent")
  private record Reading(
      long at,
      long arrived,
      long answered,
      long inFlight,
      long[] latencies,
      int firstReplica,
      long[] worked,
      int[] busy) {}

  private final RequestPlant plant;
  private final PlantSettings plantSettings;
  private final Settings settings;
  private final Instant start;
  private final Deque<Reading> readings = new ArrayDeque<>();

  /// @param start the moment at which the plant's time is zero
  public Metrics(
      RequestPlant plant, PlantSettings plantSettings, Settings settings, Instant start) {
    this.plant = plant;
    this.plantSettings = plantSettings;
    this.settings = settings;
    this.start = start;
  }

  /// Reads all counters now.
  public void read() {
    Fleet fleet = plant.fleet();
    int first = fleet.first();
    long[] worked = new long[fleet.count() - first];
    int[] busy = new int[worked.length];
    for (int i = 0; i < worked.length; i++) {
      worked[i] = fleet.worked(first + i, plant.now());
      busy[i] = fleet.busy(first + i);
    }
    readings.addLast(
        new Reading(
            plant.now(),
            plant.arrived(),
            plant.ledger().answered(),
            plant.inFlight(),
            plant.ledger().latencies(),
            first,
            worked,
            busy));
    long oldest = plant.now() - settings.lag().toNanos() - settings.window().toNanos();
    while (readings.size() > 1 && second().at() <= oldest) {
      readings.removeFirst();
    }
  }

  private Reading second() {
    var all = readings.iterator();
    all.next();
    return all.next();
  }

  /// What is known now. The replicas are known as they are; the signals are late.
  public Observation observe() {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    long until = plant.now() - settings.lag().toNanos();
    Optional<Reading> latest = at(until);
    Optional<Reading> before = at(until - settings.window().toNanos());
    if (latest.isPresent() && before.isPresent() && latest.get().at() > before.get().at()) {
      put(signals, before.get(), latest.get());
    }
    return new Observation(status(), signals);
  }

  /// The last reading that is not after a time.
  private Optional<Reading> at(long time) {
    Optional<Reading> found = Optional.empty();
    for (Reading one : readings) {
      if (one.at() <= time) {
        found = Optional.of(one);
      }
    }
    return found;
  }

  private void put(SortedMap<SignalName, Signal> signals, Reading before, Reading latest) {
    Instant at = start.plusNanos(latest.at());
    double seconds = (latest.at() - before.at()) / 1e9;
    total(signals, REQUESTS, (latest.arrived() - before.arrived()) / seconds, at);
    total(signals, SignalName.RESPONSES, (latest.answered() - before.answered()) / seconds, at);
    total(signals, SignalName.IN_FLIGHT, latest.inFlight(), at);
    double latency =
        Ledger.quantile(before.latencies(), latest.latencies(), plantSettings.quantile());
    if (!Double.isNaN(latency)) {
      total(signals, SignalName.OBJECTIVE_LATENCY, latency / 1e6, at);
    }
    perReplica(signals, before, latest, at);
  }

  private static void total(
      SortedMap<SignalName, Signal> signals, SignalName name, double value, Instant at) {
    signals.put(name, new Signal.Known(new Measure.Total(value), at));
  }

  /// A replica's use is known once it served for the whole of a window.
  private void perReplica(
      SortedMap<SignalName, Signal> signals, Reading before, Reading latest, Instant at) {
    Fleet fleet = plant.fleet();
    OptionalDouble slots = OptionalDouble.of(plantSettings.slots());
    Optional<Instant> since = Optional.of(start.plusNanos(before.at()));
    SortedMap<ReplicaId, Measure.Usage> cpu = new TreeMap<>();
    SortedMap<ReplicaId, Measure.Usage> busy = new TreeMap<>();
    for (int i = 0; i < latest.worked().length; i++) {
      int number = latest.firstReplica() + i;
      int earlier = number - before.firstReplica();
      boolean there =
          fleet.phase(number) == Fleet.Phase.READY && fleet.since(number) <= latest.at();
      if (there) {
        busy.put(id(number), new Measure.Usage(OptionalDouble.of(latest.busy()[i]), slots));
      }
      if (there && earlier < before.worked().length && fleet.since(number) <= before.at()) {
        long worked = latest.worked()[i] - before.worked()[earlier];
        double used = worked / (double) (latest.at() - before.at());
        cpu.put(id(number), new Measure.Usage(OptionalDouble.of(used), slots, since));
      }
    }
    signals.put(CPU, new Signal.Known(new Measure.PerReplica(cpu), at));
    signals.put(SignalName.SLOTS, new Signal.Known(new Measure.PerReplica(busy), at));
  }

  private static ReplicaId id(int number) {
    return new ReplicaId("r-" + number);
  }

  private WorkloadStatus status() {
    Fleet fleet = plant.fleet();
    List<ReplicaStatus> replicas = new ArrayList<>();
    for (int number = fleet.first(); number < fleet.count(); number++) {
      Optional<ReplicaStatus.Phase> phase =
          switch (fleet.phase(number)) {
            case STARTING -> Optional.of(ReplicaStatus.Phase.STARTING);
            case READY -> Optional.of(ReplicaStatus.Phase.READY);
            case DRAINING -> Optional.of(ReplicaStatus.Phase.DRAINING);
            case GONE -> Optional.empty();
          };
      if (phase.isPresent()) {
        replicas.add(
            new ReplicaStatus(
                id(number),
                phase.get(),
                start.plusNanos(fleet.asked(number)),
                start.plusNanos(fleet.since(number))));
      }
    }
    return new WorkloadStatus(new Replicas(plant.size()), replicas);
  }
}
