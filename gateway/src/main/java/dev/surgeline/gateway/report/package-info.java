/// What is counted: per workload, and the gateway's own answers by reason. Adding is all that a
/// request does here; `admin` reads.
package dev.surgeline.gateway.report;
