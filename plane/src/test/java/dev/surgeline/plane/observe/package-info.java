/// Garbage in, absence out: what sources say wrongly or not at all never reads as a number.
package dev.surgeline.plane.observe;
