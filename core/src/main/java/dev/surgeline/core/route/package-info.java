/// Where requests go: the routing snapshot that the control plane pushes and the gateway serves
/// from.
///
/// In: which replicas may take requests. Out: an immutable snapshot, replaced whole, never edited,
/// so that a request sees one picture from its start to its end.
package dev.surgeline.core.route;
