package dev.surgeline.forecast.plan;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.OptionalDouble;

/// A month of a history.
///
/// @param month its first day
/// @param perDay the demand of its mean day, as if each weekday came equally often; of a level the
///   mean; absent: not known
/// @param daysKnown how many of its days that is from
public record MonthDemand(LocalDate month, OptionalDouble perDay, int daysKnown) {
  /// How long the month is.
  public int days() {
    return YearMonth.from(month).lengthOfMonth();
  }
}
