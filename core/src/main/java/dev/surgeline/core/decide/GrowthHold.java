package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.time.Instant;

/// That a workload does not grow for a while, because when it last did it answered less than
/// before.
///
/// @param until when it may grow again
/// @param size how many replicas answered more
/// @param over how many answered less
/// @param before how many requests a second were answered by `size`
/// @param after and how many by `over`, while no fewer waited
public record GrowthHold(
    Instant until, Replicas size, Replicas over, double before, double after) {}
