/// A forecaster over a whole file of series, beside the yardsticks of the M4 competition.
package dev.surgeline.forecast.benchmark;
