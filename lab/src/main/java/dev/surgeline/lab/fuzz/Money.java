package dev.surgeline.lab.fuzz;

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
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import java.util.Optional;
import java.util.OptionalDouble;

/// Growth that is not exempt fits into what the tightest limit of the budget leaves. Exempt are
/// life-safety, break-glass and what brings a workload to its min.
final class Money {
  private Money() {}

  static void kept(PlatformSpec spec, Input.Tick tick, State before, Evaluation evaluation) {
    Optional<Budget> budget = spec.platform().budget();
    Optional<Spending> spent = evaluation.state().spending();
    if (budget.isEmpty() || spent.isEmpty()) {
      return;
    }
    double running = 0;
    double growth = 0;
    for (Decision decision : evaluation.decisions()) {
      var own = Optional.ofNullable(spec.workloads().get(decision.workload())).orElseThrow();
      Optional<Price> price = own.workload().cost();
      Optional<Observation> seen =
          Optional.ofNullable(tick.observations().get(decision.workload()));
      if (price.isEmpty() || seen.isEmpty()) {
        WorkloadState state = evaluation.state().of(decision.workload());
        running += price.isEmpty() ? 0 : rate(state, Amounts::ordinary);
        continue;
      }
      var status = seen.get().status();
      Replicas now = status.desired().max(status.staying());
      Replicas there = own.scaling().mode() == Mode.ACT ? decision.current().max(now) : now;
      running +=
          price.get().perHour(there) - rate(before.of(decision.workload()), Amounts::emergency);
      if (decision.changes() && !exempt(own.workload(), decision)) {
        double after = price.get().perHour(decision.desired().max(there));
        growth += Math.max(0, after) - price.get().perHour(there);
      }
    }
    if (growth > 1e-9) {
      within(running + growth, budget.get().perHour(), "an hour");
      within(spent.get().day().spent().ordinary(), budget.get().perDay(), "spent in the day");
      within(spent.get().month().spent().ordinary(), budget.get().perMonth(), "spent in the month");
    }
  }

  private static boolean exempt(Workload workload, Decision decision) {
    return workload.criticality() == Criticality.LIFE_SAFETY
        || decision.reasons().stream().anyMatch(why -> why.code() == Reason.Code.EMERGENCY)
        || !decision.desired().above(workload.replicas().min());
  }

  private static double rate(
      WorkloadState state, java.util.function.ToDoubleFunction<Amounts> part) {
    return state.account().map(Account::perHour).map(part::applyAsDouble).orElse(0.0);
  }

  private static void within(double amount, OptionalDouble limit, String what) {
    if (limit.isPresent() && amount > limit.getAsDouble() * (1 + 1e-9) + 1e-6) {
      throw new Broken(
          Rule.BUDGET, "growth makes it %s of %s %s".formatted(amount, limit.getAsDouble(), what));
    }
  }
}
