/// Boosted trees held against answers found by trying everything.
package dev.surgeline.forecast.tree;
