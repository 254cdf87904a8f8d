/// One request from its first byte to its answer's last.
///
/// A [ClientConnection] reads requests one after another and starts an [Exchange] for each. The
/// exchange picks an endpoint, takes an [UpstreamConnection] from its loop's pool and passes pieces
/// both ways as they come. Everything of one exchange happens on one event loop, a [Lane]; the only
/// things that lanes share are counters and the routing.
package dev.surgeline.gateway.proxy;
