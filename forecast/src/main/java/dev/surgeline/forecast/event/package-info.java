/// Events that people know of beforehand: what each does to demand is stated or learned from the
/// last time, taken out of what a model learns from, and put back where it comes again.
package dev.surgeline.forecast.event;
