package dev.surgeline.gateway.settings;

import java.time.Duration;

/// How long the gateway waits. All are longer than zero.
///
/// @param connect for a connection to an endpoint
/// @param upstream for progress of an endpoint that has the whole request, and for a client that
///   does not take its answer
/// @param head for a request's head from its first byte on
/// @param body for the next piece of a request's body
/// @param idle for the next request on a client's connection
/// @param pool for the next use of an endpoint's connection; less than the endpoints' own patience,
///   so that the gateway is the one that closes
/// @param drain for requests in flight when the gateway stops
public record Timeouts(
    Duration connect,
    Duration upstream,
    Duration head,
    Duration body,
    Duration idle,
    Duration pool,
    Duration drain) {
  /// What a gateway without flags uses.
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));
}
