package dev.surgeline.core.decide;

import dev.surgeline.core.forecast.Accuracy;
import dev.surgeline.core.forecast.Coverage;
import java.time.Instant;
import java.util.Optional;

/// What the predictive policy remembers: at most a few kilobytes.
///
/// @param at the tick up to which it remembers
/// @param usable when there last was a forecast to judge by; absent: there was none yet
/// @param coverage how often what came stayed within what was forecast; absent: nothing was
///   promised
/// @param accuracy how often the middle of what was forecast was nearer than what was measured;
///   absent: no forecast told a middle
public record PredictiveMemory(
    Instant at, Optional<Instant> usable, Optional<Coverage> coverage, Optional<Accuracy> accuracy)
    implements PolicyMemory {}
