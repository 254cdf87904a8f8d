package dev.surgeline.plane.chaos.fault;

import java.time.Duration;

/// What a link does to the bytes that pass.
///
/// @param latencyMillis each way, added to every byte; 0 to 60,000
/// @param jitterMillis up to so much more or less, drawn for each piece; at most the latency
/// @param bytesPerSecond each way and connection; 0: as fast as it goes
/// @param blackhole nothing passes, and nothing is closed: what comes waits
/// @param reset connections are broken off, those that come too
public record LinkFaults(
    int latencyMillis, int jitterMillis, long bytesPerSecond, boolean blackhole, boolean reset) {
  private static final int LATENCY_MAX = 60_000;

  /// A link that does nothing.
  public static final LinkFaults NONE = new LinkFaults(0, 0, 0, false, false);

  public LinkFaults {
    if (latencyMillis < 0 || latencyMillis > LATENCY_MAX) {
      throw new IllegalArgumentException("a link's latency is 0 to 60 s");
    }
    if (jitterMillis < 0 || jitterMillis > latencyMillis) {
      throw new IllegalArgumentException("a link's jitter is 0 to its latency");
    }
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("a link's bandwidth is 0 bytes a second or more");
    }
  }

  /// In words.
  public String sentence() {
    String rate = bytesPerSecond == 0 ? "" : ", at " + bytesPerSecond + " bytes a second";
    String pace =
        "takes " + latencyMillis + " ms more each way, " + jitterMillis + " ms more or less" + rate;
    return reset ? "breaks connections off" : blackhole ? "lets nothing pass" : pace;
  }

  /// @throws IllegalArgumentException if a link can not be so
  public static LinkFaults of(
      Duration latency, Duration jitter, long bytesPerSecond, boolean blackhole, boolean reset) {
    if (latency.toSeconds() > LATENCY_MAX / 1000 || jitter.toSeconds() > LATENCY_MAX / 1000) {
      throw new IllegalArgumentException("a link's latency is 0 to 60 s");
    }
    return new LinkFaults(
        (int) latency.toMillis(), (int) jitter.toMillis(), bytesPerSecond, blackhole, reset);
  }
}
