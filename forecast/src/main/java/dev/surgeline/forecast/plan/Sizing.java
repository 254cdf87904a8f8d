package dev.surgeline.forecast.plan;

import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What months of demand take: replicas by the capacity model, within the declared bounds, and what
/// they cost.
///
/// Each hour of a month has its hour of the week's part of the month's mean rate, and as many
/// replicas as serve that within the objective. The mean of them are the month's replicas, the sum
/// of their prices is its cost. The peak is the mean rate times the planning peak's ratio, the same
/// in every month to come. Example: 86,400 requests a day are 1 a second; with a peak of 2.5 times
/// the mean it is sized for 2.5 a second.
///
/// @param rhythm how demand lies within a week
/// @param peak times the mean rate; absent: not known
public record Sizing(Workload workload, Calendar calendar, Rhythm rhythm, OptionalDouble peak) {
  private static final double DAY_SECONDS = 86_400;

  /// What a month takes at one level of demand.
  ///
  /// @param rate mean requests a second
  /// @param peakRate at the planning peak; absent: not known
  /// @param replicas the mean over its hours, within min and max
  /// @param peakReplicas those that the peak needs, at least min, even where max does not allow
  ///   them
  /// @param cost in the budget's currency; absent: the workload has no price
  public record Need(
      double rate,
      OptionalDouble peakRate,
      double replicas,
      OptionalInt peakReplicas,
      OptionalDouble cost) {}

  /// @param month its first day
  /// @param perDay demand of its mean day
  public Need need(LocalDate month, double perDay) {
    double rate = perDay / DAY_SECONDS;
    CapacityCurve curve = CapacityCurve.declared(workload);
    List<Replicas> sizes = week(curve, rate);
    double replicas = 0;
    double cost = 0;
    int hours = 0;
    Instant end = calendar.startOf(month.plusMonths(1));
    Optional<Price> price = workload.cost();
    for (Instant at = calendar.startOf(month); at.isBefore(end); at = at.plusSeconds(3600)) {
      LocalDateTime local = calendar.local(at);
      Replicas size = sizes.get(24 * local.getDayOfWeek().ordinal() + local.getHour());
      replicas += size.value();
      cost += price.isPresent() ? price.get().perHour(size) : 0;
      hours++;
    }
    OptionalDouble peakRate =
        peak.isPresent() ? OptionalDouble.of(rate * peak.getAsDouble()) : OptionalDouble.empty();
    return new Need(
        rate,
        peakRate,
        replicas / hours,
        peakRate.isPresent() ? atPeak(curve, peakRate.getAsDouble()) : OptionalInt.empty(),
        price.isPresent() ? OptionalDouble.of(cost) : OptionalDouble.empty());
  }

  private OptionalInt atPeak(CapacityCurve curve, double rate) {
    return OptionalInt.of(curve.replicasFor(rate).max(workload.replicas().min()).value());
  }

  /// What each hour of the week takes, Monday 00:00 first.
  private List<Replicas> week(CapacityCurve curve, double rate) {
    List<Replicas> sizes = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < 24; hour++) {
        double part = rhythm.at(day, hour);
        sizes.add(workload.replicas().clamp(curve.replicasFor(rate * part)));
      }
    }
    return sizes;
  }

  /// What a workload costs in a month at its min: the least that is known of one whose demand is
  /// not. Absent: it has no price.
  public static OptionalDouble atMin(Workload workload, Calendar calendar, LocalDate month) {
    if (workload.cost().isEmpty()) {
      return OptionalDouble.empty();
    }
    double seconds =
        calendar.startOf(month.plusMonths(1)).getEpochSecond()
            - calendar.startOf(month).getEpochSecond();
    double perHour = workload.cost().get().perHour(workload.replicas().min());
    return OptionalDouble.of(perHour * seconds / 3600);
  }
}
