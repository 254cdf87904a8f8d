package dev.surgeline.core.property;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A platform that does what it is told at times, and anything at all at others.
final class RandomPlatform {
  private static final int MOST = 9;
  private static final int POOL = 30;
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final List<List<ReplicaStatus>> REPLICAS = replicas();
  private static final List<Phase> PHASES = List.of(Phase.values());
  private static final double[] VALUES = {
    0, Double.MIN_VALUE, 0.5, 1, 7, 10, 40, 95, 1e3, 1e6, 9.3e15, 1e17, 1e300, Double.MAX_VALUE
  };

  private final List<SortedMap<SignalName, Signal>> pool = new ArrayList<>();
  private final RandomForecasts forecasts;
  private final Chance chance;
  private final Map<WorkloadName, Replicas> told = new TreeMap<>();
  private final Map<WorkloadName, Action.Scale> latest = new TreeMap<>();
  private Instant now = START;
  private int versions;

  RandomPlatform(Chance chance) {
    this.chance = chance;
    this.forecasts = new RandomForecasts(chance);
  }

  Input.Respecified respecified(PlatformSpec spec) {
    return new Input.Respecified(now, spec, "v" + versions);
  }

  /// The documents change, and so does their version.
  Input.Respecified changed(PlatformSpec spec) {
    versions++;
    return respecified(spec);
  }

  /// Time goes on, stands still, or steps.
  void passTime() {
    long millis =
        switch (chance.between(0, 19)) {
          case 0 -> 0;
          case 1 -> -chance.between(1L, 600_000L);
          case 2 -> chance.between(1L, 86_400_000L);
          case 3 -> chance.oneIn(50) ? 365L * 86_400_000L : 3_600_000L;
          case 4, 5, 6 -> chance.between(1L, 5_000L);
          default -> 15_000;
        };
    now = now.plusMillis(millis);
  }

  Input.Tick tick(PlatformSpec spec) {
    SortedMap<WorkloadName, Observation> seen = new TreeMap<>();
    for (WorkloadName name : spec.workloads().keySet()) {
      if (!chance.oneIn(20)) {
        seen.put(name, new Observation(status(name), faulted(signals())));
      }
    }
    return new Input.Tick(now, seen, forecasts.of(spec.workloads().keySet(), now));
  }

  /// What someone asks for, of what there is or of nothing.
  Input.Commanded command(State state) {
    var actor = new Actor(chance.of("surgeline", "ops-1", "ops-2", "ops-3", "ops-4"));
    return new Input.Commanded(now, actor, RandomCommands.next(chance, state));
  }

  Input.Reported answer() {
    WorkloadName workload = chance.of(RandomSpecs.NAMES);
    Action.Scale action =
        latest.getOrDefault(
            workload, Action.Scale.of(workload, now, new Replicas(1), new Replicas(2)));
    Outcome outcome = chance.oneIn(4) ? new Outcome.Refused("no room") : new Outcome.Applied();
    return new Input.Reported(now, workload, action.id(), outcome);
  }

  /// What is asked for is done, most of the time.
  void carryOut(Evaluation evaluation) {
    for (Effect effect : evaluation.effects()) {
      switch (effect) {
        case Effect.Apply(Action.Scale action) -> carryOut(action);
        case Effect.Revert(_, Action.Scale undo, _) -> carryOut(undo);
        case Effect.Settled _,
            Effect.Notify _,
            Effect.Answered _,
            Effect.EmergencyTurned _,
            Effect.ApprovalTurned _ -> {}
      }
    }
  }

  private void carryOut(Action.Scale action) {
    latest.put(action.workload(), action);
    if (!chance.oneIn(5)) {
      told.put(action.workload(), action.to());
    }
  }

