package dev.surgeline.plane.audit.fhir;

import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.ObjectiveStretch.Measured;
import dev.surgeline.plane.audit.ObjectiveStretch.Others;
import dev.surgeline.plane.audit.ObjectiveStretch.Time;
import dev.surgeline.plane.audit.fhir.Event.Detail;
import java.time.Duration;
import java.util.List;

/// How long objectives were kept, in names and values: summed over the workloads of the entry, in
/// whole seconds; each workload's own figures are in the entry.
final class ObjectiveWords {
  private ObjectiveWords() {}

  static List<Detail> details(ObjectiveStretch stretch) {
    Time all =
        stretch.workloads().values().stream()
            .map(Measured::time)
            .reduce(stretch.others().map(Others::time).orElse(Time.NONE), Time::plus);
    int workloads = stretch.workloads().size() + stretch.others().map(Others::workloads).orElse(0);
    return List.of(
        Detail.of("since", stretch.since()),
        Detail.of("until", stretch.until()),
        Detail.of("workloads", workloads),
        seconds("kept", all.kept()),
        seconds("missed", all.missed()),
        seconds("idle", all.idle()),
        seconds("unobserved", all.unobserved()));
  }

  private static Detail seconds(String name, Duration time) {
    return Detail.of(name + ".seconds", (Object) time.toSeconds());
  }
}
