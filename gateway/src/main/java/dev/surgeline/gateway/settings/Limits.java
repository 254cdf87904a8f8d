package dev.surgeline.gateway.settings;

/// How much the gateway takes, so that no client and no endpoint can exhaust it.
///
/// @param clientConnections open at once; one more is answered 503 and closed
/// @param requestLineBytes longer request lines are answered 414
/// @param headBytes longer heads are answered 431
/// @param headFields more header fields are answered 431
/// @param inFlightPerEndpoint requests that one endpoint has at most at once
/// @param idlePerEndpoint connections that wait for their next use, per endpoint
/// @param heldBodyBytes how much of a body is kept for a safe second attempt
public record Limits(
    int clientConnections,
    int requestLineBytes,
    int headBytes,
    int headFields,
    int inFlightPerEndpoint,
    int idlePerEndpoint,
    int heldBodyBytes) {
  /// What a gateway without flags uses.
  public static final Limits DEFAULT =
      new Limits(10_000, 8 * 1024, 32 * 1024, 100, 1024, 256, 16 * 1024);

  public Limits {
    if (clientConnections < 1) {
      throw new IllegalArgumentException("a gateway takes 1 client connection or more");
    }
  }

  /// These with another number of client connections.
  public Limits withClientConnections(int most) {
    return new Limits(
        most,
        requestLineBytes,
        headBytes,
        headFields,
        inFlightPerEndpoint,
        idlePerEndpoint,
        heldBodyBytes);
  }
}
