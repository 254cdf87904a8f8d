/// Demand to come: quantiles for each step ahead, from history alone; nothing leaves the machine.
///
/// In comes a [dev.surgeline.forecast.series.TimeSeries] and a [dev.surgeline.forecast.Question];
/// out goes a [dev.surgeline.forecast.Prediction] around a [dev.surgeline.core.forecast.Forecast].
/// Read on in `model` (one way to forecast each), `measure` (how good it was) and `series` (where
/// histories come from).
package dev.surgeline.forecast;
