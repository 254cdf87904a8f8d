package dev.surgeline.plane.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.act.Actuator;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// Hosts the evaluator on the live platform: one thread, one state, one writer.
///
/// Each step: the input goes in; what comes back is on the journal before anything is done about
/// it; an action's intent is on the audit log before the action starts; the actuator's answer comes
/// back as the next input. When the journal can not be written the step is as if it had not been,
/// and when the audit log can not, the action is refused: nothing changes that would not be on the
/// record.
public final class ControlLoop {
  /// What the loop tells whoever shows it, after every tick.
  ///
  /// @param tick the number of the tick since the start
  /// @param observations what was seen
  /// @param evaluation what was decided
  public record Ticked(
      long tick,
      Instant now,
      SortedMap<WorkloadName, Observation> observations,
      Evaluation evaluation) {}

  private final Evaluator evaluator = new Evaluator();
  private final LoopClock clock;
  private final Journal journal;
  private final AuditLog audit;
  private final Actuator actuator;
  private final Consumer<String> said;
  private final Deque<Input> pending = new ArrayDeque<>();
  private State state;
  private long ticks;
  private boolean journalFailing;

  public ControlLoop(
      State state,
      LoopClock clock,
      Journal journal,
      AuditLog audit,
      Actuator actuator,
      Consumer<String> said) {
    this.state = state;
    this.clock = clock;
    this.journal = journal;
    this.audit = audit;
    this.actuator = actuator;
    this.said = said;
  }

  /// Takes up what an earlier run left under way: an action that was decided, and may or may not
  /// have been carried out, is carried out again, which is safe.
  public void resume() {
    for (WorkloadName workload : state.workloads().keySet()) {
      state
          .of(workload)
          .inFlight()
          .ifPresent(execution -> {
            switch (execution.stage()) {
              case Execution.Stage.Applying _, Execution.Stage.RollingBack _ -> {
                Action.Scale action = execution.towards();
                said.accept("taking up " + action.id() + " again");
                intended(action, Optional.empty(), Optional.empty(), journal.segment());
              }
              case Execution.Stage.Verifying _,
                  Execution.Stage.Succeeded _,
                  Execution.Stage.RolledBack _,
                  Execution.Stage.Failed _,
                  Execution.Stage.Superseded _ -> {}
            }
          });
    }
    drain();
  }

  /// Feeds in one input and carries out what comes of it, answers of actuators included.
  ///
  /// @return what was evaluated; absent: the journal could not be written, and nothing was done
  public Optional<Evaluation> accept(Input input) {
    Optional<Evaluation> evaluation = step(input);
    drain();
    return evaluation;
  }

  private void drain() {
    while (!pending.isEmpty()) {
      if (step(pending.peekFirst()).isEmpty()) {
        return;
      }
      pending.removeFirst();
    }
  }

  private Optional<Evaluation> step(Input input) {
    Evaluation evaluation = evaluator.evaluate(state, input);
    String where;
    try {
      where = journal.append(state, input, evaluation);
      journalFailing = false;
    } catch (IOException failed) {
      if (journal.dead()) {
        throw new IllegalStateException("the journal's disk failed: " + failed.getMessage());
      }
      if (!journalFailing) {
        journalFailing = true;
        said.accept(
            "the journal can not be written, nothing changes until it can: " + failed.getMessage());
      }
      return Optional.empty();
    }
    state = evaluation.state();
    for (Effect effect : evaluation.effects()) {
      carryOut(effect, evaluation, where);
    }
    return Optional.of(evaluation);
  }

  private void carryOut(Effect effect, Evaluation evaluation, String where) {
    switch (effect) {
      case Effect.Apply(var action) ->
          intended(action, decision(evaluation, action.id()), Optional.empty(), where);
      case Effect.Revert(var failed, var undo, _) ->
          intended(undo, Optional.empty(), Optional.of(failed), where);
      case Effect.Settled(var execution) -> note(new AuditEntry.Outcome(execution));
      case Effect.Notify(var alert) -> {
        said.accept("ALERT " + alert.sentence());
        note(new AuditEntry.Alerted(alert));
      }
    }
  }

  private void intended(
      Action action, Optional<Decision> decision, Optional<ActionId> undoes, String where) {
    try {
      audit.append(state.now(), new AuditEntry.Intent(action, decision, undoes, where));
    } catch (IOException failed) {
      said.accept("the audit log can not be written, " + action.id() + " is not carried out");
      report(action, new Outcome.Refused("the audit log could not be written"));
      return;
    }
    carryOut(action);
  }

  private void carryOut(Action action) {
    report(action, actuator.apply(action));
  }

  private void report(Action action, Outcome outcome) {
    pending.addLast(new Input.Reported(clock.now(), action.workload(), action.id(), outcome));
  }

  private void note(AuditEntry entry) {
    try {
      audit.append(state.now(), entry);
    } catch (IOException failed) {
      said.accept("the audit log can not be written: " + failed.getMessage());
    }
  }

  private static Optional<Decision> decision(Evaluation evaluation, ActionId action) {
    return evaluation.decisions().stream()
        .filter(decision -> decision.action().filter(action::equals).isPresent())
        .findFirst();
  }

  /// Ticks at the platform's interval until the thread is interrupted.
  public void run(
      Function<Instant, SortedMap<WorkloadName, Observation>> observer,
      Duration interval,
      Consumer<Ticked> shown) {
    long next = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      Instant now = clock.now();
      SortedMap<WorkloadName, Observation> observations = observer.apply(now);
      drain();
      ticks++;
      accept(Input.Tick.of(now, observations))
          .ifPresent(evaluation -> shown.accept(new Ticked(ticks, now, observations, evaluation)));
      // A tick that took longer than the interval is followed by the next at once, not by several.
      next = Math.max(next + interval.toNanos(), System.nanoTime());
      try {
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  public State state() {
    return state;
  }
}
