package dev.surgeline.core.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Times as scenarios write them.
final class Words {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private Words() {}

  /// `500ms`, `25s`, `5m`, `1h`.
  static Duration duration(String text) {
    String digits = text.replaceAll("[a-z]+$", "");
    long number = Long.parseLong(digits);
    return switch (text.substring(digits.length())) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException("a time is in ms, s, m, h or d, not " + text);
    };
  }

  /// `08:05`, `08:05:30`, `+15s` after the time before, or `2026-12-25T08:05+01:00`.
  static Instant time(String text, Instant before) {
    if (text.startsWith("+")) {
      return before.plus(duration(text.substring(1)));
    }
    if (text.contains("T")) {
      return OffsetDateTime.parse(text).toInstant();
    }
    return DAY.atTime(LocalTime.parse(text)).toInstant(ZoneOffset.UTC);
  }

  static String clock(Instant at) {
    return LocalTime.ofInstant(at, ZoneOffset.UTC).withNano(0).toString();
  }
}
