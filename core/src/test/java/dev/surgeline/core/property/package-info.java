/// What holds whatever happens: random specs, signals, statuses, answers and clocks.
///
/// Every failure names its seed; `-Dproperty.seed=SEED` runs that one alone.
package dev.surgeline.core.property;
