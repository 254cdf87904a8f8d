package dev.surgeline.lab.simulate;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Recommendation;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The evaluator as `surge run` hosts it, over simulated workloads: what it remembers, and the
/// forecasts that its policies read.
public final class Host {
  /// One step of who decides, [Evaluator#evaluate] as a rule.
  @FunctionalInterface
  public interface Step {
    Evaluation evaluate(State state, Input input);
  }

  /// Told of each step.
  @FunctionalInterface
  public interface Witness {
    void saw(State before, Input input, Evaluation evaluation);
  }

  private final Step step;
  private final Witness witness;
  private final SortedMap<WorkloadName, Foresight> foresight = new TreeMap<>();
  private State state = State.INITIAL;

  /// @param start of the run
  public Host(PlatformSpec spec, Instant start) {
    this(spec, start, new Evaluator()::evaluate, (_, _, _) -> {});
  }

  /// @param start of the run
  public Host(PlatformSpec spec, Instant start, Step step, Witness witness) {
    this.step = step;
    this.witness = witness;
    spec.workloads()
        .forEach((name, own) ->
            Foresight.of(own, spec.platform()).ifPresent(one -> foresight.put(name, one)));
    evaluate(new Input.Respecified(start, spec, "simulated"));
  }

  public State state() {
    return state;
  }

  /// One input.
  public Evaluation evaluate(Input input) {
    State before = state;
    Evaluation evaluation = step.evaluate(before, input);
    state = evaluation.state();
    witness.saw(before, input, evaluation);
    return evaluation;
  }

  /// What a tick sees, with the forecasts that were learned by then.
  public Input.Tick tick(Instant now, SortedMap<WorkloadName, Observation> seen) {
    SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> forecasts = new TreeMap<>();
    foresight.forEach((name, one) -> {
      if (seen.containsKey(name)) {
        forecasts.putAll(one.at(name, now, seen.get(name)));
      }
    });
    return new Input.Tick(now, seen, forecasts);
  }

  /// The signals that a workload's policies read, and those that its actions are verified by.
  public static SortedSet<SignalName> signals(WorkloadSpec own) {
    SortedSet<SignalName> signals = new TreeSet<>();
    for (Policy policy : own.scaling().policies()) {
      signals.addAll(policy.signals().keySet());
    }
    signals.addAll(
        List.of(
            Metrics.REQUESTS,
            SignalName.RESPONSES,
            SignalName.IN_FLIGHT,
            SignalName.OBJECTIVE_LATENCY));
    return signals;
  }

  /// Whether a forecast, a schedule or a person asks for what was decided: a forecast does when a
  /// policy that believes it wants as many replicas, whoever else does.
  public static boolean foreseen(Decision decision) {
    return decision.recommendations().stream().anyMatch(one -> asks(one, decision.desired()))
        || decision.reasons().stream().map(Reason::code).anyMatch(Host::bySchedule);
  }

  private static boolean asks(Recommendation one, Replicas desired) {
    return one.forecast().isPresent()
        && one.wanted().filter(wanted -> wanted.compareTo(desired) >= 0).isPresent();
  }

  private static boolean bySchedule(Reason.Code code) {
    return code == Reason.Code.SCHEDULED
        || code == Reason.Code.SCHEDULED_EXACT
        || code == Reason.Code.MULTIPLIED
        || code == Reason.Code.BELOW_MIN
        || code == Reason.Code.EMERGENCY;
  }
}
