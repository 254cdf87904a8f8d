package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.time.Instant;

/// The whole present picture of one workload: all that a policy or a guardrail may look at.
///
/// @param now the time of the tick
/// @param workload what it is
/// @param scaling how it is scaled
/// @param current the size it has or is on its way to
/// @param observation what is measured of it
/// @param history what was wanted and changed lately
public record Situation(
    Instant now,
    Workload workload,
    Scaling scaling,
    Replicas current,
    Observation observation,
    History history) {}
