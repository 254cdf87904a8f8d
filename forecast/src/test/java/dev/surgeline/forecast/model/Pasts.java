package dev.surgeline.forecast.model;

import dev.surgeline.core.platform.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Histories for tests.
final class Pasts {
  private Pasts() {}

  static Past of(double... values) {
    return new Past(values, List.of(), Instant.EPOCH, Duration.ofHours(1), Calendar.UTC);
  }

  static Past made(int length, IntToDoubleFunction value) {
    return of(IntStream.range(0, length).mapToDouble(value).toArray());
  }
}
