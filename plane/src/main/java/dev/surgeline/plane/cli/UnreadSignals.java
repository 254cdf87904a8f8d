package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Nearest;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Signals that were observed and that no policy of their workload reads: most often a name that
/// was mistyped.
final class UnreadSignals {
  private UnreadSignals() {}

  /// A sentence for each.
  ///
  /// @param seen of workloads that are declared
  static List<String> sentences(PlatformSpec spec, SortedMap<WorkloadName, Observation> seen) {
    List<String> sentences = new ArrayList<>();
    spec.workloads()
        .forEach((workload, declared) -> {
          Optional<Observation> observation = Optional.ofNullable(seen.get(workload));
          SortedSet<String> read = read(declared);
          for (SignalName signal : signals(observation)) {
            if (!read.contains(signal.value()) && !watched(signal, declared.workload())) {
              String nearest =
                  Nearest.to(signal.value(), read)
                      .map(name -> "; did you mean \"" + name + "\"?")
                      .orElse("");
              sentences.add(
                  workload
                      + ": no policy reads "
                      + signal
                      + "; read are "
                      + String.join(", ", read)
                      + nearest);
            }
          }
        });
    return sentences;
  }

  private static List<SignalName> signals(Optional<Observation> seen) {
    return seen.map(one -> List.copyOf(one.signals().keySet())).orElse(List.of());
  }

  /// Whether growth is judged by it, which no policy need ask for.
  private static boolean watched(SignalName signal, Workload workload) {
    boolean waitsForOthers = !workload.dependsOn().isEmpty() || !workload.ceilings().isEmpty();
    return waitsForOthers
        && (signal.equals(SignalName.RESPONSES) || signal.equals(SignalName.IN_FLIGHT));
  }

  private static SortedSet<String> read(WorkloadSpec declared) {
    SortedSet<String> read = new TreeSet<>();
    for (Policy policy : declared.scaling().policies()) {
      policy.signals().keySet().forEach(signal -> read.add(signal.value()));
    }
    return read;
  }
}
