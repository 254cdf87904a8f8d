package dev.surgeline.lab.scenario;

import dev.surgeline.core.platform.Figures;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// How expectations are put into words.
final class Judge {
  private Judge() {}

  static Check atMost(String what, long most, long measured) {
    return new Check(what, "at most " + most, "" + measured, measured <= most);
  }

  static Check atMost(String what, double most, double measured) {
    return new Check(
        what, "at most " + Figures.of(most), Figures.of(measured), measured <= most * (1 + 1e-12));
  }

  /// The least, or the most, of some counts.
  static Check count(String what, IntStream counts, OptionalInt atLeast, OptionalInt atMost) {
    if (atLeast.isPresent()) {
      int least = counts.min().orElse(0);
      int wanted = atLeast.getAsInt();
      return new Check(what, "at least " + wanted, "" + least, least >= wanted);
    }
    int most = counts.max().orElse(0);
    int wanted = atMost.orElseThrow();
    return new Check(what, "at most " + wanted, "" + most, most <= wanted);
  }

  /// ` from 10m to 30m`.
  static String span(Optional<Duration> from, Optional<Duration> to) {
    return from.map(one -> " from " + Figures.of(one)).orElse("")
        + to.map(one -> " to " + Figures.of(one)).orElse("");
  }
}
