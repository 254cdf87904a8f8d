package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import java.time.Duration;
import java.time.Instant;

/// What a decision took from a forecast.
///
/// @param signal of which
/// @param level the quantile that was read, above 0 and below 1
/// @param from how far ahead it was read from: when a replica that is asked for now serves
/// @param to how far ahead it was read to: when the decisions after this one take effect
/// @param value the largest value at that level in that time, in the signal's own unit
/// @param madeAt the last moment of the history that the forecast was made from
public record Foreseen(
    SignalName signal, double level, Duration from, Duration to, double value, Instant madeAt) {}
