package dev.surgeline.sample.launch;

import java.time.Duration;
import java.util.Optional;

/// Durations as people type them: `120ms`, `1.5s`, `2m`, `1h`, `3d`.
public final class Durations {
  /// The rule in words, for error sentences.
  public static final String RULE = "a duration such as 120ms, 1.5s, 2m, 1h or 3d";

  private static final double LARGEST_MILLIS = 1e12;

  private Durations() {}

  /// The duration, or empty when the text is none.
  public static Optional<Duration> parse(String text) {
    int digits = 0;
    while (digits < text.length() && "0123456789.".indexOf(text.charAt(digits)) >= 0) {
      digits++;
    }
    double unitMillis =
        switch (text.substring(digits)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> -1;
        };
    if (unitMillis < 0 || digits == 0) {
      return Optional.empty();
    }
    try {
      double millis = Double.parseDouble(text.substring(0, digits)) * unitMillis;
      return millis <= LARGEST_MILLIS
          ? Optional.of(Duration.ofNanos(Math.round(millis * 1e6)))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
