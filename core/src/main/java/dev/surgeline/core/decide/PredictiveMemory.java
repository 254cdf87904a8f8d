package dev.surgeline.core.decide;

import dev.surgeline.core.forecast.Coverage;
import java.time.Instant;
import java.util.Optional;

/// What the predictive policy remembers: at most a few kilobytes.
///
/// @param at the tick up to which it remembers
/// @param usable when there last was a forecast to judge by; absent: there was none yet
/// @param coverage how often what came stayed within what was forecast; absent: nothing was
///   promised
public record PredictiveMemory(Instant at, Optional<Instant> usable, Optional<Coverage> coverage)
    implements PolicyMemory {}
