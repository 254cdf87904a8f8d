package dev.surgeline.lab.plant;

import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Queue;
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
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What can be known of the plant from outside: counters that are read from time to time, rates
/// over windows of them, and all of it late.
///
/// That is why real autoscalers do not behave as on paper: what they decide from is the mean over a
/// window that ended some time ago.
public final class Metrics {
  /// Requests a second that arrived.
  public static final SignalName REQUESTS = new SignalName("requests_per_second");

  /// Requests a second that were turned away, given up or lost.
  public static final SignalName ERRORS = new SignalName("errors_per_second");

  /// The use of each replica's slots over the window, as its use of CPU.
  public static final SignalName CPU = new SignalName("cpu");

  /// How the pipeline works.
  ///
  /// @param window over which rates are taken; a multiple of the time between two readings
  /// @param lag how old the latest reading is when it is used
  /// @param backlogs what policies call the requests that wait
  /// @param arrivals what they call requests a second that arrive, besides [#REQUESTS]
  public record Settings(
      Duration window,
      Duration lag,
      SortedSet<SignalName> backlogs,
      SortedSet<SignalName> arrivals) {
    /// Readings of the last 15 s, 15 s old.
    public static final Settings DEFAULT =
        new Settings(Duration.ofSeconds(15), Duration.ofSeconds(15));

    /// Without names of their own.
    public Settings(Duration window, Duration lag) {
      this(window, lag, new TreeSet<>(), new TreeSet<>());
    }

    public Settings {
      backlogs = Collections.unmodifiableSortedSet(new TreeSet<>(backlogs));
      arrivals = Collections.unmodifiableSortedSet(new TreeSet<>(arrivals));
      if (window.isNegative() || window.isZero() || lag.isNegative()) {
        throw new IllegalArgumentException("a window is above zero, and a lag not below");
      }
    }

    /// The default as far as readings that are so far apart allow: a window of less than that has
    /// no two of them, and nothing would be seen.
    public static Settings every(Duration interval) {
      long readings = 1 + (DEFAULT.window().toNanos() - 1) / interval.toNanos();
      return new Settings(interval.multipliedBy(readings), DEFAULT.lag());
    }

    /// The same where readings are so far apart.
    public Settings readEvery(Duration interval) {
      return new Settings(every(interval).window(), lag, backlogs, arrivals);
    }

    /// With the names that queue policies have for what waits and what comes.
    public Settings named(List<Policy> policies) {
      var waits = new TreeSet<>(backlogs);
      var comes = new TreeSet<>(arrivals);
      for (Policy policy : policies) {
        if (policy instanceof Queue queue) {
          waits.add(queue.backlog());
        }
        if (policy instanceof Queue(_, Queue.Drain drain)) {
          drain.arrivals().ifPresent(comes::add);
        }
      }
      return new Settings(window, lag, waits, comes);
    }
  }

  /// One reading; its arrays are its own.
  @SuppressWarnings("ArrayRecordComponent")
  private record Reading(
      long at,
      double arrived,
      double answered,
      double wrong,
      double inFlight,
      double queued,
      Latencies latencies,
      int firstReplica,
      double[] worked,
      double[] busy) {}

  private final Plant plant;
  private final PlantSettings plantSettings;
  private final Settings settings;
  private final SortedSet<SignalName> asked;
  private final boolean each;
  private final Instant start;
  private final Faults faults;
  private final SignalFaults wrong;
  private final Deque<Reading> readings = new ArrayDeque<>();
  private final Latencies sum = new Latencies();
  private final List<ReplicaId> ids = new ArrayList<>();
  private Optional<WorkloadStatus> status = Optional.empty();
  private int statusOf = -1;

  /// All that is measured is seen as it is.
  ///
  /// @param asked the signals that somebody reads; others are not made
  /// @param start the moment at which the plant's time is zero
  public Metrics(
      Plant plant,
      PlantSettings plantSettings,
      Settings settings,
      SortedSet<SignalName> asked,
      Instant start) {
    this(plant, plantSettings, settings, asked, start, Faults.NONE);
  }

  /// @param asked the signals that somebody reads; others are not made
  /// @param start the moment at which the plant's time is zero
  /// @param faults what goes wrong with what is seen
  public Metrics(
      Plant plant,
      PlantSettings plantSettings,
      Settings settings,
      SortedSet<SignalName> asked,
      Instant start,
      Faults faults) {
    this.plant = plant;
    this.plantSettings = plantSettings;
    this.settings = settings;
    this.asked = asked;
    this.each = asked.contains(CPU) || asked.contains(SignalName.SLOTS);
    this.start = start;
    this.faults = faults;
    this.wrong = new SignalFaults(faults, start);
  }

