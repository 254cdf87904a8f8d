/// Tests of the slo policy, and the simulator that shows what it is worth.
package dev.surgeline.core.decide.slo;
