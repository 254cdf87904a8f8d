package dev.surgeline.core.decide;

/// What a policy that remembers says.
///
/// @param recommendation what it wants
/// @param memory what it remembers from now on
public record Advice(Recommendation recommendation, PolicyMemory memory) {}
