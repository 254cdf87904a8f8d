package dev.surgeline.core.control;

import dev.surgeline.core.decide.CostChange;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Funds;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Return;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The money's part of a tick: it charges the time since the last one, says what may be spent, and
/// books what was decided. It lives for one call, and does nothing where nothing has a price.
final class Till {
  /// A signal is stale after as many intervals.
  private static final int MISSED_TICKS = 4;

  private final Instant now;
  private final Platform platform;
  private final Optional<Spending> charged;
  private final Elapsed elapsed;
  private final boolean again;
  private final SortedMap<String, Double> byPolicy = new TreeMap<>();
  private Amounts perHour = Amounts.ZERO; // tidy: owned window
  private double elsewhere; // tidy: owned window
  private boolean priced; // tidy: owned window

  /// The time since the last tick, as it is charged.
  ///
  /// @param seconds seen, 0 across a gap
  /// @param estimated whether ticks were missed
  /// @param hoursBefore charged in the month before, if a new one has begun
  /// @param hours charged in the present month
  /// @param newMonth whether a month has begun
  /// @param nextMonth whether it is the one after
  record Elapsed(
      double seconds,
      boolean estimated,
      double hoursBefore,
      double hours,
      boolean newMonth,
      boolean nextMonth) {
    static final Elapsed NONE = new Elapsed(0, false, 0, 0, false, false);

    static Elapsed of(Spending before, Spending after, Calendar calendar, Duration missed) {
      Instant now = after.until();
      Duration gap = Duration.between(before.until(), now);
      Instant last =
          gap.compareTo(Spending.GAP_MOST) > 0 ? before.until().plus(Spending.GAP_MOST) : now;
      Instant end = calendar.startOf(before.month().first().plusMonths(1));
      double all = Spending.hours(Duration.between(before.until(), last));
      double late = Math.max(0, Spending.hours(Duration.between(end, last)));
      boolean newMonth = !after.month().first().equals(before.month().first());
      boolean estimated = gap.compareTo(missed) > 0;
      double seconds = estimated ? 0 : gap.toNanos() / 1e9;
      double hours = newMonth ? Math.min(all, late) : all;
      return new Elapsed(
          seconds, estimated, all - hours, hours, newMonth, after.lastMonth().isPresent());
    }
  }

  /// What a workload's part of the tick became.
  record Booked(WorkloadState state, Decision decision) {}

  Till(Optional<Spending> before, Instant now, Platform platform) {
    this.now = now;
    this.platform = platform;
    if (before.isEmpty()) {
      this.again = false;
      this.charged = before;
      this.elapsed = Elapsed.NONE;
      return;
    }
    Spending known = before.get();
    Calendar calendar = platform.calendar();
    Duration missed = platform.interval().multipliedBy(MISSED_TICKS);
    Spending next = known.charged(now, calendar, missed);
    this.again = known.until().equals(now);
    this.charged = Optional.of(next);
    this.elapsed = Elapsed.of(known, next, calendar, missed);
  }

  /// Takes note of a workload before anything is decided.
  void see(WorkloadState state, boolean observed) {
    if (state.account().isPresent()) {
      Amounts rate = state.account().get().perHour();
      elsewhere += observed ? -rate.emergency() : rate.ordinary();
    }
  }

  /// What may be spent; absent: no limit is declared.
  Optional<Funds> funds() {
    Optional<Budget> budget = platform.budget();
    return budget.isEmpty()
        ? Optional.empty()
        : Outlook.funds(budget.get(), present(), platform.calendar(), elsewhere);
  }

  private Spending present() {
    return charged.orElseGet(() -> Spending.starting(now, platform.calendar()));
  }

  /// Whether a workload has a price, or had one.
  static boolean concerns(WorkloadSpec spec, WorkloadState before) {
    return spec.workload().cost().isPresent() || before.account().isPresent();
  }

  /// Books what was decided for one workload that it concerns.
  ///
  /// @param step its tick
  /// @param before what was remembered of it before
  /// @param led on what was decided; absent: it was not observed
  Booked book(
      WorkloadStep step, WorkloadState before, Optional<Deliberation> led, Decision decision) {
    WorkloadSpec spec = step.spec();
    WorkloadState after = step.state();
    Optional<Price> price = spec.workload().cost();
    priced = true;
    Account account = before.account().orElse(Account.NEW).charged(elapsed);
    if (price.isEmpty()) {
      return new Booked(after.with(account.unpriced()), decision);
    }
    if (led.isEmpty()) {
      return new Booked(after.with(spent(account.unseen(), spec, price.get())), decision);
    }
    Observation seen = led.get().situation().observation();
    Returns returns = watched(account.returns(), spec, seen);
    Optional<Return> measured = returns.due(now, price.get());
    returns = returns.after(now, before.execution(), after.execution(), measured);
    boolean emergency = led.get().situation().emergency().isPresent();
    // The same tick again, from another size, may be led by another policy.
    Optional<String> leads = again ? account.policy() : led.get().leads();
    Account next = account.at(price.get(), billed(spec, seen.status(), decision), emergency, leads);
    Optional<CostChange> cost = CostChange.of(platform, price, decision, measured);
    return new Booked(
        after.with(spent(next.with(returns), spec, price.get())), decision.with(cost.get()));
  }

  /// What was asked for, from the request on; of a workload that is not acted on nothing was.
  private static Replicas billed(WorkloadSpec spec, WorkloadStatus status, Decision decision) {
    Replicas there = status.desired().max(status.staying());
    return spec.scaling().mode() == Mode.ACT ? decision.desired().max(there) : there;
  }

  private Account spent(Account account, WorkloadSpec spec, Price price) {
    perHour = perHour.plus(account.perHour());
    account.attribute(price, spec.workload().replicas().min(), byPolicy);
    return account;
  }

  private Returns watched(Returns returns, WorkloadSpec spec, Observation seen) {
    boolean judged =
        spec.workload().slo().latency().isPresent()
            && seen.signal(SignalName.OBJECTIVE_LATENCY) instanceof Signal.Known;
    return judged
        ? returns.after(now, elapsed.seconds(), Situation.objectiveMissed(spec.workload(), seen))
        : returns;
  }

  /// What is remembered of the money from this tick on; what people must be told is added to the
  /// effects.
  Optional<Spending> close(List<Effect> effects) {
    if (charged.isEmpty() && !priced) {
      return Optional.empty();
    }
    Spending spending = present().at(perHour, byPolicy);
    return Optional.of(
        platform
            .budget()
            .map(budget -> new BudgetAlerts(platform, budget, spending, effects).raise())
            .orElse(spending));
  }
}
