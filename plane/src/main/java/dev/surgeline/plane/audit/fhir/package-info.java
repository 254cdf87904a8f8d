/// The audit log for those who read it elsewhere: as FHIR AuditEvents, as a table, as it stands.
///
/// In: a published log. Out: one line an entry. [EventMapping][EventMapping] says, in one place,
/// what healthcare calls what we do; [R4][R4] and [R5][R5] are the two forms it is written in.
/// Codes are enums, so that no unknown one can be written, and nothing that a person typed goes
/// out.
package dev.surgeline.plane.audit.fhir;
