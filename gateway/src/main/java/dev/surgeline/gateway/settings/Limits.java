package dev.surgeline.gateway.settings;

/// How much the gateway takes, so that no client and no endpoint can exhaust it.
///
/// @param requestLineBytes longer request lines are answered 414
/// @param headBytes longer heads are answered 431
/// @param headFields more header fields are answered 431
/// @param inFlightPerEndpoint requests that one endpoint has at most at once
/// @param idlePerEndpoint connections that wait for their next use, per endpoint
/// @param heldBodyBytes how much of a body is kept for a safe second attempt
public record Limits(
    int requestLineBytes,
    int headBytes,
    int headFields,
    int inFlightPerEndpoint,
    int idlePerEndpoint,
    int heldBodyBytes) {
  /// What a gateway without flags uses.
  public static final Limits DEFAULT = new Limits(8 * 1024, 32 * 1024, 100, 1024, 256, 16 * 1024);
}
