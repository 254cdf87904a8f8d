package dev.surgeline.wire;

import dev.surgeline.core.control.Cascade;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.platform.Nearest;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Optional;
import java.util.SortedMap;

/// Refuses workloads that follow one that is not there, or follow or depend on each other in a
/// cycle, at the document where the mistake is.
final class Following {
  private Following() {}

  /// @param places of the documents
  /// @throws DocumentException with one sentence
  static void refuse(
      SortedMap<WorkloadName, WorkloadSpec> workloads, SortedMap<WorkloadName, Position> places) {
    Optional<Cascade.Refusal> refusal = Cascade.refusal(workloads);
    if (refusal.isPresent()) {
      Cascade.Refusal why = refusal.get();
      Position at = Optional.ofNullable(places.get(why.workload())).orElseThrow();
      throw SourceText.refused(at, why.rule() + nearest(why, workloads));
    }
  }

  private static String nearest(
      Cascade.Refusal why, SortedMap<WorkloadName, WorkloadSpec> workloads) {
    return why.unknown()
        .flatMap(name ->
            Nearest.to(name.value(), workloads.keySet().stream().map(WorkloadName::value).toList()))
        .map(found -> "; did you mean \"" + found + "\"?")
        .orElse("");
  }
}
