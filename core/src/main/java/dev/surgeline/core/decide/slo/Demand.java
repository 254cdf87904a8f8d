package dev.surgeline.core.decide.slo;

/// What may be asked for: rates with their weights, which add up to 1. It lives for one call.
///
/// @param rates requests per second
/// @param weights of each
record Demand(double[] rates, double[] weights) {}
