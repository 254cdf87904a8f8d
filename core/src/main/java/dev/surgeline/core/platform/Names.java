package dev.surgeline.core.platform;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Locale;
import java.util.Optional;

/// English names of days and months, whole or by their first three letters, in any case.
final class Names {
  private Names() {}

  static Optional<DayOfWeek> day(String word) {
    return of(word, DayOfWeek.values());
  }

  static Optional<Month> month(String word) {
    return of(word, Month.values());
  }

  private static <E extends Enum<E>> Optional<E> of(String word, E[] all) {
    String upper = word.toUpperCase(Locale.ROOT);
    for (E one : all) {
      if (one.name().equals(upper) || one.name().substring(0, 3).equals(upper)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
