/// Forecasts while the series goes on: a point comes in, quantiles go out, in well under a
/// millisecond.
///
/// Start at [dev.surgeline.forecast.live.LiveForecaster].
package dev.surgeline.forecast.live;
