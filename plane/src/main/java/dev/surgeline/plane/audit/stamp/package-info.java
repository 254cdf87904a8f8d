/// Time-stamps: an authority that has no hand in the log says when it was already as it is.
///
/// [TimeStamping][TimeStamping] sends the hash of what was published to an authority (RFC 3161)
/// through [StampClient][StampClient]; what came back is believed as far as [Stamp][Stamp] and
/// [StampTrust][StampTrust] say, and published beside the checkpoint that it is of.
package dev.surgeline.plane.audit.stamp;
