package dev.surgeline.core.scenario;

import dev.surgeline.core.control.Account;
import dev.surgeline.core.control.Amounts;
import dev.surgeline.core.control.Spending;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.CostChange;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Return;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Budget and prices, as a scenario declares them, and what was spent, as it tells it.
final class MoneyText {
  private MoneyText() {}

  /// `budget GBP hour 5 day 100 month 2000 allowance 50`.
  static Budget budget(String line) {
    List<String> words = List.of(line.strip().split(" +"));
    return new Budget(
        words.get(1),
        amount("hour", words),
        amount("day", words),
        amount("month", words),
        amount("allowance", words));
  }

  /// `0.20`, `0.20 reserved 4 at 0.12 spot 0.5 at 0.07`.
  static Price price(String text) {
    List<String> words = List.of(text.split(" +"));
    int reserved = words.indexOf("reserved");
    int spot = words.indexOf("spot");
    return new Price(
        Double.parseDouble(words.getFirst()),
        reserved < 0
            ? Optional.empty()
            : Optional.of(
                new Price.Reserved(
                    new Replicas(Integer.parseInt(words.get(reserved + 1))),
                    Double.parseDouble(words.get(reserved + 3)))),
        spot < 0
            ? Optional.empty()
            : Optional.of(
                new Price.Spot(
                    Double.parseDouble(words.get(spot + 1)),
                    Double.parseDouble(words.get(spot + 3)))));
  }

  private static OptionalDouble amount(String word, List<String> words) {
    int at = words.indexOf(word);
    return at < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(words.get(at + 1)));
  }

  /// What a decision does to the cost, if it does something, and what is known of an earlier one.
  static List<String> of(Decision decision) {
    List<String> told = new ArrayList<>();
    decision
        .cost()
        .ifPresent(cost -> {
          if (decision.changes()) {
            told.add("  cost: " + change(cost));
          }
          cost.measured().ifPresent(brought -> told.add("  return: " + brought(brought)));
        });
    return told;
  }

  private static String change(CostChange cost) {
    return Figures.money(cost.before().perHour())
        + " -> "
        + Figures.money(cost.after().perHour())
        + cost.currency().map(currency -> " " + currency).orElse("")
        + " an hour";
  }

  private static String brought(Return brought) {
    return brought.from()
        + " -> "
        + brought.to()
        + " missed "
        + Figures.of(brought.missedBefore())
        + " s an hour before, "
        + Figures.of(brought.missedAfter())
        + " after, for "
        + Figures.money(brought.extraPerHour())
        + " an hour more: "
        + (brought.savedPerUnit().isPresent()
            ? Figures.of(brought.savedPerUnit().getAsDouble()) + " s for each"
            : "for nothing");
  }

  /// What `spending` tells.
  static List<String> spent(State state) {
    Spending spending = state.spending().orElseThrow();
    List<String> told = new ArrayList<>();
    told.add(
        "spent: hour "
            + amounts(spending.hour().spent())
            + ", day "
            + spending.day().date()
            + " "
            + amounts(spending.day().spent())
            + ", month "
            + amounts(spending.month().spent())
            + spending.lastMonth().map(month -> ", last month " + amounts(month.spent())).orElse("")
            + (spending.month().uncharged().isZero()
                ? ""
                : ", not charged " + Figures.of(spending.month().uncharged())));
    spending
        .month()
        .byPolicy()
        .forEach((policy, amount) -> told.add("  by " + policy + " " + Figures.money(amount)));
    state
        .workloads()
        .forEach((name, workload) -> {
          Optional<Account> account = workload.account();
          account.ifPresent(known -> told.add("  " + name + " " + amounts(known.month())));
        });
    return told;
  }

  private static String amounts(Amounts amounts) {
    return Figures.money(amounts.ordinary())
        + (amounts.emergency() > 0 ? " + " + Figures.money(amounts.emergency()) : "")
        + (amounts.estimated() > 0
            ? " (" + Figures.money(amounts.estimated()) + " estimated)"
            : "");
  }
}
