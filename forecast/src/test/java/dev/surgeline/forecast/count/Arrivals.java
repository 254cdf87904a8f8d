package dev.surgeline.forecast.count;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Poisson counts whose rate is known.
///
/// @param rate the expected count of a step that begins at a local time
record Arrivals(LocalDateTime start, Duration step, ToDoubleFunction<LocalDateTime> rate) {
  static final List<Double> NINETEEN =
      IntStream.rangeClosed(1, 19).mapToObj(i -> i / 20.0).toList();
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2023-01-02T00:00");

  /// Quiet nights, busy evenings, slower weekends.
  static Arrivals ward(Duration step, double perHour) {
    double scale = perHour * (step.toMinutes() / 60.0);
    return new Arrivals(
        MONDAY,
        step,
        at -> {
          double phase = 2 * Math.PI * (at.getHour() + at.getMinute() / 60.0 - 14) / 24;
          boolean weekend = at.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
          return scale * Math.exp(0.7 * Math.cos(phase) - (weekend ? 0.3 : 0));
        });
  }

  double mean(int index) {
    return rate.applyAsDouble(start.plus(step.multipliedBy(index)));
  }

  double[] counts(int length, long seed) {
    var random = new Random(seed);
    return IntStream.range(0, length).mapToDouble(i -> draw(mean(i), random)).toArray();
  }

  TimeSeries series(double[] counts) {
    return new TimeSeries("", start.toInstant(ZoneOffset.UTC), step, counts);
  }

  /// A count, as so many waiting times as fit into one.
  private static double draw(double mean, Random random) {
    int count = -1;
    for (double time = 0; time < mean; time -= Math.log(1 - random.nextDouble())) {
      count++;
    }
    return Math.max(count, 0);
  }

  static Question question(int horizon, Calendar calendar) {
    return new Question(horizon, List.of(), NINETEEN, Effort.FAST, calendar);
  }
}
