/// Tests of the evidence package: for each check what passes it, and what fails it.
package dev.surgeline.plane.evidence;
