/// The record of what was decided and done, for people who ask later, which they can verify without
/// us.
///
/// In: entries from `control`. Out: a transparency log in the state folder, laid out as C2SP
/// tlog-tiles says, so that any web server can serve it and others' tools can check it. The
/// arithmetic is core's `audit`. Read [TransparencyLog][TransparencyLog] first, then
/// [LogWriter][LogWriter] for the order of writing and [LogRecovery][LogRecovery] for what a start
/// makes of what is there; [LogCheck][LogCheck] and [Fsck][Fsck] are the auditor's side.
package dev.surgeline.plane.audit;
