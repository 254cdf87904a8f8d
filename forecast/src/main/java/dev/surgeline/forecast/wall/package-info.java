/// Days of 23 and 25 hours: a series by the clock on the wall, so that a season of a day is the
/// people's day, and what is forecast brought back to moments.
package dev.surgeline.forecast.wall;
