package dev.surgeline.plane.chaos;

import dev.surgeline.plane.chaos.ExperimentJournal.Status;
import dev.surgeline.wire.Node;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// One run of an experiment: the hypothesis, the method, the hypothesis again, and in any case the
/// rollbacks.
///
///     before --met--> method --> after --> rollbacks --> the journal
///     before --not met--> rollbacks
///     method --an action fails--> rollbacks
///     any --interrupted--> rollbacks
///
/// An action that can not be done ends the method: of a fault that did not happen nothing can be
/// learned. A probe of the method that fails is on the journal, and no more.
public final class Run {
  private final Experiment experiment;
  private final Calls calls;
  private final InstantSource clock;
  private final Consumer<String> said;
  private final Thread runner = Thread.currentThread();
  private final List<Done> during = new ArrayList<>();
  private final List<Done> rollbacks = new ArrayList<>();
  private Optional<SteadyState> before = Optional.empty();
  private Optional<SteadyState> after = Optional.empty();
  private boolean undoing;

  /// To be performed by the thread that makes it.
  ///
  /// @param said is told of each step
  public Run(Experiment experiment, Calls calls, InstantSource clock, Consumer<String> said) {
    this.experiment = experiment;
    this.calls = calls;
    this.clock = clock;
    this.said = said;
  }

  /// Does all of it. It does not throw for anything that the experiment does.
  public ExperimentJournal perform() {
    Instant start = clock.instant();
    Status status;
    try {
      status = normally();
    } catch (InterruptedException ended) {
      said.accept("interrupted: what was done is undone");
      status = Status.INTERRUPTED;
    } catch (RuntimeException bug) {
      said.accept("a fault in Surgeline: " + bug);
      status = Status.ABORTED;
    }
    undo();
    boolean deviated = after.filter(state -> !state.met()).isPresent();
    return new ExperimentJournal(
        experiment, status, deviated, start, clock.instant(), before, after, during, rollbacks);
  }

  /// Ends it early, from another thread: the rollbacks are done all the same.
  public synchronized void interrupt() {
    if (!undoing) {
      runner.interrupt();
    }
  }

  private Status normally() throws InterruptedException {
    before = hypothesis("before");
    if (before.filter(state -> !state.met()).isPresent()) {
      return Status.FAILED;
    }
    if (!method()) {
      return Status.FAILED;
    }
    after = hypothesis("after");
    return after.filter(state -> !state.met()).isPresent() ? Status.FAILED : Status.COMPLETED;
  }

  private Optional<SteadyState> hypothesis(String when) throws InterruptedException {
    if (experiment.hypothesis().isEmpty()) {
      return Optional.empty();
    }
    said.accept(when + " the method: " + experiment.hypothesis().get().title());
    List<Done> probes = new ArrayList<>();
    for (Activity probe : experiment.hypothesis().get().probes()) {
      Done done = perform(probe);
      requireGoingOn();
      Done judged = judge(done);
      probes.add(judged);
      boolean met = judged.normal().orElse(false);
      said.accept((met ? "  as it shall be: " : "  NOT as it shall be: ") + probe.name());
      if (!met) {
        return Optional.of(new SteadyState(false, probes));
      }
    }
    return Optional.of(new SteadyState(true, probes));
  }

  private Done judge(Done done) throws InterruptedException {
    if (done.output().isEmpty() || !done.succeeded()) {
      return done.judged(false);
    }
    Node output = done.output().get();
    try {
      return done.judged(
          switch (done.activity().tolerance().orElseThrow()) {
            case Tolerance.Asked(var probe) -> calls.approves(probe.provider(), output);
            case Tolerance.Exactly one -> one.holds(output);
            case Tolerance.OneOf one -> one.holds(output);
            case Tolerance.Between one -> one.holds(output);
            case Tolerance.Range one -> one.holds(output);
            case Tolerance.Matching one -> one.holds(output);
            case Tolerance.Found one -> one.holds(output);
          });
    } catch (CallFailed unable) {
      said.accept("  " + unable.sentence());
      return done.judged(false);
    }
  }

  /// @return whether all of its actions could be done
  private boolean method() throws InterruptedException {
    List<Future<Done>> steps = new ArrayList<>();
    ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (Activity step : experiment.method()) {
        if (step.background()) {
          steps.add(background.submit(() -> perform(step)));
          continue;
        }
        Done done = perform(step);
        steps.add(CompletableFuture.completedFuture(done));
        requireGoingOn();
        if (!able(done)) {
          return false;
        }
      }
      boolean able = true;
      for (Future<Done> step : steps) {
        able &= able(step.get());
      }
      return able;
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    } finally {
      background.shutdownNow();
      background.close();
      keep(steps);
    }
  }

  private static boolean able(Done done) {
    return done.succeeded() || done.activity().kind() == Activity.Kind.PROBE;
  }

  /// What was done is on the journal, even when the run was ended in the middle of it.
  private void keep(List<Future<Done>> steps) {
    for (Future<Done> step : steps) {
      if (step.state() == Future.State.SUCCESS) {
        during.add(step.resultNow());
      }
    }
  }

  private static void requireGoingOn() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("asked to end");
    }
  }

  /// Does a step. When it is interrupted the step has failed and the thread stays interrupted.
  private Done perform(Activity step) {
    Instant start = clock.instant();
    Optional<Node> output = Optional.empty();
    Optional<String> trouble = Optional.empty();
    Instant end = start;
    try {
      Thread.sleep(step.before());
      said.accept("  " + step.name() + (step.background() ? " (in the background)" : ""));
      start = clock.instant();
      output = Optional.of(calls.call(step.provider()));
      end = clock.instant();
      Thread.sleep(step.after());
    } catch (CallFailed failed) {
      said.accept("  " + step.name() + ": " + failed.sentence());
      trouble = Optional.of(failed.sentence());
      end = clock.instant();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      if (output.isEmpty()) {
        trouble = Optional.of("interrupted");
        end = clock.instant();
      }
    }
    return new Done(step, start, end, output, trouble, Optional.empty());
  }

  /// One that fails does not keep the next from being tried.
  private void undo() {
    synchronized (this) {
      undoing = true;
      // Whoever asked for the end has been heard.
      boolean _ = Thread.interrupted();
    }
    for (Activity step : experiment.rollbacks()) {
      try {
        rollbacks.add(perform(step));
      } catch (RuntimeException bug) {
        Instant now = clock.instant();
        Optional<String> why = Optional.of("a fault in Surgeline: " + bug);
        rollbacks.add(new Done(step, now, now, Optional.empty(), why, Optional.empty()));
      }
    }
  }
}
