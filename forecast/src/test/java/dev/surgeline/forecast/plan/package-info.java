/// Capacity planning held against examples that can be followed by hand, histories of known growth,
/// and recorded ones.
package dev.surgeline.forecast.plan;
