package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.repair.Robust;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// How demand lies within weeks and days, on the platform's clock, whatever its level.
///
/// Every step is divided by the mean of its month, so that growth and season do not count. Hours of
/// the week have the mean of these ratios. The planning peak is their 99th percentile: of 100 steps
/// 99 are at or below it, and one is not. Example: a day has 23 hours of 10 and one of 34, mean 11:
/// its busiest hour has 3.09 times the mean, and so has the peak, for 1 of 24 hours is more than 1
/// of 100.
///
/// @param hours seven days of 24 ratios, Monday first; none: steps are longer than an hour, or not
///   every hour of the day was seen
/// @param weekdays absent: not every weekday was seen twice
/// @param peak absent: steps are longer than a day, or fewer than 100 were seen
public record Rhythm(List<List<Double>> hours, Optional<Weekdays> weekdays, Optional<Peak> peak) {
  static final Duration HOUR = Duration.ofHours(1);
  private static final double PEAK = 0.99;
  private static final int STEPS_MIN = 100;

  /// How far demand rises above the mean of its month.
  ///
  /// @param ratio of the planning peak, the 99th percentile of steps
  /// @param highest of the highest step of all
  /// @param step that they were counted in; within a step demand rises higher still
  public record Peak(double ratio, double highest, Duration step) {
    /// Whether steps are short enough to show the peak of a day.
    public boolean ofHours() {
      return step.compareTo(HOUR) <= 0;
    }
  }

  public Rhythm {
    hours = hours.stream().map(List::copyOf).toList();
    if (!hours.isEmpty()
        && (hours.size() != 7 || hours.stream().anyMatch(day -> day.size() != 24))) {
      throw new IllegalArgumentException("hours are seven days of 24");
    }
  }

  static Rhythm of(
      TimeSeries series, ZoneId zone, List<MonthDemand> months, Optional<Weekdays> weekdays) {
    if (series.step().compareTo(Duration.ofDays(1)) > 0) {
      return new Rhythm(List.of(), Optional.empty(), Optional.empty());
    }
    var clock = new WallClock(series, zone);
    double[] ratios = ratios(series, clock, months);
    List<List<Double>> hours = List.of();
    if (series.step().compareTo(HOUR) <= 0) {
      hours = hours(ratios, clock, weekdays);
    }
    long known = Arrays.stream(ratios).filter(ratio -> !Double.isNaN(ratio)).count();
    Optional<Peak> peak =
        known < STEPS_MIN
            ? Optional.empty()
            : Optional.of(
                new Peak(Robust.quantile(ratios, PEAK), Robust.quantile(ratios, 1), series.step()));
    return new Rhythm(hours, weekdays, peak);
  }

  /// Each step by the mean of its month; NaN where either is not known.
  private static double[] ratios(TimeSeries series, WallClock clock, List<MonthDemand> months) {
    Map<LocalDate, Double> levels = new HashMap<>();
    months.forEach(one -> one.perDay().ifPresent(level -> levels.put(one.month(), level)));
    double perDay = 8.64e7 / series.step().toMillis();
    double[] ratios = new double[series.length()];
    long day = Long.MIN_VALUE;
    double level = Double.NaN;
    for (int i = 0; i < ratios.length; i++) {
      if (clock.day(i) != day) {
        day = clock.day(i);
        LocalDate first = YearMonth.from(LocalDate.ofEpochDay(day)).atDay(1);
        level = levels.getOrDefault(first, months.size() == 1 ? only(months) : Double.NaN);
      }
      ratios[i] = level > 0 ? series.at(i) * perDay / level : Double.NaN;
    }
    return ratios;
  }

  private static double only(List<MonthDemand> months) {
    return months.getFirst().perDay().orElse(Double.NaN);
  }

  private static List<List<Double>> hours(
      double[] ratios, WallClock clock, Optional<Weekdays> weekdays) {
    double[][] sums = new double[8][24];
    int[][] counts = new int[8][24];
    for (int i = 0; i < ratios.length; i++) {
      if (!Double.isNaN(ratios[i])) {
        int hour = clock.hour(i);
        int day = Math.floorMod((int) clock.day(i) + 3, 7);
        for (int row : new int[] {day, 7}) {
          sums[row][hour] += ratios[i];
          counts[row][hour]++;
        }
      }
    }
    if (Arrays.stream(counts[7]).anyMatch(count -> count == 0)) {
      return List.of();
    }
    double[][] cells = new double[7][24];
    double all = 0;
    for (int day = 0; day < 7; day++) {
      double part = weekdays.map(Weekdays::ratios).map(of(day)).orElse(1.0);
      for (int hour = 0; hour < 24; hour++) {
        // An hour of the week that was never seen has what this hour has on other days.
        int count = counts[day][hour];
        cells[day][hour] =
            count > 0 ? sums[day][hour] / count : part * sums[7][hour] / counts[7][hour];
        all += cells[day][hour] / 168;
      }
    }
    double mean = all;
    return Arrays.stream(cells)
        .map(row -> Arrays.stream(row).map(cell -> cell / mean).boxed().toList())
        .toList();
  }

  private static Function<List<Double>, Double> of(int day) {
    return ratios -> ratios.get(day);
  }

  /// What an hour of the week has of the mean; 1 where hours are not known.
  public double at(DayOfWeek day, int hour) {
    return hours.isEmpty()
        ? weekdays.map(each -> each.of(day)).orElse(1.0)
        : hours.get(day.getValue() - 1).get(hour);
  }

  /// What each hour of the day has of the mean over the week; none where hours are not known.
  public List<Double> ofDay() {
    List<Double> means = new ArrayList<>();
    for (int hour = 0; hour < (hours.isEmpty() ? 0 : 24); hour++) {
      int at = hour;
      means.add(hours.stream().mapToDouble(day -> day.get(at)).average().orElse(1));
    }
    return means;
  }

  /// The busiest hour of the day, the earlier of equals; absent where hours are not known.
  public Optional<Integer> busiestHour() {
    List<Double> means = ofDay();
    return means.isEmpty()
        ? Optional.empty()
        : Optional.of(means.indexOf(means.stream().max(Double::compare).orElseThrow()));
  }
}
