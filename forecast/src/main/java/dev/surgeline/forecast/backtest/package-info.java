/// Forecasts made at many moments of the past, each from what came before it, and how good they
/// were.
package dev.surgeline.forecast.backtest;
