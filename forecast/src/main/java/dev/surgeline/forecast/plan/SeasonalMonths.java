package dev.surgeline.forecast.plan;

import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// What each month of the year has, as a multiple of the year around it.
///
/// In logs: a month less the mean of the twelve months around it, half of the thirteenth at either
/// end (2 x 12); in the first and last half-year, where that mean is not known, it goes on with the
/// slope of the history. A month stands out if it was more than 2% above (or below) its year in
/// every year that was seen. Example: 24 months of 100 but for each January of 130: January has
/// about 1.27 times its year and stands out.
///
/// @param ratios twelve, January first; none: two years were not seen
/// @param busy months that stand out above, the most first
/// @param quiet months that stand out below, the least first
public record SeasonalMonths(List<Double> ratios, List<Month> busy, List<Month> quiet) {
  static final int MONTHS_MIN = 24;
  private static final double OUT = Math.log(1.02);

  /// Two years were not seen.
  static final SeasonalMonths UNKNOWN = new SeasonalMonths(List.of(), List.of(), List.of());

  public SeasonalMonths {
    ratios = List.copyOf(ratios);
    busy = List.copyOf(busy);
    quiet = List.copyOf(quiet);
  }

  /// Whether two years were seen.
  public boolean known() {
    return !ratios.isEmpty();
  }

  static SeasonalMonths of(List<MonthDemand> months) {
    double[] logs = Levels.logs(months);
    if (logs.length < MONTHS_MIN || ChronoUnit.MONTHS.between(first(months), last(months)) < 23) {
      return UNKNOWN;
    }
    double[] rest = rest(logs);
    double[] means = new double[12];
    boolean[] above = new boolean[12];
    boolean[] below = new boolean[12];
    double all = 0;
    for (int m = 0; m < 12; m++) {
      int from = Math.floorMod(m + 1 - months.getFirst().month().getMonthValue(), 12);
      int count = 0;
      above[m] = true;
      below[m] = true;
      for (int i = from; i < rest.length; i += 12) {
        if (months.get(i).perDay().isPresent()) {
          means[m] += rest[i];
          count++;
          above[m] &= rest[i] > OUT;
          below[m] &= rest[i] < -OUT;
        }
      }
      above[m] &= count >= 2;
      below[m] &= count >= 2;
      means[m] = count == 0 ? 0 : means[m] / count;
      all += means[m] / 12;
    }
    List<Double> ratios = new ArrayList<>();
    for (double mean : means) {
      ratios.add(Math.exp(mean - all));
    }
    Comparator<Month> least = Comparator.comparing(month -> ratios.get(month.ordinal()));
    return new SeasonalMonths(ratios, out(above, least.reversed()), out(below, least));
  }

  private static LocalDate first(List<MonthDemand> months) {
    return months.getFirst().month();
  }

  private static LocalDate last(List<MonthDemand> months) {
    return months.getLast().month();
  }

  private static List<Month> out(boolean[] chosen, Comparator<Month> order) {
    List<Month> months = new ArrayList<>();
    for (Month month : Month.values()) {
      if (chosen[month.ordinal()]) {
        months.add(month);
      }
    }
    months.sort(order);
    return months;
  }

  /// Each month less the year around it.
  private static double[] rest(double[] logs) {
    int n = logs.length;
    double slope = 0;
    for (int i = 12; i < n; i++) {
      slope += (logs[i] - logs[i - 12]) / 12 / (n - 12);
    }
    double[] rest = new double[n];
    for (int i = 0; i < n; i++) {
      int middle = Math.clamp(i, 6, n - 7);
      double mean = (logs[middle - 6] + logs[middle + 6]) / 24;
      for (int k = -5; k <= 5; k++) {
        mean += logs[middle + k] / 12;
      }
      rest[i] = logs[i] - mean - slope * (i - middle);
    }
    return rest;
  }

  /// What a month of the year has of its year; absent where that is not known.
  public OptionalDouble of(Month month) {
    return known() ? OptionalDouble.of(ratios.get(month.ordinal())) : OptionalDouble.empty();
  }
}
