/// Experiments on the running platform, in the Chaos Toolkit's format.
///
/// In comes a file: what is normal, what is done to the platform, what puts it back. [Reading]
/// makes an [Experiment] of it or says what is wrong before anything is touched; [Run] performs it
/// through [Calls], and what it puts back it puts back however the run ends; out comes a journal.
/// `fault` has the faults that Surgeline brings along, and `load` what is measured meanwhile.
package dev.surgeline.plane.chaos;
