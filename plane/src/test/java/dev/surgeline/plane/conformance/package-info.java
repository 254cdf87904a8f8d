/// Case files of others, and the files that are none.
package dev.surgeline.plane.conformance;
