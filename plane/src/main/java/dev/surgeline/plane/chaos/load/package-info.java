/// What an experiment measures: a steady stream of requests and what became of them, and whether
/// replicas are there.
package dev.surgeline.plane.chaos.load;
