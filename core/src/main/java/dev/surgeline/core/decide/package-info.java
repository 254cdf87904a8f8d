/// From signals to a guarded decision, with its reasons.
///
/// In: a [Situation][Situation], the whole present picture of one workload. Each [Policy][Policy]
/// turns it into a [Recommendation][Recommendation]; the largest becomes a [Proposal][Proposal];
/// the [Guardrail][Guardrail]s pass over it in their fixed order and may only make it safer. Out: a
/// [Decision][Decision] that says all of this in words and numbers.
package dev.surgeline.core.decide;
