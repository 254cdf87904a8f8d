package dev.surgeline.core.observe;

import java.time.Instant;

/// One measured point.
///
/// @param at when it was measured, not when it arrived
/// @param value as measured; may be anything a broken source says, NaN included
public record Sample(Instant at, double value) {}
