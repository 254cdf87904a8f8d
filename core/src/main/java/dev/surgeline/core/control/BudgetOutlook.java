package dev.surgeline.core.control;

import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Platform;
import java.util.OptionalDouble;

/// A day or a month beside its budget, for people to look at.
///
/// @param spent what counts against the budget so far
/// @param forecast what will have been spent at its end, at the present rate
/// @param limit what may be spent; absent: no limit
public record BudgetOutlook(double spent, double forecast, OptionalDouble limit) {
  /// Of the present day.
  public static BudgetOutlook day(Platform platform, Spending spending) {
    OptionalDouble limit = platform.budget().map(Budget::perDay).orElseGet(OptionalDouble::empty);
    Outlook outlook = Outlook.day(spending, platform.calendar(), limit.orElse(0));
    return new BudgetOutlook(spending.day().spent().ordinary(), outlook.forecast(), limit);
  }

  /// Of the present month.
  public static BudgetOutlook month(Platform platform, Spending spending) {
    OptionalDouble limit = platform.budget().map(Budget::perMonth).orElseGet(OptionalDouble::empty);
    Outlook outlook = Outlook.month(spending, platform.calendar(), limit.orElse(0));
    return new BudgetOutlook(spending.month().spent().ordinary(), outlook.forecast(), limit);
  }

  /// Whether it is within its limit, and will be at its end.
  public boolean within() {
    return limit.isEmpty() || Math.max(spent, forecast) <= limit.getAsDouble() * (1 + 1e-9);
  }
}
