/// The demo as its user has it: a process that is killed, interrupted and hindered, and of which
/// nothing may be left.
package dev.surgeline.plane.demo;
