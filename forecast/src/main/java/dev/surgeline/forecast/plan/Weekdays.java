package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.repair.Robust;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What each day of the week has, as a multiple of the mean day.
///
/// A day is compared with the mean of the seven days around it, so that growth does not count; of
/// each weekday the median is taken, and the seven are brought to a mean of 1. Example: five days
/// of 120 and a weekend of 50 a day have the mean 100: 1.2 and 0.5.
///
/// @param ratios seven, Monday first
public record Weekdays(List<Double> ratios) {
  private static final int SEEN_MIN = 2;

  public Weekdays {
    ratios = List.copyOf(ratios);
  }

  /// Absent if some weekday was not seen twice, with all days around it.
  static Optional<Weekdays> of(Days days) {
    List<List<Double>> seen = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      seen.add(new ArrayList<>());
    }
    for (int i = 3; i + 3 < days.length(); i++) {
      double sum = 0;
      for (int k = -3; k <= 3; k++) {
        sum += days.at(i + k);
      }
      if (sum > 0) {
        seen.get(days.date(i).getDayOfWeek().getValue() - 1).add(7 * days.at(i) / sum);
      }
    }
    if (seen.stream().anyMatch(each -> each.size() < SEEN_MIN)) {
      return Optional.empty();
    }
    double[] ratios =
        seen.stream()
            .mapToDouble(
                each -> Robust.median(each.stream().mapToDouble(Double::doubleValue).toArray()))
            .toArray();
    double mean = Arrays.stream(ratios).sum() / 7;
    return mean > 0
        ? Optional.of(
            new Weekdays(Arrays.stream(ratios).map(ratio -> ratio / mean).boxed().toList()))
        : Optional.empty();
  }

  double of(DayOfWeek day) {
    return ratios.get(day.getValue() - 1);
  }

  /// The busiest day; the earlier in the week of equals.
  public DayOfWeek busiest() {
    DayOfWeek busiest = DayOfWeek.MONDAY;
    for (DayOfWeek day : DayOfWeek.values()) {
      busiest = of(day) > of(busiest) ? day : busiest;
    }
    return busiest;
  }

  /// What the busiest day has of the mean day.
  public double most() {
    return of(busiest());
  }
}
