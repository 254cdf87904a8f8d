package dev.surgeline.core.decide;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// What may be spent at this tick, as far as the budget says.
///
/// @param currency of all amounts
/// @param limits those that the budget names, at least one
/// @param elsewhere what is spent an hour besides the proposals: by workloads that were not
///   observed, less what break-glass pays for
public record Funds(String currency, List<Limit> limits, double elsewhere) {
  /// Over what time a limit holds, the shortest first.
  public enum Span {
    /// Any hour: a limit of the rate itself.
    HOUR,
    /// A day of the platform's calendar.
    DAY,
    /// A month of the platform's calendar.
    MONTH
  }

  /// @param span over what time
  /// @param amount what may be spent in it
  /// @param forecast what will have been spent at its end, if nothing grows; absent for an hour
  /// @param perHour the most that all workloads together may cost an hour now, so that it holds
  public record Limit(Span span, double amount, OptionalDouble forecast, double perHour) {}

  public Funds {
    limits = List.copyOf(limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("funds have a limit");
    }
  }

  /// The limit that leaves the least.
  Limit tightest() {
    Limit least = limits.getFirst();
    for (Limit one : limits) {
      least = one.perHour() < least.perHour() ? one : least;
    }
    return least;
  }

  static String name(Span span) {
    return span.name().toLowerCase(Locale.ROOT);
  }
}
