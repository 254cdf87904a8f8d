package dev.surgeline.core.scenario;

import dev.surgeline.core.forecast.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A forecast as an event tells it; it is made anew at each tick from then on.
///
/// `5m 0.5/0.9 100/140 120/170`: the step, the levels, and at each step a value for each level; the
/// last goes on for a hundred steps. After `old 30m` it was made so long before each tick, after
/// `fixed` once, now; after `short` it ends with the last value given.
record ForecastText(
    Duration step,
    List<Double> levels,
    List<List<Double>> values,
    Duration age,
    Optional<Instant> madeAt) {
  private static final int POINTS = 100;

  static ForecastText parse(String[] words, Instant now) {
    Duration step = Words.duration(words[0]);
    List<Double> levels = numbers(words[1]);
    List<List<Double>> values = new ArrayList<>();
    Duration age = Duration.ZERO;
    Optional<Instant> madeAt = Optional.empty();
    boolean goesOn = true;
    for (int i = 2; i < words.length; i++) {
      switch (words[i]) {
        case "old" -> age = Words.duration(words[++i]);
        case "fixed" -> madeAt = Optional.of(now);
        case "short" -> goesOn = false;
        default -> values.add(numbers(words[i]));
      }
    }
    while (goesOn && values.size() < POINTS) {
      values.add(values.getLast());
    }
    return new ForecastText(step, levels, values, age, madeAt);
  }

  Forecast at(Instant now) {
    return new Forecast(madeAt.orElse(now.minus(age)), step, levels, values);
  }

  private static List<Double> numbers(String text) {
    return Arrays.stream(text.split("/")).map(Double::valueOf).toList();
  }
}
