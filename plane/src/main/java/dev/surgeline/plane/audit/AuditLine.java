package dev.surgeline.plane.audit;

import java.time.Instant;

/// One entry as it stands in the log, canonical JSON: `{"at":...,"entry":{...},"index":n}`.
///
/// @param index from 0 on without gaps
/// @param at the time of the tick that caused it
public record AuditLine(long index, Instant at, AuditEntry entry) {}
