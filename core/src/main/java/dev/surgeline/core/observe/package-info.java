/// What is measured of the nouns: samples become series, series become signals.
///
/// In: samples from whoever measures. Out: for each workload an [Observation][Observation]: its
/// status and its signals, each Known, Stale or Missing, for absence is a case and never a zero.
/// The policies in `decide` read nothing else.
package dev.surgeline.core.observe;
