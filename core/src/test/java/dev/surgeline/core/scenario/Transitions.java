package dev.surgeline.core.scenario;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.act.Execution.Stage;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The transitions of executions that were seen, by what the evaluator says of them: the state
/// before, the effects in their order, and the state after.
public final class Transitions {
  private final SortedSet<Transition> seen = new TreeSet<>();
  private final SortedSet<Turn> turns = new TreeSet<>();

  public SortedSet<Transition> seen() {
    return seen;
  }

  /// The turns of what people began.
  public SortedSet<Turn> turns() {
    return turns;
  }

  public void see(State before, Input input, Evaluation evaluation) {
    Map<Object, Object> latest = new HashMap<>();
    before.emergencies().forEach(latest::put);
    before
        .workloads()
        .values()
        .forEach(workload -> workload.approval().ifPresent(one -> latest.put(one.id(), one)));
    for (Effect effect : evaluation.effects()) {
      if (effect instanceof Effect.EmergencyTurned(var after)) {
        var old = latest.put(after.id(), after);
        (old instanceof Emergency one ? Turn.of(one, after) : Optional.<Turn>empty())
            .ifPresent(turn -> turns.add(turn));
      }
      if (effect instanceof Effect.ApprovalTurned(var after)) {
        var old = latest.put(after.id(), after);
        (old instanceof Approval one ? Turn.of(one, after) : Optional.<Turn>empty())
            .ifPresent(turn -> turns.add(turn));
      }
    }
    seeExecutions(before, input, evaluation);
  }

  private void seeExecutions(State before, Input input, Evaluation evaluation) {
    boolean answer = input instanceof Input.Reported;
    evaluation
        .state()
        .workloads()
        .forEach((workload, after) -> {
          Optional<Stage> stage = before.of(workload).inFlight().map(Execution::stage);
          for (Effect effect : evaluation.effects()) {
            stage = after(workload, effect, answer, stage);
          }
          Optional<Stage> last = after.inFlight().map(Execution::stage);
          if (stage.isPresent() && last.isPresent()) {
            see(stage.get(), last.get(), answer);
          }
        });
  }

  private Optional<Stage> after(
      WorkloadName workload, Effect effect, boolean answer, Optional<Stage> stage) {
    Optional<Stage> next =
        switch (effect) {
          case Effect.Settled(var execution) when execution.action().workload().equals(workload) ->
              Optional.of(execution.stage());
          case Effect.Revert(_, Action.Scale undo, var cause)
              when undo.workload().equals(workload) ->
              Optional.of(new Stage.RollingBack(Instant.EPOCH, Instant.EPOCH, undo, cause));
          case Effect.Settled _,
              Effect.Revert _,
              Effect.Apply _,
              Effect.Notify _,
              Effect.Answered _,
              Effect.EmergencyTurned _,
              Effect.ApprovalTurned _ ->
              Optional.empty();
        };
    if (next.isEmpty()) {
      return stage;
    }
    stage.ifPresent(from -> see(from, next.get(), answer));
    return effect instanceof Effect.Settled ? Optional.empty() : next;
  }

  private void see(Stage from, Stage to, boolean answer) {
    Transition.between(from, to, answer).ifPresent(one -> seen.add(one));
  }
}
