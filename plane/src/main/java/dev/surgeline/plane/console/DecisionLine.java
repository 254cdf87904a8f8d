package dev.surgeline.plane.console;

import java.time.Instant;

/// One decision as people read it.
///
/// @param id the decision's own
/// @param at the time of its tick
/// @param workload for which
/// @param from replicas before
/// @param to replicas wanted; the same as `from` when nothing changes
/// @param changes whether anything is done about it
/// @param sentence the whole of it, with its reasons; shown word for word
public record DecisionLine(
    String id, Instant at, String workload, int from, int to, boolean changes, String sentence) {}
