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
import dev.surgeline.core.control.Urgent;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.act.Actuator;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.plane.console.CommandDesk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Hosts the evaluator on the live platform: one thread, one state, one writer.
///
/// Each step: the input goes in; what comes back is on the journal before anything is done about
/// it; an action's intent is on the audit log before the action starts; the actuator's answer comes
/// back as the next input. When the journal can not be written the step is as if it had not been,
/// and when the audit log can not, the action is refused: nothing changes that would not be on the
/// record. What may not wait goes into a spool first, then, and onto the log later. When the disk
/// under the journal fails for good the loop ends with an exception, for only a new process can
/// tell what is there.
public final class ControlLoop implements CommandDesk.Loop {
  /// Commands that may wait at a time; there are few people.
  private static final int ORDERS_MAX = 100;

  private static final WorkloadName NO_PLATFORM = new WorkloadName("platform");

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
  private final AuditTrail audit;
  private final Actuator actuator;
  private final Consumer<String> said;
  private final Deque<Input> pending = new ArrayDeque<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ReentrantLock running = new ReentrantLock();
  private final BlockingQueue<Runnable> orders = new LinkedBlockingQueue<>(ORDERS_MAX);
  private volatile State state;
  private long ticks;
  private boolean journalFailing;

  public ControlLoop(
      State state,
      LoopClock clock,
      Journal journal,
      AuditLog audit,
      Optional<Spool> spool,
      Texts texts,
      Actuator actuator,
      Consumer<String> said) {
    this.state = state;
    this.clock = clock;
    this.journal = journal;
    this.audit = new AuditTrail(audit, spool, texts, this::platform, said);
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
                Optional<ActionId> undoes =
                    Optional.of(execution.action().id()).filter(it -> !it.equals(action.id()));
                said.accept("taking up " + action.id() + " again");
                carryOut(
                    new AuditEntry.Intent(action, Optional.empty(), undoes, journal.segment()));
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
    audit.settle(state.now());
    if (!drain()) {
      return Optional.empty();
    }
    Optional<Evaluation> evaluation = step(input);
    drain();
    return evaluation;
  }

  /// Feeds in what actuators answered.
  ///
  /// @return whether all of it could be; what could not stays for the next time
  private boolean drain() {
    while (!pending.isEmpty()) {
      if (step(pending.peekFirst()).isEmpty()) {
        return false;
      }
      pending.removeFirst();
    }
    return true;
  }

  private Optional<Evaluation> step(Input input) {
    Evaluation evaluation = evaluator.evaluate(state, input);
    String where;
    try {
      where = journal.append(state, input, evaluation);
      if (journalFailing) {
        journalFailing = false;
        said.accept("the journal can be written again");
      }
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
    AuditEntry entry = AuditTrail.entry(effect, evaluation.decisions(), where);
    switch (entry) {
      case AuditEntry.Intent intent -> carryOut(intent);
      case AuditEntry.Alerted alerted -> {
        said.accept("ALERT " + alerted.alert().sentence());
        audit.note(state.now(), alerted);
      }
      case AuditEntry.Outcome _,
          AuditEntry.Commanded _,
          AuditEntry.EmergencyTurned _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _,
          AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Configured _ ->
          audit.note(state.now(), entry);
    }
  }

  private void carryOut(AuditEntry.Intent intent) {
    Action action = intent.action();
    try {
      audit.intend(state.now(), intent, Urgent.is(state, action));
    } catch (IOException failed) {
      report(action, new Outcome.Refused("the audit log could not be written"));
      return;
    }
    report(action, actuator.apply(action));
  }

  private WorkloadName platform() {
    return state.spec().map(spec -> spec.platform().name()).orElse(NO_PLATFORM);
  }

  /// Since when the audit log can not be written, as of the last try; absent: it can.
  public Optional<Instant> unwritableSince() {
    return audit.unwritableSince();
  }

  private void report(Action action, Outcome outcome) {
    pending.addLast(new Input.Reported(clock.now(), action.workload(), action.id(), outcome));
  }

  /// Ticks at the platform's interval until `stop`.
  ///
  /// @param observer what is seen and foreseen at a time
  public void run(
      Function<Instant, Input.Tick> observer, Duration interval, Consumer<Ticked> shown) {
    run(() -> state.assurance().orElse(Assurance.HELD), observer, interval, shown);
  }

  /// The same, looking before each tick whether what stands around protected data holds.
  ///
  /// @param assurer what it finds
  public void run(
      Supplier<Assurance> assurer,
      Function<Instant, Input.Tick> observer,
      Duration interval,
      Consumer<Ticked> shown) {
    running.lock();
    try {
      long next = System.nanoTime();
      while (stopping.getCount() > 0) {
        assured(assurer.get());
        Instant now = clock.now();
        Input.Tick tick = observer.apply(now);
        ticks++;
        accept(tick)
            .ifPresent(evaluation ->
                shown.accept(new Ticked(ticks, now, tick.observations(), evaluation)));
        // A tick that took longer than the interval is followed by the next at once, not by
        // several.
        next = Math.max(next + interval.toNanos(), System.nanoTime());
        obeyUntil(next);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      running.unlock();
    }
  }

  /// Fed in when it is not as it was, so the journal has each finding once.
  private void assured(Assurance found) {
    if (!found.equals(state.assurance().orElse(Assurance.HELD))) {
      var _ = accept(new Input.Assured(clock.now(), found));
    }
  }

  /// Takes people's commands until the next tick is due, or until it is to stop.
  private void obeyUntil(long nanos) throws InterruptedException {
    do {
      long left = Math.max(0, nanos - System.nanoTime());
      Optional.ofNullable(orders.poll(left, TimeUnit.NANOSECONDS)).ifPresent(Runnable::run);
    } while (nanos > System.nanoTime() && stopping.getCount() > 0);
  }

  @Override
  public CompletableFuture<Answer> submit(Actor actor, Command command) {
    var answer = new CompletableFuture<Answer>();
    boolean taken =
        stopping.getCount() > 0 && orders.offer(() -> answer.complete(obey(actor, command)));
    if (!taken) {
      answer.complete(new Answer.Refused("the control plane takes no more commands now"));
    }
    return answer;
  }

  private Answer obey(Actor actor, Command command) {
    Optional<Evaluation> evaluation = accept(new Input.Commanded(clock.now(), actor, command));
    for (Effect effect : evaluation.map(Evaluation::effects).orElse(List.of())) {
      if (effect instanceof Effect.Answered(_, _, var answer)) {
        return answer;
      }
    }
    return new Answer.Refused("the journal can not be written, so nothing is done");
  }

  @Override
  public CompletableFuture<Answer> note(AuditEntry entry) {
    var answer = new CompletableFuture<Answer>();
    boolean taken = stopping.getCount() > 0 && orders.offer(() -> answer.complete(record(entry)));
    if (!taken) {
      answer.complete(new Answer.Refused("the control plane takes no more entries now"));
    }
    return answer;
  }

  private Answer record(AuditEntry entry) {
    try {
      long index = audit.record(clock.now(), entry);
      return new Answer.Accepted(Long.toString(index), "it is on the audit log");
    } catch (IOException failed) {
      return new Answer.Refused("the audit log can not be written");
    }
  }

  /// Ends `run` after the tick under way, and waits for that as long as `patience` at most. A
  /// thread that writes to the disk is not to be interrupted.
  public void stop(Duration patience) throws InterruptedException {
    stopping.countDown();
    var _ = orders.offer(() -> {}); // wakes it; a full queue needs no waking
    if (running.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      running.unlock();
    }
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public State state() {
    return state;
  }
}
