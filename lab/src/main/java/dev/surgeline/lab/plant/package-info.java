/// The simulated plant: requests that arrive, replicas that start, serve, drain and fail, and what
/// of all this can be measured from outside.
///
/// Time is in nanoseconds from the beginning of the run. All chance comes from one seed; sums and
/// choices have one order, and transcendental functions come from StrictMath, so a run gives the
/// same bytes on any machine.
package dev.surgeline.lab.plant;
