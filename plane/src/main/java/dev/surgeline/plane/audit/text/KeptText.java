package dev.surgeline.plane.audit.text;

import java.time.Instant;

/// A text's file, as canonical JSON.
///
/// @param at when it came
/// @param salt 32 random bytes in base64
public record KeptText(Instant at, TextKind kind, String salt, String text) {}
