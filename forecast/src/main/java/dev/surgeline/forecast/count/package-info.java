/// Sparse arrivals: a Poisson regression on the calendar, a level that follows the latest hours and
/// weeks, and whole numbers as quantiles.
///
/// In comes a history of counts; out goes a [dev.surgeline.forecast.Prediction]. Read
/// [dev.surgeline.forecast.count.CountForecaster] first, then `SeasonalRate` and `LevelResponse`,
/// its two halves.
package dev.surgeline.forecast.count;