  /// Reads all counters now.
  ///
  /// @return the latencies since the reading before; they stay as they are until the next reading
  public Latencies read() {
    Latencies latencies = gone();
    plant.ledger().take(latencies);
    Fleet fleet = plant.fleet();
    int first = fleet.first();
    double[] worked = new double[each ? fleet.count() - first : 0];
    double[] busy = new double[worked.length];
    for (int i = 0; i < worked.length; i++) {
      worked[i] = plant.worked(first + i);
      busy[i] = plant.busy(first + i);
    }
    readings.addLast(
        new Reading(
            plant.now(),
            plant.arrived(),
            plant.answered(),
            plant.ledger().failed() + plant.ledger().shed(),
            plant.inFlight(),
            plant.queued(),
            latencies,
            first,
            worked,
            busy));
    return latencies;
  }

  /// Takes off what is too old, and gives its room for latencies, or new room.
  private Latencies gone() {
    long late = settings.lag().toNanos() + faults.latest();
    long oldest = plant.now() - late - settings.window().toNanos();
    Optional<Latencies> room = Optional.empty();
    while (readings.size() > 1 && second().at() <= oldest) {
      room = Optional.of(readings.removeFirst().latencies());
    }
    return room.orElseGet(Latencies::new);
  }

  private Reading second() {
    Iterator<Reading> all = readings.iterator();
    all.next();
    return all.next();
  }

  /// What is known now. The replicas are known as they are; the signals are late.
  public Observation observe() {
    SortedMap<SignalName, Signal> seen =
        faults.unseen().isEmpty() ? signals(0) : wrong.seen(plant.now(), this::signals);
    return new Observation(status(), seen);
  }

  /// @param late how much later than usual they come, in nanoseconds
  private SortedMap<SignalName, Signal> signals(long late) {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    long until = plant.now() - settings.lag().toNanos() - late;
    Optional<Reading> latest = at(until);
    Optional<Reading> before = at(until - settings.window().toNanos());
    if (latest.isPresent() && before.isPresent() && latest.get().at() > before.get().at()) {
      put(signals, before.get(), latest.get());
    }
    return signals;
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
    double rate = (latest.arrived() - before.arrived()) / seconds;
    total(signals, REQUESTS, rate, at);
    settings.arrivals().forEach(name -> total(signals, name, rate, at));
    settings.backlogs().forEach(name -> total(signals, name, latest.queued(), at));
    total(signals, ERRORS, (latest.wrong() - before.wrong()) / seconds, at);
    total(signals, SignalName.RESPONSES, (latest.answered() - before.answered()) / seconds, at);
    total(signals, SignalName.IN_FLIGHT, latest.inFlight(), at);
    if (asked.contains(SignalName.OBJECTIVE_LATENCY)) {
      double latency = latency(before, latest);
      if (!Double.isNaN(latency)) {
        total(signals, SignalName.OBJECTIVE_LATENCY, latency / 1e6, at);
      }
    }
    if (each) {
      perReplica(signals, before, latest, at);
    }
  }

  private double latency(Reading before, Reading latest) {
    sum.clear();
    for (Reading one : readings) {
      if (one.at() > before.at() && one.at() <= latest.at()) {
        sum.add(one.latencies());
      }
    }
    return sum.quantile(plantSettings.quantile());
  }

  private void total(
      SortedMap<SignalName, Signal> signals, SignalName name, double value, Instant at) {
    if (asked.contains(name)) {
      signals.put(name, new Signal.Known(new Measure.Total(Math.max(0, value)), at));
    }
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
        double worked = Math.max(0, latest.worked()[i] - before.worked()[earlier]);
        double used = worked / (latest.at() - before.at());
        cpu.put(id(number), new Measure.Usage(OptionalDouble.of(used), slots, since));
      }
    }
    if (asked.contains(CPU)) {
      signals.put(CPU, new Signal.Known(new Measure.PerReplica(cpu), at));
    }
    if (asked.contains(SignalName.SLOTS)) {
      signals.put(SignalName.SLOTS, new Signal.Known(new Measure.PerReplica(busy), at));
    }
  }

  private ReplicaId id(int number) {
    for (int next = ids.size(); next <= number; next++) {
      ids.add(new ReplicaId("r-" + next));
    }
    return ids.get(number);
  }

  /// The replicas, made anew only when one of them changed.
  private WorkloadStatus status() {
    Fleet fleet = plant.fleet();
    if (status.isEmpty() || statusOf != fleet.changes()) {
      statusOf = fleet.changes();
      status = Optional.of(newStatus(fleet));
    }
    return status.get();
  }

  private WorkloadStatus newStatus(Fleet fleet) {
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
