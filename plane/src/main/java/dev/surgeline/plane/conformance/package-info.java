/// Case files of others against our implementation.
///
/// In comes a file of cases with what is expected, out goes a tally with every difference. Read
/// `HpaConformance`.
package dev.surgeline.plane.conformance;
