package dev.surgeline.plane.cli;

import dev.surgeline.core.control.Account;
import dev.surgeline.core.control.Amounts;
import dev.surgeline.core.control.BudgetOutlook;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.Spending;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Return;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/// What `surge cost` shows.
///
/// @param at everything before is charged
/// @param currency the budget's; absent: no document says which
/// @param month its first day
/// @param spent in it so far
/// @param uncharged time of it of which nobody knows what ran
/// @param perHour what all costs an hour now
/// @param day what is spent, forecast and allowed in the present day
/// @param toMonthEnd the same of the month
/// @param workloads those with a price, in order of name
/// @param undeclared what was spent in the month by workloads that are no longer declared
/// @param unpriced how many workloads have no price
/// @param policies the ordinary part by the policy that asked for it
record CostReport(
    Instant at,
    Optional<String> currency,
    LocalDate month,
    Amounts spent,
    Duration uncharged,
    Amounts perHour,
    BudgetOutlook day,
    BudgetOutlook toMonthEnd,
    List<OfWorkload> workloads,
    double undeclared,
    int unpriced,
    SortedMap<String, Double> policies) {
  private static final int BAR = 20;

  /// @param replicas billed now
  /// @param perHour what they cost an hour
  /// @param spent in the month
  /// @param lastMonth what it cost in the month before
  /// @param latestReturn what its latest measured growth brought
  record OfWorkload(
      WorkloadName workload,
      int replicas,
      double perHour,
      Amounts spent,
      Amounts lastMonth,
      Optional<Return> latestReturn) {}

  /// @return absent: nothing ever had a price
  static Optional<CostReport> of(State state) {
    return state.spec().isEmpty()
        ? Optional.empty()
        : state.spending().map(spending -> of(state, state.spec().get(), spending));
  }

  private static CostReport of(State state, PlatformSpec spec, Spending spending) {
    List<OfWorkload> workloads = new ArrayList<>();
    int unpriced = 0;
    double rest = spending.month().spent().total();
    for (WorkloadSpec one : spec.workloads().values()) {
      unpriced += one.workload().cost().isEmpty() ? 1 : 0;
      Optional<Account> account = state.of(one.workload().name()).account();
      if (account.isPresent()) {
        workloads.add(of(one.workload().name(), account.get()));
        rest -= account.get().month().total();
      }
    }
    return new CostReport(
        spending.until(),
        spec.platform().budget().map(Budget::currency),
        spending.month().first(),
        spending.month().spent(),
        spending.month().uncharged(),
        spending.perHour(),
        BudgetOutlook.day(spec.platform(), spending),
        BudgetOutlook.month(spec.platform(), spending),
        workloads,
        rest < 0.005 ? 0 : rest,
        unpriced,
        spending.month().byPolicy());
  }

  private static OfWorkload of(WorkloadName name, Account account) {
    return new OfWorkload(
        name,
        account.size().value(),
        account.perHour().total(),
        account.month(),
        account.lastMonth(),
        account.returns().latest());
  }

  /// Whether day and month are within the budget, and will be at their ends.
  boolean within() {
    return day.within() && toMonthEnd.within();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Since "
            + month
            + ", up to "
            + at
            + (currency.isPresent() ? ", in " + currency.get() : "")
            + ":");
    lines.add("  spent       " + amounts(spent));
    lines.add("  an hour now " + amounts(perHour));
    lines.add("  today       " + outlook(day));
    lines.add("  month       " + outlook(toMonthEnd));
    if (!uncharged.isZero()) {
      lines.add("  not charged " + Figures.of(uncharged) + ", of which nobody knows what ran");
    }
    ofWorkloads(lines);
    ofPolicies(lines);
    returns(lines);
    return lines.stream().map(String::stripTrailing).toList();
  }

  private void ofWorkloads(List<String> lines) {
    lines.add("");
    lines.add(row("workload", "replicas", "an hour", "month", ""));
    workloads.forEach(one ->
        lines.add(
            row(
                one.workload().value(),
                Integer.toString(one.replicas()),
                Figures.money(one.perHour()),
                Figures.money(one.spent().total()),
                bar(one.spent().total()))));
    if (undeclared > 0) {
      lines.add(row("no longer declared", "", "", Figures.money(undeclared), bar(undeclared)));
    }
    if (unpriced > 0) {
      lines.add(row("without a price", unpriced + " workloads", "", "not known", ""));
    }
  }

  private void ofPolicies(List<String> lines) {
    lines.add("");
    lines.add(row("policy", "", "", "month", ""));
    policies.forEach(
        (policy, amount) -> lines.add(row(policy, "", "", Figures.money(amount), bar(amount))));
    if (spent.emergency() > 0) {
      double emergency = spent.emergency();
      lines.add(row("break-glass", "", "", Figures.money(emergency), bar(emergency)));
    }
  }

  private void returns(List<String> lines) {
    List<OfWorkload> measured =
        workloads.stream().filter(one -> one.latestReturn().isPresent()).toList();
    if (measured.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Latest growth: seconds an hour in which the objective was missed, before and after");
    for (OfWorkload one : measured) {
      Return brought = one.latestReturn().orElseThrow();
      lines.add(
          "  "
              + one.workload()
              + " "
              + brought.from()
              + " -> "
              + brought.to()
              + ": "
              + Figures.of(brought.missedBefore())
              + " -> "
              + Figures.of(brought.missedAfter())
              + " for "
              + Figures.money(brought.extraPerHour())
              + " an hour"
              + each(brought.savedPerUnit())
              + "; measured, not proved to be its effect");
    }
  }

  private static String each(OptionalDouble saved) {
    return saved.isPresent() ? ", " + Figures.of(saved.getAsDouble()) + " s for each" : "";
  }

  private static String outlook(BudgetOutlook outlook) {
    String text =
        Figures.money(outlook.spent())
            + " spent, "
            + Figures.money(outlook.forecast())
            + " forecast at its end";
    if (outlook.limit().isEmpty()) {
      return text + ", no limit";
    }
    double limit = outlook.limit().getAsDouble();
    double part = limit > 0 ? outlook.forecast() / limit : 1;
    return text
        + " of "
        + Figures.money(limit)
        + "  "
        + drawn(part)
        + " "
        + Math.round(part * 100)
        + "%";
  }

  private String amounts(Amounts amounts) {
    return Figures.money(amounts.total())
        + (amounts.emergency() > 0 ? ", break-glass " + Figures.money(amounts.emergency()) : "")
        + (amounts.estimated() > 0 ? ", estimated " + Figures.money(amounts.estimated()) : "");
  }

  private String bar(double amount) {
    return drawn(spent.total() > 0 ? amount / spent.total() : 0);
  }

  private static String drawn(double part) {
    int full = (int) Math.round(Math.max(0, Math.min(1, part)) * BAR);
    return "#".repeat(full) + ".".repeat(BAR - full);
  }

  private static String row(String name, String first, String second, String third, String bar) {
    return "  %-24s %14s %10s %12s  %s".formatted(name, first, second, third, bar);
  }
}
