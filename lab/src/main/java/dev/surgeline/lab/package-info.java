/// What a policy would have done, at what cost and at what risk: the real evaluator against a
/// simulated plant, the same bytes for the same seed.
///
/// All figures of this module are simulated.
package dev.surgeline.lab;
