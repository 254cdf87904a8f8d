/// Runs of controllers on one plant and one trace, side by side.
package dev.surgeline.lab.simulate;
