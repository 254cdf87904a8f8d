/// Controllers on one plant: the same bytes for the same seed, and what the fluid plant is worth.
package dev.surgeline.lab.simulate;
