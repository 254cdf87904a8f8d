package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Optional;

/// A workload that is followed, as it will be after this tick.
///
/// @param workload which
/// @param each how many replicas here one replica there keeps busy; above 0
/// @param size what it is wanted to be within its bounds; absent: it could not be observed
/// @param complete whether everything that its own size depends on was known
public record Upstream(
    WorkloadName workload, double each, Optional<Replicas> size, boolean complete) {}
