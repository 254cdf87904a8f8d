package dev.surgeline.lab.scenario;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.simulate.Controller;
import dev.surgeline.lab.simulate.Host;
import dev.surgeline.lab.simulate.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;

/// A scenario played once: each workload has a plant of its own, and one evaluator decides for all
/// of them, as it does for a platform.
public final class Play {
  /// How often progress is told: each so many decisions.
  private static final int TOLD = 256;

  private final Scenario scenario;
  private final long seed;
  private final Host host;
  private final SortedMap<WorkloadName, Part> parts = new TreeMap<>();
  private final List<Happening> coming;
  private final List<Played.Change> changes = new ArrayList<>();
  private final List<Played.Told> alerts = new ArrayList<>();
  private final List<Played.Given> reasons = new ArrayList<>();

  /// With the evaluator.
  public Play(Scenario scenario, long seed) {
    this(scenario, seed, new Evaluator()::evaluate, (_, _, _) -> {});
  }

  /// @param step who decides
  /// @param witness told of each step
  public Play(Scenario scenario, long seed, Host.Step step, Host.Witness witness) {
    this.scenario = scenario;
    this.seed = seed;
    host = new Host(scenario.spec(), scenario.begin(), step, witness);
    scenario
        .spec()
        .workloads()
        .forEach((name, own) -> parts.put(name, Part.of(scenario, own, seed)));
    coming =
        new ArrayList<>(
            scenario.story().happenings().stream()
                .sorted(Comparator.comparing(Happening::at))
                .toList());
  }

  /// Plays it to its end.
  ///
  /// @param progress told now and then what share is done
  public Played run(DoubleConsumer progress) {
    parts.values().forEach(Part::begin);
    long interval = scenario.spec().platform().interval().toNanos();
    long to = Duration.between(scenario.begin(), scenario.end()).toNanos();
    long ticks = 0;
    for (long now = interval; now <= to; now += interval) {
      tick(now);
      if (++ticks % TOLD == 0) {
        progress.accept(now / (double) to);
      }
    }
    SortedMap<WorkloadName, Played.One> ended = new TreeMap<>();
    parts.forEach((name, part) -> ended.put(name, part.end(Roster.OWN)));
    return new Played(
        seed, scenario.story().start(), scenario.end(), ended, changes, alerts, reasons);
  }

  private void tick(long nanos) {
    Instant now = scenario.begin().plusNanos(nanos);
    parts.values().forEach(part -> part.run().advance(nanos));
    while (!coming.isEmpty()
        && !scenario.story().start().plus(coming.getFirst().at()).isAfter(now)) {
      happen(coming.removeFirst(), now);
    }
    SortedMap<WorkloadName, Observation> seen = new TreeMap<>();
    parts.forEach((name, part) -> {
      Observation observation = part.run().observe();
      if (!hidden(name, now)) {
        seen.put(name, observation);
      }
    });
    Evaluation evaluation = host.evaluate(host.tick(now, seen));
    remember(evaluation, now);
    evaluation.effects().forEach(effect -> carryOut(effect, now, evaluation));
  }

  private boolean hidden(WorkloadName name, Instant now) {
    for (Happening one : scenario.story().happenings()) {
      if (one instanceof Happening.Unobserved(var at, var lasts, var workload)
          && workload.filter(other -> !other.equals(name)).isEmpty()) {
        Instant from = scenario.story().start().plus(at);
        if (!now.isBefore(from) && now.isBefore(from.plus(lasts))) {
          return true;
        }
      }
    }
    return false;
  }

  private void remember(Evaluation evaluation, Instant now) {
    for (Decision decision : evaluation.decisions()) {
      var codes = EnumSet.noneOf(Reason.Code.class);
      decision.reasons().forEach(one -> codes.add(one.code()));
      decision.bites().forEach(one -> codes.add(one.reason().code()));
      reasons.add(new Played.Given(now, decision.workload(), codes));
    }
  }

  private void carryOut(Effect effect, Instant now, Evaluation evaluation) {
    switch (effect) {
      case Effect.Apply(var action) -> apply(action, now, foreseen(action, evaluation));
      case Effect.Revert(_, var undo, _) -> apply(undo, now, true);
      case Effect.Notify(var alert) ->
          alerts.add(new Played.Told(alert.at(), alert.workload(), alert.sentence()));
      case Effect.Settled _,
          Effect.Answered _,
          Effect.EmergencyTurned _,
          Effect.ApprovalTurned _ -> {}
    }
  }

  private static boolean foreseen(Action action, Evaluation evaluation) {
    return evaluation.decisions().stream()
        .anyMatch(one -> one.workload().equals(action.workload()) && Host.foreseen(one));
  }

  private void apply(Action action, Instant now, boolean foreseen) {
    switch (action) {
      case Action.Scale scale -> {
        Part part = part(scale.workload());
        int before = part.run().plant().size();
        part.run().apply(new Controller.Wish(scale.to().value(), foreseen));
        int after = part.run().plant().size();
        changes.add(new Played.Change(now, scale.workload(), before, after, false));
        Evaluation answered =
            host.evaluate(
                new Input.Reported(now, scale.workload(), scale.id(), new Outcome.Applied()));
        answered.effects().forEach(effect -> carryOut(effect, now, answered));
      }
    }
  }

  private Part part(WorkloadName name) {
    return Optional.ofNullable(parts.get(name)).orElseThrow();
  }

  private void happen(Happening one, Instant now) {
    switch (one) {
      case Happening.Scale(_, var workload, var to) ->
          parts.forEach((name, part) -> {
            if (workload.filter(other -> !other.equals(name)).isEmpty()) {
              int before = part.run().plant().size();
              part.run().plant().scaleTo(to.value());
              changes.add(new Played.Change(now, name, before, to.value(), true));
            }
          });
      case Happening.Emergency(_, var lasts, var workload, var by, var reason, var atLeast) -> {
        Emergency.Scope scope =
            workload.isPresent()
                ? new Emergency.Scope.Some(new TreeSet<>(List.of(workload.get())))
                : new Emergency.Scope.All();
        command(now, by, new Command.StartEmergency(reason, scope, lasts, atLeast));
      }
      case Happening.Approve(_, var workload, var by) -> {
        for (WorkloadName name : parts.keySet()) {
          Optional<Approval> asked = host.state().of(name).approval();
          if (asked.isPresent() && workload.filter(other -> !other.equals(name)).isEmpty()) {
            command(now, by, new Command.Approve(asked.get().id()));
          }
        }
      }
      case Happening.SlowService _,
          Happening.SlowStart _,
          Happening.NoStarts _,
          Happening.Crash _,
          Happening.WrongSignals _,
          Happening.Unobserved _,
          RegionLoss _ -> {}
    }
  }

  private void command(Instant now, dev.surgeline.core.platform.Actor by, Command command) {
    Evaluation evaluation = host.evaluate(new Input.Commanded(now, by, command));
    evaluation.effects().forEach(effect -> carryOut(effect, now, evaluation));
  }
}
