/// Live forecasts: the histories of the signals that predictive policies read, kept on disk, and
/// what is forecast from them at each tick.
package dev.surgeline.plane.forecast;
