package dev.surgeline.plane.console;

import java.time.Instant;

/// Something that a person should look at now.
///
/// @param at since when
/// @param workload which it concerns
/// @param sentence what is wrong, with the numbers; shown word for word
public record AlertLine(Instant at, String workload, String sentence) {}
