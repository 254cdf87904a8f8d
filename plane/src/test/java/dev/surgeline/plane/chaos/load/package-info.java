/// What an experiment measures.
package dev.surgeline.plane.chaos.load;
