/// From what sources say to signals: traffic that the gateway carried, metrics that replicas
/// publish.
///
/// In: reports and metric pages. Out: for each workload the signals that its policies read. All
/// arithmetic on samples is core's; here is only the asking.
package dev.surgeline.plane.observe;
