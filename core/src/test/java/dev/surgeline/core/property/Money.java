package dev.surgeline.core.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Account;
import dev.surgeline.core.control.Amounts;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.Spending;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadState;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// What must be true of the money after every tick: growth never breaks a limit of the budget
/// without a stated exemption, and nothing is charged twice or lost.
final class Money {
  private Money() {}

  static void afterTick(PlatformSpec spec, Input.Tick tick, State before, Evaluation evaluation) {
    State after = evaluation.state();
    spec.platform().budget().ifPresent(budget -> kept(spec, tick, budget, before, evaluation));
    for (Decision decision : evaluation.decisions()) {
      Workload workload = workload(spec, decision);
      boolean seen = tick.observations().containsKey(decision.workload());
      assertEquals(
          workload.cost().isPresent() && seen, decision.cost().isPresent(), "cost where known");
    }
    if (after.spending().isPresent()) {
      addsUp(after.spending().get(), after);
      before.spending().ifPresent(old -> charged(old, after.spending().get()));
    }
  }

  /// All growth together fits into what the tightest limit leaves, or is exempt.
  private static void kept(
      PlatformSpec spec, Input.Tick tick, Budget budget, State before, Evaluation evaluation) {
    Spending spent = evaluation.state().spending().orElse(null);
    double running = 0;
    double growth = 0;
    for (Decision decision : evaluation.decisions()) {
      Workload workload = workload(spec, decision);
      Observation seen = tick.observations().get(decision.workload());
      Optional<Price> price = workload.cost();
      if (price.isEmpty()) {
        continue;
      }
      if (seen == null) {
        running += rate(evaluation.state().of(decision.workload()));
        continue;
      }
      WorkloadStatus status = seen.status();
      Replicas seenNow = status.desired().max(status.staying());
      Replicas there = acts(spec, decision) ? decision.current().max(seenNow) : seenNow;
      running += price.get().perHour(there) - emergencyRate(before.of(decision.workload()));
      boolean exempt =
          workload.criticality() == Criticality.LIFE_SAFETY
              || decision.reasons().stream().anyMatch(why -> why.code() == Reason.Code.EMERGENCY)
              || !decision.desired().above(workload.replicas().min());
      if (decision.changes() && !exempt) {
        growth += Math.max(0, price.get().perHour(decision.desired().max(there)));
        growth -= price.get().perHour(there);
      }
    }
    if (growth <= 1e-9 || spent == null) {
      return;
    }
    within(running + growth, budget.perHour(), "an hour");
    within(spent.day().spent().ordinary(), budget.perDay(), "spent in the day");
    within(spent.month().spent().ordinary(), budget.perMonth(), "spent in the month");
  }

  private static void within(double amount, OptionalDouble limit, String what) {
    if (limit.isPresent()) {
      double most = limit.getAsDouble();
      assertTrue(amount <= most * (1 + 1e-9) + 1e-6, () -> amount + " of " + most + " " + what);
    }
  }

  private static boolean acts(PlatformSpec spec, Decision decision) {
    var declared = Objects.requireNonNull(spec.workloads().get(decision.workload()));
    return declared.scaling().mode() == Mode.ACT;
  }

  private static double emergencyRate(WorkloadState state) {
    return state.account().map(Account::perHour).map(Amounts::emergency).orElse(0.0);
  }

  private static double rate(WorkloadState state) {
    return state.account().map(Account::perHour).map(Amounts::ordinary).orElse(0.0);
  }

  /// What each policy is charged with is what is charged; so is the rate.
  private static void addsUp(Spending spending, State state) {
    assertClose(spending.month().spent().ordinary(), sum(spending.month().byPolicy().values()));
    assertClose(spending.perHour().ordinary(), sum(spending.perHourByPolicy().values()));
    double rates = 0;
    for (WorkloadState one : state.workloads().values()) {
      rates += rate(one);
    }
    assertClose(spending.perHour().ordinary(), rates);
    assertEquals(state.now(), spending.until());
    assertTrue(spending.month().byPolicy().size() <= 12, () -> spending.month().toString());
    assertFalse(spending.month().spent().estimated() > spending.month().spent().total() * 1.000001);
  }

  /// Never less within a month, and never more than the rate allows.
  private static void charged(Spending before, Spending after) {
    if (!before.month().first().equals(after.month().first())) {
      return;
    }
    double more = after.month().spent().total() - before.month().spent().total();
    double hours = (after.until().toEpochMilli() - before.until().toEpochMilli()) / 3.6e6;
    double due = before.perHour().total() * Math.min(24, hours);
    assertTrue(
        Math.abs(more - due) <= 1e-6 * (1 + after.month().spent().total()), more + "/" + due);
  }

  private static double sum(Iterable<Double> amounts) {
    double sum = 0;
    for (double one : amounts) {
      sum += one;
    }
    return sum;
  }

  private static void assertClose(double one, double other) {
    assertEquals(one, other, 1e-6 * (1 + Math.abs(one)));
  }

  private static Workload workload(PlatformSpec spec, Decision decision) {
    return Objects.requireNonNull(spec.workloads().get(decision.workload())).workload();
  }
}
