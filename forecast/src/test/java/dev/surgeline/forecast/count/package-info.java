/// Counts whose rate is known, and arrivals at a real emergency department.
package dev.surgeline.forecast.count;
