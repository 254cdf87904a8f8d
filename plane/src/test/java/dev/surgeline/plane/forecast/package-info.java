/// Forecasts of what ticks see, with real files and the real evaluator.
package dev.surgeline.plane.forecast;
