/// The forecasters of the textbooks, written out: trend, theta, exponential smoothing in its
/// families, decomposition by loess, and smoothing of sparse counts.
///
/// Each takes a [dev.surgeline.forecast.model.Past] that was repaired, goes on from it a point at a
/// time, and stands alone or in an ensemble. They learn from the newest part of a long past only,
/// so that a quarter of a year by the minute is learned within a second; each says how much.
package dev.surgeline.forecast.classic;
