/// Histories: series of values at even steps, the files they are read from, and their mending.
package dev.surgeline.forecast.series;
