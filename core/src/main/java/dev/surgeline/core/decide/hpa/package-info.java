/// The Kubernetes HPA as it is, its controller's habits included: what others compare with.
///
/// Target tracking decides with the same arithmetic (`Sizing`, `Readiness`, `RateArithmetic`); what
/// the controller does around it, and Surgeline does otherwise, is here: its logs that live in
/// memory, its pause at zero, its conditions. In comes a picture of pods and metrics, out go the
/// desired replicas with the conditions and labels that the controller of v1.36 would set.
///
/// Read `HorizontalPodAutoscaler`, then `Reconciliation`.
package dev.surgeline.core.decide.hpa;
