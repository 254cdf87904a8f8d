/// The data-quality gate against a list of faults: no fault of a metric source makes a workload
/// change its size the wrong way.
package dev.surgeline.core.gate;
