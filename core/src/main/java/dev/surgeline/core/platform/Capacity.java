package dev.surgeline.core.platform;

import java.time.Duration;
import java.util.Optional;

/// What one replica can do.
///
/// @param startup from the request for a replica until it serves; zero to an hour
/// @param slots requests it works on at once; 1 to 100,000
/// @param serviceTime the mean time of one request on a free slot; above zero, at most an hour
/// @param spread how the times of requests differ; absent: nothing is said, and what is simulated
///   is [Spread#USUAL]
public record Capacity(Duration startup, int slots, Duration serviceTime, Optional<Spread> spread) {
  /// How times of service differ from one request to another.
  ///
  /// @param cv their standard deviation by their mean, 0 to 20: 0 for `deterministic`, 1 for
  ///   `exponential`, above 0 for `lognormal`
  /// @param distribution the shape
  public record Spread(double cv, Distribution distribution) {
    /// Lognormal with a cv of 0.5.
    public static final Spread USUAL = new Spread(0.5, Distribution.LOGNORMAL);

    public Spread {
      if (!(cv >= 0 && cv <= 20)) {
        throw new IllegalArgumentException("cv is 0 to 20, not " + cv);
      }
      boolean fits =
          switch (distribution) {
            case DETERMINISTIC -> cv == 0;
            case EXPONENTIAL -> cv == 1;
            case LOGNORMAL -> cv > 0;
          };
      if (!fits) {
        throw new IllegalArgumentException(
            "the cv of deterministic is 0, of exponential 1, of lognormal above 0");
      }
    }

    /// With the cv that goes with the shape where none is said.
    public static Spread of(Distribution distribution) {
      return switch (distribution) {
        case DETERMINISTIC -> new Spread(0, distribution);
        case EXPONENTIAL -> new Spread(1, distribution);
        case LOGNORMAL -> USUAL;
      };
    }
  }

  /// The shape of times of service.
  public enum Distribution {
    /// All the same.
    DETERMINISTIC,
    /// Without a memory: how long one took so far says nothing of how long it still takes.
    EXPONENTIAL,
    /// Long-tailed, as most that were measured.
    LOGNORMAL
  }

  /// Nothing is said of how times of service differ.
  public Capacity(Duration startup, int slots, Duration serviceTime) {
    this(startup, slots, serviceTime, Optional.empty());
  }

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
