package dev.surgeline.plane.control;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.ObjectiveStretch.Measured;
import dev.surgeline.plane.audit.ObjectiveStretch.Others;
import dev.surgeline.plane.audit.ObjectiveStretch.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// How long objectives are kept, on its way to the audit log: one stretch an hour, begun anew with
/// the clock's, and the rest at the end. It is summed from the readings of each tick, which the
/// journal holds for days and the log would not hold at all.
///
/// A reading is of the intervals that it was measured over, and no more: when ticks fail to come,
/// what is between them is unobserved.
final class ObjectiveTally {
  /// What traffic signals are measured over.
  private static final int INTERVALS = 3;

  /// Workloads that are named; those beyond are summed up, the least missed ones.
  private static final int NAMED_MOST = 5 * ObjectiveStretch.NAMED_MAX;

  /// Stretches that wait for a log that can be written; the oldest go first.
  private static final int UNWRITTEN_MOST = 1_000;

  private static final SignalName REQUESTS = new SignalName("requests_per_second");

  private final SortedMap<WorkloadName, Workload> promising = new TreeMap<>();
  private final Duration reach;
  private final Function<AuditEntry, CompletableFuture<Answer>> log;
  private final SortedMap<WorkloadName, Time> times = new TreeMap<>();
  private final Deque<AuditEntry.ObjectiveMeasured> unwritten = new ArrayDeque<>();
  private Optional<Instant> since = Optional.empty();
  private Instant until = Instant.MIN;

  /// @param log puts an entry on the audit log
  ObjectiveTally(PlatformSpec spec, Function<AuditEntry, CompletableFuture<Answer>> log) {
    spec.workloads().values().stream()
        .map(declared -> declared.workload())
        .filter(workload -> workload.slo().latency().isPresent())
        .forEach(workload -> promising.put(workload.name(), workload));
    this.reach = spec.platform().interval().multipliedBy(INTERVALS);
    this.log = log;
  }

  /// Counts the time since it was last told, by what is seen now.
  synchronized void see(Instant now, SortedMap<WorkloadName, Observation> observations) {
    if (since.isEmpty()) {
      since = Optional.of(now);
      until = now;
      return;
    }
    Duration passed = Duration.between(until, now);
    if (passed.compareTo(Duration.ZERO) <= 0) {
      return;
    }
    Duration known = passed.compareTo(reach) < 0 ? passed : reach;
    promising.forEach((name, workload) -> {
      Time read = read(workload, Optional.ofNullable(observations.get(name)), known);
      Time gap = new Time(Duration.ZERO, Duration.ZERO, Duration.ZERO, passed.minus(known));
      times.merge(name, read.plus(gap), Time::plus);
    });
    until = now;
    if (hour(now).isAfter(hour(since.get()))) {
      cut();
      write();
    }
  }

  private static Instant hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }

  private static Time read(Workload workload, Optional<Observation> seen, Duration lasts) {
    Duration none = Duration.ZERO;
    if (seen.isEmpty()) {
      return new Time(none, none, none, lasts);
    }
    if (seen.get().signal(SignalName.OBJECTIVE_LATENCY) instanceof Signal.Known) {
      return Situation.objectiveMissed(workload, seen.get())
          ? new Time(none, lasts, none, none)
          : new Time(lasts, none, none, none);
    }
    // Requests that wait and get no answer are no idleness.
    boolean idle = zero(seen.get(), REQUESTS) && zero(seen.get(), SignalName.IN_FLIGHT);
    return idle ? new Time(none, none, lasts, none) : new Time(none, none, none, lasts);
  }

  private static boolean zero(Observation seen, SignalName signal) {
    return seen.signal(signal) instanceof Signal.Known(Measure.Total(var value), _) && value == 0;
  }

  /// Ends a stretch, and begins the next.
  private void cut() {
    Instant from = since.orElseThrow();
    List<WorkloadName> names = new ArrayList<>(times.keySet());
    names.sort(
        Comparator.comparing((WorkloadName name) -> time(name).missed())
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    int named = Math.min(names.size(), NAMED_MOST);
    List<WorkloadName> rest = names.subList(named, names.size());
    Optional<Others> others =
        rest.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Others(
                    rest.size(), rest.stream().map(this::time).reduce(Time.NONE, Time::plus)));
    for (int at = 0; at < named; at += ObjectiveStretch.NAMED_MAX) {
      SortedMap<WorkloadName, Measured> part = new TreeMap<>();
      for (WorkloadName name :
          names.subList(at, Math.min(at + ObjectiveStretch.NAMED_MAX, named))) {
        part.put(name, new Measured(objective(name), time(name)));
      }
      unwritten.addLast(
          new AuditEntry.ObjectiveMeasured(
              new ObjectiveStretch(from, until, part, at == 0 ? others : Optional.empty())));
    }
    while (unwritten.size() > UNWRITTEN_MOST) {
      unwritten.removeFirst();
    }
    times.clear();
    since = Optional.of(until);
  }

  private Time time(WorkloadName name) {
    return Optional.ofNullable(times.get(name)).orElse(Time.NONE);
  }

  private Slo.Latency objective(WorkloadName name) {
    return Optional.ofNullable(promising.get(name))
        .flatMap(workload -> workload.slo().latency())
        .orElseThrow();
  }

  /// What is refused, as the log can not be written, is tried again with the next stretch.
  private void write() {
    for (AuditEntry.ObjectiveMeasured one : List.copyOf(unwritten)) {
      var _ =
          log.apply(one)
              .thenAccept(answer -> {
                if (answer instanceof Answer.Accepted) {
                  written(one);
                }
              });
    }
  }

  private synchronized void written(AuditEntry.ObjectiveMeasured one) {
    unwritten.remove(one);
  }

  /// What is to be written yet, the stretch under way included, once no more is seen.
  synchronized List<AuditEntry> end() {
    if (since.filter(until::isAfter).isPresent()) {
      cut();
    }
    List<AuditEntry> rest = List.copyOf(unwritten);
    unwritten.clear();
    return rest;
  }
}
