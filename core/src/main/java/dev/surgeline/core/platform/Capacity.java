package dev.surgeline.core.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What one replica can do.
///
/// @param startup from the request for a replica until it serves; zero to an hour
/// @param slots requests it works on at once; 1 to 100,000
/// @param serviceTime the mean time of one request on a free slot; above zero, at most an hour
/// @param spread how the times of requests differ; absent: nothing is said, and what is simulated
///   is [Spread#USUAL]
/// @param startupSpread by how much of `startup` that differs, either way, evenly; 0 to 1
/// @param coldStart how much slower a new replica serves at first; absent: it does not
public record Capacity(
    Duration startup,
    int slots,
    Duration serviceTime,
    Optional<Spread> spread,
    double startupSpread,
    Optional<ColdStart> coldStart) {
  private static final int SAMPLES_MAX = 10_000;

  /// A replica that has just begun to serve takes longer for each request: its caches are empty and
  /// its code is not compiled yet. The factor falls on a straight line to 1.
  ///
  /// Example: `slower` 3 `over` 60 s makes a request that is begun after 30 s twice as long.
  ///
  /// @param slower how many times as long a request takes that is begun at once, 1 to 1000
  /// @param over how long it takes until none takes longer; above zero, at most a day
  public record ColdStart(double slower, Duration over) {
    public ColdStart {
      if (!(slower >= 1 && slower <= 1000)) {
        throw new IllegalArgumentException("slower is 1 to 1000, not " + slower);
      }
      if (over.compareTo(Duration.ZERO) <= 0 || over.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("over is above zero and at most 1d");
      }
    }
  }

  /// How times of service differ from one request to another.
  ///
  /// @param cv their standard deviation by their mean, 0 to 20: 0 for `deterministic`, 1 for
  ///   `exponential`, above 0 for `lognormal`, that of its samples for `measured`
  /// @param distribution the shape
  /// @param samples of `measured`, each as likely as the other, in order; of the others none
  public record Spread(double cv, Distribution distribution, List<Duration> samples) {
    /// Lognormal with a cv of 0.5.
    public static final Spread USUAL = new Spread(0.5, Distribution.LOGNORMAL);

    /// Of a shape that has no samples.
    public Spread(double cv, Distribution distribution) {
      this(cv, distribution, List.of());
    }

    public Spread {
      samples = samples.stream().sorted().toList();
      boolean measured = distribution == Distribution.MEASURED;
      if (measured == samples.isEmpty() || samples.size() > SAMPLES_MAX) {
        throw new IllegalArgumentException(
            "measured has 1 to 10000 samples, and no other distribution has any");
      }
      cv = measured ? cv(samples) : cv;
      if (!(cv >= 0 && cv <= 20)) {
        throw new IllegalArgumentException("cv is 0 to 20, not " + cv);
      }
      boolean fits =
          switch (distribution) {
            case DETERMINISTIC -> cv == 0;
            case EXPONENTIAL -> cv == 1;
            case LOGNORMAL -> cv > 0;
            case MEASURED -> true;
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
        case MEASURED -> measured(List.of());
      };
    }

    /// As it was measured.
    ///
    /// @param samples 1 to 10,000, above zero and at most an hour each
    public static Spread measured(List<Duration> samples) {
      return new Spread(0, Distribution.MEASURED, samples);
    }

    /// The mean of the samples.
    public Duration mean() {
      return Duration.ofNanos(Math.round(mean(samples)));
    }

    private static double mean(List<Duration> samples) {
      return samples.stream().mapToLong(Duration::toNanos).average().orElse(0);
    }

    private static double cv(List<Duration> samples) {
      for (Duration one : samples) {
        if (one.compareTo(Duration.ZERO) <= 0 || one.compareTo(Duration.ofHours(1)) > 0) {
          throw new IllegalArgumentException("a sample is above zero and at most 1h");
        }
      }
      double mean = mean(samples);
      double squares = 0;
      for (Duration one : samples) {
        double away = one.toNanos() / mean - 1;
        squares += away * away;
      }
      return StrictMath.sqrt(squares / samples.size());
    }
  }

  /// The shape of times of service.
  public enum Distribution {
    /// All the same.
    DETERMINISTIC,
    /// Without a memory: how long one took so far says nothing of how long it still takes.
    EXPONENTIAL,
    /// Long-tailed, as most that were measured.
    LOGNORMAL,
    /// As in samples of it.
    MEASURED
  }

  /// Nothing is said of how times of service differ.
  public Capacity(Duration startup, int slots, Duration serviceTime) {
    this(startup, slots, serviceTime, Optional.empty());
  }

  /// All replicas start alike, and are soon as good as any.
  public Capacity(Duration startup, int slots, Duration serviceTime, Optional<Spread> spread) {
    this(startup, slots, serviceTime, spread, 0, Optional.empty());
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
    if (spread.isPresent()
        && spread.get().distribution() == Distribution.MEASURED
        && !spread.get().mean().equals(serviceTime)) {
      throw new IllegalArgumentException("a measured serviceTime is the mean of its samples");
    }
    if (!(startupSpread >= 0 && startupSpread <= 1)) {
      throw new IllegalArgumentException("startupSpread is 0 to 1, not " + startupSpread);
    }
  }

  /// Requests per second that one replica answers when every slot is busy.
  ///
  /// Example: 8 slots of 200 ms answer 40 requests a second.
  public double requestsPerSecond() {
    return slots * 1e9 / serviceTime.toNanos();
  }
}
