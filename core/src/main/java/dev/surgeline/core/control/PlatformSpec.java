package dev.surgeline.core.control;

import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.util.SortedMap;

/// Everything that is declared: the platform and its workloads. Their order in the documents has no
/// meaning; here they are sorted by name.
///
/// @param platform the whole
/// @param workloads by name, 1 to 100,000; who follows others follows declared ones, in no cycle
public record PlatformSpec(Platform platform, SortedMap<WorkloadName, WorkloadSpec> workloads) {
  public PlatformSpec {
    workloads = FrozenMap.copyOf(workloads);
    if (workloads.isEmpty() || workloads.size() > 100_000) {
      throw new IllegalArgumentException("a platform has 1 to 100000 workloads");
    }
    workloads.forEach((name, spec) -> {
      if (!name.equals(spec.workload().name())) {
        throw new IllegalArgumentException("a workload is listed under its own name");
      }
    });
    Cascade.of(workloads);
  }
}
