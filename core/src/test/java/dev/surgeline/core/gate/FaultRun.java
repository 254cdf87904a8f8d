package dev.surgeline.core.gate;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Situations;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.GateMemory;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.scenario.Plant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// One fault, one policy, one kind of hour: the real evaluator over a small plant, with nothing
/// that slows it down, so that no window and no rate hides a wrong wish.
final class FaultRun {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final int FAULT_AT = 24;
  private static final int TURN_AT = 26;
  private static final Workload WORKLOAD = Situations.workload("beds", 2, 200);

  /// What the true demand does.
  enum Phase {
    STEADY(100, 100),
    SURGE(100, 350),
    DECLINE(300, 60);

    private final double from;
    private final double to;

    Phase(double from, double to) {
      this.from = from;
      this.to = to;
    }

    /// It moves by a quarter at most between two ticks, and always by a little.
    double demand(int tick) {
      double noise = 1 + 0.02 * StrictMath.sin(tick * 1.7);
      double turned = from * StrictMath.pow(to > from ? 1.25 : 0.8, Math.max(0, tick - TURN_AT));
      double level = to > from ? Math.min(to, turned) : Math.max(to, turned);
      return noise * (to == from ? from : level);
    }
  }

  private final Fault fault;
  private final Phase phase;
  private final Sized sized;
  private final boolean witness;
  private final boolean gated;
  private final Evaluator evaluator = new Evaluator();
  private final Plant plant = new Plant(WORKLOAD.name());
  private final Source source;
  private final List<String> wrong = new ArrayList<>();
  private boolean said;
  private State state = State.INITIAL;

  FaultRun(Fault fault, Sized sized, Phase phase, boolean witness, boolean gated) {
    this.fault = fault;
    this.phase = phase;
    this.sized = sized;
    this.witness = witness;
    this.gated = gated;
    this.source = new Source(sized);
  }

  /// Decisions in the wrong direction, each as a sentence.
  List<String> wrong() {
    return wrong;
  }

  /// Whether a decision said what the fault is.
  boolean said() {
    return said || fault.says().equals("-");
  }

  FaultRun run() {
    plant.begin(new Replicas((int) (phase.demand(0) / Sized.EACH) + 1), Situations.NOW);
    var spec = new WorkloadSpec(WORKLOAD, scaling(), List.of());
    var all = new PlatformSpec(platform(), new TreeMap<>(Map.of(WORKLOAD.name(), spec)));
    state = evaluator.evaluate(state, new Input.Respecified(Situations.NOW, all, "v")).state();
    int ends = FAULT_AT + (int) fault.lasts().dividedBy(INTERVAL);
    for (int tick = 0; tick < ends + 20; tick++) {
      tick(tick, tick >= FAULT_AT && tick < ends);
    }
    return this;
  }

  private void tick(int tick, boolean faulty) {
    Instant now = Situations.NOW.plus(INTERVAL.multipliedBy(tick));
    plant.advance(now);
    boolean back = faulty && fault.kind().equals("clock");
    Instant clock = back ? now.minus(fault.time()) : now;
    WorkloadStatus status = plant.status();
    SortedMap<SignalName, Signal> signals = signals(tick, faulty, status, clock);
    var observations = new TreeMap<>(Map.of(WORKLOAD.name(), new Observation(status, signals)));
    if (!gated) {
      var bare = new TreeMap<>(state.workloads());
      bare.replaceAll((_, one) -> one.with(GateMemory.EMPTY));
      state = state.with(state.now(), bare);
    }
    Evaluation evaluation = evaluator.evaluate(state, Input.Tick.of(clock, observations));
    state = evaluation.state();
    judge(evaluation.decisions().getFirst(), tick, faulty);
    evaluation
        .effects()
        .forEach(effect -> {
          if (effect instanceof Effect.Apply(Action.Scale action)) {
            plant.carryOut(action, now);
          }
        });
  }

  private SortedMap<SignalName, Signal> signals(
      int tick, boolean faulty, WorkloadStatus status, Instant clock) {
    double demand = phase.demand(tick);
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    Optional<Signal> told =
        faulty
            ? source.told(fault, demand, status, clock)
            : Optional.of(source.truth(demand, status, clock));
    told.ifPresent(signal -> signals.put(Sized.SIGNAL, signal));
    if (sized == Sized.DRAIN) {
      signals.put(
          Sized.ARRIVALS, new Signal.Known(new Measure.Total(demand / Sized.EACH / 2), clock));
    }
    if (witness) {
      double load = demand / Sized.EACH / Math.max(1, status.ready().value());
      var millis = new Measure.Total(100 * Math.max(1, 1 + 5 * (load - 1)) + tick % 5);
      signals.put(SignalName.OBJECTIVE_LATENCY, new Signal.Known(millis, clock));
    }
    return signals;
  }

  private void judge(Decision decision, int tick, boolean faulty) {
    said |= faulty && fault.saidBy(decision.sentence());
    int to = decision.desired().value();
    if (!decision.changes()) {
      return;
    }
    double highest = 0;
    for (int i = Math.max(0, tick - 9); i <= tick; i++) {
      highest = Math.max(highest, phase.demand(i));
    }
    boolean down = decision.desired().below(decision.current());
    boolean tooFew = down && to * Sized.EACH * 1.12 < phase.demand(tick);
    boolean agreed = decision.sentence().contains(Absence.JUMPED.sentence() + "; no reason");
    double most = highest * (agreed ? 2 : 1.25) / Sized.EACH;
    boolean tooMany = !down && to > Math.ceil(most) + 1;
    if (tooFew || tooMany) {
      wrong.add(
          "tick %d, demand %.0f: %s".formatted(tick, phase.demand(tick), decision.sentence()));
    }
  }

  private Scaling scaling() {
    var fast = new Behavior.RatePolicy(Behavior.Unit.PODS, 1_000, INTERVAL);
    var rules = new Behavior.Rules(Duration.ZERO, Behavior.Select.MAX, List.of(fast));
    var signals =
        new SignalRules(
            Optional.of(Duration.ofMinutes(2)),
            Optional.of(new Replicas(8)),
            Optional.of(Duration.ofMinutes(3)),
            OptionalDouble.empty());
    return new Scaling(
        List.of(sized.policy()), new Behavior(rules, rules), Mode.ACT, Optional.empty(), signals);
  }

  private static Platform platform() {
    return new Platform(new WorkloadName("faults"), INTERVAL);
  }
}
