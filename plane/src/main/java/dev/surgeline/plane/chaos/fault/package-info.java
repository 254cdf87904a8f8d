/// Faults that Surgeline brings along: to processes, disks, clocks and links of this machine. Each
/// does one thing to what it is told by name, and has what takes it back.
package dev.surgeline.plane.chaos.fault;
