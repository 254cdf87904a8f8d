/// Where requests may go right now: the snapshot as pushed, and what the gateway itself found of
/// the endpoints' health. Decisions are `core.route`'s; here they are held, shared and kept on
/// disk.
///
/// Start at [LiveRouting].
package dev.surgeline.gateway.routing;
