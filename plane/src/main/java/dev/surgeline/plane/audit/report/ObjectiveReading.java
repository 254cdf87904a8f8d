package dev.surgeline.plane.audit.report;

import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.ObjectiveStretch.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sums up stretches of time in which objectives were kept or not.
final class ObjectiveReading {
  private record Sum(List<Slo.Latency> objectives, Time time) {
    Sum plus(Sum other) {
      List<Slo.Latency> all = new ArrayList<>(objectives);
      other.objectives.stream().filter(one -> !all.contains(one)).forEach(all::add);
      return new Sum(all, time.plus(other.time));
    }
  }

  private final SortedMap<WorkloadName, Sum> sums = new TreeMap<>();
  private Optional<Instant> first = Optional.empty();
  private Instant last = Instant.MIN;
  private Time others = Time.NONE;

  /// Is told of every entry's time, so that a range that the log does not reach is not counted.
  void reaches(Instant at) {
    first = Optional.of(first.filter(at::isAfter).orElse(at));
    last = last.isAfter(at) ? last : at;
  }

  void take(ObjectiveStretch stretch) {
    reaches(stretch.since());
    stretch
        .workloads()
        .forEach((name, one) ->
            sums.merge(name, new Sum(List.of(one.objective()), one.time()), Sum::plus));
    others = others.plus(stretch.others().map(ObjectiveStretch.Others::time).orElse(Time.NONE));
  }

  /// @param from at least
  /// @param to below
  AuditReport.Objectives report(Optional<Instant> from, Optional<Instant> to) {
    Duration span = span(from, to);
    SortedMap<String, AuditReport.Objective> workloads = new TreeMap<>();
    sums.forEach((name, sum) -> {
      Duration open = span.minus(sum.time().all());
      workloads.put(
          name.value(),
          new AuditReport.Objective(
              sum.objectives(), sum.time(), open.isNegative() ? Duration.ZERO : open));
    });
    Time named = sums.values().stream().map(Sum::time).reduce(Time.NONE, Time::plus);
    return new AuditReport.Objectives(span, workloads, others, named.plus(others));
  }

  private Duration span(Optional<Instant> from, Optional<Instant> to) {
    if (first.isEmpty()) {
      return Duration.ZERO;
    }
    Instant begin = from.filter(first.get()::isBefore).orElse(first.get());
    Instant end = to.filter(last::isAfter).orElse(last);
    return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
  }
}
