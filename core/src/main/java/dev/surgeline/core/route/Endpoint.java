package dev.surgeline.core.route;

import dev.surgeline.core.platform.ReplicaId;

/// One address that answers for a workload.
///
/// @param replica the replica that listens there
/// @param host a host name or address literal
/// @param port 1 to 65535
/// @param state whether it may be given new requests
public record Endpoint(ReplicaId replica, String host, int port, State state) {
  /// What the control plane allows; what the gateway finds by its own health checks is its own.
  public enum State {
    /// May be given new requests while it is healthy.
    ACTIVE,
    /// Finishes what it has and is given nothing new.
    DRAINING
  }

  public Endpoint {
    if (host.isBlank() || host.length() > 253) {
      throw new IllegalArgumentException("an endpoint's host has 1 to 253 characters");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("an endpoint's port is 1 to 65535, not " + port);
    }
  }
}
