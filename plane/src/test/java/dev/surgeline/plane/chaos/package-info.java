/// Experiments are read, run and journalled as the format has it, and the faults are real ones.
package dev.surgeline.plane.chaos;
