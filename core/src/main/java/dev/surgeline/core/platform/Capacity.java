package dev.surgeline.core.platform;

import java.time.Duration;

/// What one replica can do.
///
/// @param startup from the request for a replica until it serves; zero to an hour
/// @param slots requests it works on at once; 1 to 100,000
/// @param serviceTime the mean time of one request on a free slot; above zero, at most an hour
public record Capacity(Duration startup, int slots, Duration serviceTime) {
  public Capacity {
    if (startup.isNegative() || startup.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("startup is 0s to 1h");
    }
    if (slots < 1 || slots > 100_000) {
      throw new IllegalArgumentException("slots are 1 to 100000, not " + slots);
    }
    if (serviceTime.compareTo(Duration.ZERO) <= 0
        || serviceTime.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("serviceTime is above zero and at most 1h");
    }
  }

  /// Requests per second that one replica answers when every slot is busy.
  ///
  /// Example: 8 slots of 200 ms answer 40 requests a second.
  public double requestsPerSecond() {
    return slots * 1e9 / serviceTime.toNanos();
  }
}
