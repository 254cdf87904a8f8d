/// What is learned from many series at once, from nothing but those series: boosted trees, and what
/// they share with the networks, the measure that makes series of any size alike.
package dev.surgeline.forecast.global;
