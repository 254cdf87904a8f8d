/// The commands of `surge`, one class each. They read what they are given, call what does the work,
/// and write the answer; they decide nothing.
package dev.surgeline.plane.cli;
