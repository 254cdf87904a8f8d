/// Witnesses: somebody else, who does not obey the log's owner, signs that the log only grew.
///
/// The witness's side: [WitnessServer][WitnessServer] takes the requests of C2SP tlog-witness and
/// [WitnessStore][WitnessStore] keeps what was cosigned; what is cosigned and what refused is
/// core's `WitnessVerdict`. The log's side: [Cosigning][Cosigning] sends what was published to the
/// witnesses of a policy through [WitnessClient][WitnessClient], and publishes what came back.
package dev.surgeline.plane.audit.witness;
