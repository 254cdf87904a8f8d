package dev.surgeline.gateway.settings;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/// Everything a gateway is told at its start.
///
/// @param listen where clients connect; port 0 takes a free one
/// @param admin where the control plane connects; port 0 takes a free one
/// @param adminToken what every admin request must show
/// @param state the folder that keeps the last good snapshot
/// @param threads event loops
public record GatewayOptions(
    InetSocketAddress listen,
    InetSocketAddress admin,
    String adminToken,
    Path state,
    int threads,
    Timeouts timeouts,
    Limits limits,
    HealthCheck health) {

  public GatewayOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("a gateway has 1 thread or more");
    }
    if (adminToken.length() < 16) {
      throw new IllegalArgumentException("an admin token has 16 characters or more");
    }
  }
}
