/// Rules that hold, and rules that are broken on purpose.
package dev.surgeline.lab.fuzz;