  private WorkloadStatus status(WorkloadName name) {
    Replicas desired = told.computeIfAbsent(name, _ -> new Replicas(chance.between(0, MOST)));
    if (chance.oneIn(50)) {
      desired = new Replicas(chance.of(0, 1, 20, Replicas.LIMIT));
      told.put(name, desired);
    }
    int there = Math.min(MOST, desired.value());
    boolean faithful = !chance.oneIn(3);
    List<ReplicaStatus> replicas = new ArrayList<>();
    int count = faithful ? there : chance.between(0, MOST);
    for (int i = 0; i < count; i++) {
      Phase phase = faithful ? Phase.READY : chance.of(PHASES);
      replicas.add(REPLICAS.get(i).get(phase.ordinal()));
    }
    return new WorkloadStatus(desired, replicas);
  }

  /// Drawn once, shown many times: drawing costs more than deciding.
  private SortedMap<SignalName, Signal> signals() {
    if (pool.size() < POOL) {
      pool.add(drawnSignals());
    }
    return chance.of(pool);
  }

  /// Measured now, unless the source has one of its faults.
  private SortedMap<SignalName, Signal> faulted(SortedMap<SignalName, Signal> drawn) {
    boolean late = chance.oneIn(20);
    Instant at = late ? now.minusSeconds(chance.between(-60, 600)) : now;
    double times = chance.oneIn(20) ? chance.of(0.0, 0.001, 1.0 / 60, 60.0, 1_000.0) : 1;
    SortedMap<SignalName, Signal> told = new TreeMap<>(drawn);
    told.replaceAll((_, signal) ->
        signal instanceof Signal.Known(var measure, _)
            ? new Signal.Known(
                measure instanceof Measure.Total(var value) && times != 1
                    ? new Measure.Total(Math.min(Double.MAX_VALUE, value * times))
                    : measure,
                at)
            : signal);
    if (!told.isEmpty() && chance.oneIn(40)) {
      told.remove(told.firstKey());
    }
    return told;
  }

  private SortedMap<SignalName, Signal> drawnSignals() {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    for (SignalName name : RandomSpecs.SIGNALS) {
      if (!chance.oneIn(20)) {
        signals.put(name, signal());
      }
    }
    if (chance.oneIn(2)) {
      signals.put(SignalName.OBJECTIVE_LATENCY, signal());
    }
    if (chance.oneIn(2)) {
      double answered = chance.of(5.0, 20.0, 100.0, value());
      signals.put(SignalName.RESPONSES, new Signal.Known(new Measure.Total(answered), START));
      signals.put(SignalName.IN_FLIGHT, new Signal.Known(new Measure.Total(value()), START));
    }
    return signals;
  }

  private Signal signal() {
    Measure measure = chance.oneIn(2) ? new Measure.Total(value()) : perReplica();
    return switch (chance.between(0, 9)) {
      case 0 -> new Signal.Missing(chance.of(Absence.values()));
      case 1 -> new Signal.Stale(measure, chance.of(Instant.MIN, Instant.MAX, now, START));
      default -> new Signal.Known(measure, now);
    };
  }

  private Measure.PerReplica perReplica() {
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    boolean wild = chance.oneIn(8);
    double common = value();
    for (int i = 0; i < MOST; i++) {
      if (!chance.oneIn(10)) {
        var used = OptionalDouble.of(wild ? value() : common);
        var capacity = wild ? OptionalDouble.of(value() + Double.MIN_VALUE) : OptionalDouble.of(10);
        var empty = OptionalDouble.empty();
        usages.put(
            REPLICAS.get(i).getFirst().id(),
            new Measure.Usage(
                chance.oneIn(20) ? empty : used, chance.oneIn(100) ? empty : capacity));
      }
    }
    return new Measure.PerReplica(usages);
  }

  private double value() {
    return VALUES[chance.between(0, chance.oneIn(4) ? VALUES.length - 1 : 7)];
  }

  private static List<List<ReplicaStatus>> replicas() {
    List<List<ReplicaStatus>> all = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      var id = new ReplicaId("r-" + (100 + i));
      List<ReplicaStatus> phases = new ArrayList<>();
      for (Phase phase : Phase.values()) {
        phases.add(new ReplicaStatus(id, phase, START, START));
      }
      all.add(phases);
    }
    return all;
  }
}
