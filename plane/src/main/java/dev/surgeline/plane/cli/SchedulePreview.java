package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Agenda;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window.Span;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the schedules of a platform will do.
///
/// @param timezone in which local times are
/// @param from inclusive
/// @param to exclusive
/// @param changes in order of time
record SchedulePreview(ZoneId timezone, Instant from, Instant to, List<Change> changes) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ROOT);

  /// What becomes of a window.
  enum Kind {
    HOLDS,
    ENDS,
    BEGINS
  }

  /// A window that begins or ends, or holds from the start.
  ///
  /// @param at when
  /// @param local the same on the platform's clocks
  /// @param workload whose
  /// @param window its name
  /// @param when as it was written
  /// @param change what becomes of it
  /// @param inForce what the workload's schedule says from then on
  record Change(
      Instant at,
      String local,
      WorkloadName workload,
      String window,
      String when,
      Kind change,
      InForce inForce) {}

  /// What a schedule says, with precedence applied.
  ///
  /// @param freeze whether no change is allowed
  /// @param replicas an exact count
  /// @param min of the windows
  /// @param max of the windows
  /// @param multiplier 1 for none
  record InForce(
      boolean freeze,
      Optional<Replicas> replicas,
      Optional<Replicas> min,
      Optional<Replicas> max,
      double multiplier) {
    static InForce of(Agenda agenda, ReplicaBounds declared) {
      Optional<Replicas> exact = agenda.exact().flatMap(Policy.Schedule.Entry::replicas);
      Replicas most = agenda.bounds(declared).max();
      return new InForce(
          agenda.freeze().isPresent(),
          exact,
          exact.isPresent() ? Optional.empty() : agenda.min().flatMap(Policy.Schedule.Entry::min),
          most.equals(declared.max()) ? Optional.empty() : Optional.of(most),
          exact.isPresent() ? 1 : agenda.multiplier());
    }

    String words() {
      List<String> words = new ArrayList<>();
      if (freeze) {
        words.add("freeze");
      }
      replicas.ifPresent(size -> words.add("exactly " + size));
      min.ifPresent(size -> words.add("min " + size));
      max.ifPresent(size -> words.add("max " + size));
      if (multiplier != 1) {
        words.add("demand x" + Figures.of(multiplier));
      }
      return words.isEmpty() ? "nothing" : String.join(", ", words);
    }
  }

  static SchedulePreview of(PlatformSpec spec, Instant from, Instant to) {
    Calendar calendar = spec.platform().calendar();
    List<Change> changes = new ArrayList<>();
    for (WorkloadSpec workload : spec.workloads().values()) {
      for (Policy policy : workload.scaling().policies()) {
        if (policy instanceof Policy.Schedule(var entries)) {
          entries.forEach(entry -> changes.addAll(changes(workload, entry, calendar, from, to)));
        }
      }
    }
    changes.sort(
        Comparator.comparing(Change::at)
            .thenComparing(Change::workload)
            .thenComparing(Change::change)
            .thenComparing(Change::window));
    return new SchedulePreview(calendar.zone(), from, to, List.copyOf(changes));
  }

  private static List<Change> changes(
      WorkloadSpec workload,
      Policy.Schedule.Entry entry,
      Calendar calendar,
      Instant from,
      Instant to) {
    List<Change> changes = new ArrayList<>();
    for (Span span : entry.when().spans(from, to, calendar)) {
      // What touches the days before may begin at `from` by the look of it.
      boolean already =
          !span.start().isAfter(from) && entry.when().holds(from.minusNanos(1), calendar);
      Kind kind = already ? Kind.HOLDS : Kind.BEGINS;
      changes.add(change(workload, entry, calendar, already ? from : span.start(), kind));
      if (span.end().isBefore(to)) {
        changes.add(change(workload, entry, calendar, span.end(), Kind.ENDS));
      }
    }
    return changes;
  }

  private static Change change(
      WorkloadSpec workload,
      Policy.Schedule.Entry entry,
      Calendar calendar,
      Instant at,
      Kind kind) {
    Agenda agenda = Agenda.of(workload.scaling(), calendar, at);
    return new Change(
        at,
        LOCAL.format(at.atZone(calendar.zone())),
        workload.workload().name(),
        entry.name(),
        entry.when().toString(),
        kind,
        InForce.of(agenda, workload.workload().replicas()));
  }

  /// A table that a person can read.
  List<String> lines() {
    if (changes.isEmpty()) {
      return List.of("No window begins or ends from " + local(from) + " to " + local(to) + ".");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(timezone.toString(), "workload", "window", "", "in force from then on"));
    for (Change change : changes) {
      rows.add(
          List.of(
              change.local(),
              change.workload().value(),
              change.window(),
              change.change().name().toLowerCase(Locale.ROOT),
              change.inForce().words()));
    }
    return rows.stream().map(row -> line(row, rows)).toList();
  }

  private String local(Instant at) {
    return LOCAL.format(at.atZone(timezone));
  }

  private static String line(List<String> row, List<List<String>> rows) {
    var text = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
      text.append(row.get(i)).repeat(' ', width - row.get(i).length() + 2);
    }
    return text.toString().stripTrailing();
  }
}
