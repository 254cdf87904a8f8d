package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.ObjectiveStretch.Measured;
import dev.surgeline.plane.audit.ObjectiveStretch.Others;
import dev.surgeline.plane.audit.ObjectiveStretch.Time;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/// How long objectives were kept, for people: minutes, each with what they are of.
final class ObjectiveText {
  private ObjectiveText() {}

  /// An entry on one line: who missed it, and how many of how many did not.
  static String of(ObjectiveStretch stretch) {
    String missed =
        stretch.workloads().entrySet().stream()
            .filter(one -> !one.getValue().time().missed().isZero())
            .map(one -> one.getKey() + " missed " + minutes(one.getValue().time().missed()))
            .collect(Collectors.joining(", "));
    Time all =
        stretch.workloads().values().stream()
            .map(Measured::time)
            .reduce(stretch.others().map(Others::time).orElse(Time.NONE), Time::plus);
    int workloads = stretch.workloads().size() + stretch.others().map(Others::workloads).orElse(0);
    return "%s to %s, %d workloads: %s%s"
        .formatted(
            stretch.since(),
            stretch.until(),
            workloads,
            sentence(all),
            missed.isEmpty() ? "" : "; " + missed);
  }

  /// `missed 12.0 of 480.5 min with a reading; 60.0 min idle, 27.5 unobserved`.
  static String sentence(Time time) {
    return "missed %s of %s min with a reading; %s min idle, %s unobserved"
        .formatted(
            minutes(time.missed()),
            minutes(time.observed()),
            minutes(time.idle()),
            minutes(time.unobserved()));
  }

  static String minutes(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 60_000.0);
  }
}
