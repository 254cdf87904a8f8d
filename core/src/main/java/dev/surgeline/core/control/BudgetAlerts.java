package dev.surgeline.core.control;

import dev.surgeline.core.control.Spending.Warning;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Platform;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/// What people are told of the budget, each thing once in its day or month. It lives for one call.
final class BudgetAlerts {
  private static final String HELD =
      "; growth that does not fit is held, nothing that runs is taken away";

  private final Platform platform;
  private final Budget budget;
  private final Spending spending;
  private final List<Effect> effects;
  private final SortedSet<Warning> ofDay;
  private final SortedSet<Warning> ofMonth;

  BudgetAlerts(Platform platform, Budget budget, Spending spending, List<Effect> effects) {
    this.platform = platform;
    this.budget = budget;
    this.spending = spending;
    this.effects = effects;
    this.ofDay = new TreeSet<>(spending.day().told());
    this.ofMonth = new TreeSet<>(spending.month().told());
  }

  /// Tells what is new, and remembers it.
  Spending raise() {
    if (budget.perHour().isPresent()) {
      rate(budget.perHour().getAsDouble());
    }
    if (budget.perDay().isPresent()) {
      double limit = budget.perDay().getAsDouble();
      double forecast = Outlook.day(spending, platform.calendar(), limit).forecast();
      watch("day", limit, spending.day().spent().ordinary(), forecast, ofDay);
    }
    if (budget.perMonth().isPresent()) {
      double limit = budget.perMonth().getAsDouble();
      double forecast = Outlook.month(spending, platform.calendar(), limit).forecast();
      watch("month", limit, spending.month().spent().ordinary(), forecast, ofMonth);
    }
    allowance(spending.month().spent().emergency(), budget.emergencyAllowance());
    boolean same =
        ofDay.size() == spending.day().told().size()
            && ofMonth.size() == spending.month().told().size();
    return same ? spending : spending.told(ofDay, ofMonth);
  }

  private void rate(double limit) {
    double rate = spending.perHour().ordinary();
    if (rate > limit * (1 + 1e-9) && ofDay.add(Warning.RATE)) {
      tell(
          "what runs costs "
              + money(rate)
              + " an hour, beyond the budget of "
              + Figures.money(limit)
              + HELD);
    }
  }

  private void watch(
      String period, double limit, double spent, double forecast, SortedSet<Warning> told) {
    String end = ", " + Figures.money(forecast) + " forecast at its end";
    String amounts = " is spent: " + Figures.money(spent) + " of " + money(limit) + end;
    String of = " of the " + period + "'s budget";
    // Of several that are reached at once only the largest is news.
    double part = spent * (1 + 1e-9);
    if (spent > 0 && part >= limit) {
      once(Warning.ALL, "all" + of + amounts + HELD, told);
    } else if (spent > 0 && part >= 0.8 * limit) {
      once(Warning.MOST, "80%" + of + amounts, told);
    } else if (spent > 0 && part >= 0.5 * limit) {
      once(Warning.HALF, "half" + of + amounts, told);
    }
    if (forecast > limit * (1 + 1e-9)) {
      String sentence =
          "the "
              + period
              + " is forecast to cost "
              + money(forecast)
              + ", beyond its budget of "
              + Figures.money(limit)
              + ": "
              + Figures.money(spent)
              + " are spent";
      once(Warning.FORECAST, sentence + HELD, told);
    }
  }

  private void once(Warning warning, String sentence, SortedSet<Warning> told) {
    if (told.add(warning)) {
      tell(sentence);
    }
  }

  private void allowance(double spent, OptionalDouble allowance) {
    double limit = allowance.orElse(0);
    if (spent > limit && ofMonth.add(Warning.ALLOWANCE)) {
      tell(
          "break-glass has cost "
              + money(spent)
              + " this month, beyond its allowance of "
              + Figures.money(limit)
              + "; it goes on");
    }
  }

  private String money(double amount) {
    return Figures.money(amount) + " " + budget.currency();
  }

  private void tell(String sentence) {
    effects.add(new Effect.Notify(new Effect.Alert(spending.until(), platform.name(), sentence)));
  }
}
