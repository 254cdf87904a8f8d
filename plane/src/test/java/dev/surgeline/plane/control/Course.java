package dev.surgeline.plane.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.plane.fixture.Hospital;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;

/// Inputs as a live run has them, the same for the same seed: the documents, then ticks under a
/// load that wanders and jumps, with the answer to every action.
final class Course {
  static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");

  private final Evaluator evaluator = new Evaluator();
  private final Random random;
  private final Deque<Input> answers = new ArrayDeque<>();
  private Optional<Input> failed = Optional.empty();
  private State state;
  private Instant now;
  private int desired;
  private int ready;
  private double load = 40;
  private String where = "";

  Course(long seed) {
    this(seed, State.INITIAL);
  }

  /// Goes on from where an earlier one was.
  Course(long seed, State state) {
    this.random = new Random(seed);
    this.state = state;
    this.now = state.now().isAfter(BEGIN) ? state.now() : BEGIN;
  }

  State state() {
    return state;
  }

  /// One more step, on the journal before it counts; one that could not be written is tried again.
  ///
  /// @return where it is on the journal
  String step(Journal journal) throws IOException {
    effects(journal);
    return where;
  }

  /// As `step`, and how many effects it had.
  int effects(Journal journal) throws IOException {
    if (failed.isEmpty()) {
      failed = Optional.of(answers.isEmpty() ? next() : answers.removeFirst());
    }
    Input input = failed.get();
    Evaluation evaluation = evaluator.evaluate(state, input);
    where = journal.append(state, input, evaluation);
    failed = Optional.empty();
    state = evaluation.state();
    for (Effect effect : evaluation.effects()) {
      if (effect instanceof Effect.Apply(Action.Scale scale)) {
        desired = scale.to().value();
        answers.add(
            new Input.Reported(
                now.plusMillis(3), scale.workload(), scale.id(), new Outcome.Applied()));
      }
    }
    return evaluation.effects().size();
  }

  private Input next() {
    now = now.plusMillis(1_000);
    if (state.spec().isEmpty()) {
      var spec = Hospital.spec();
      return new Input.Respecified(now, spec, Digests.version(spec));
    }
    load =
        random.nextInt(40) == 0 ? load * 6 : Math.max(5, load * (0.85 + 0.3 * random.nextDouble()));
    load = Math.min(load, 400);
    Input tick = Input.Tick.of(now, Hospital.seen(now, desired, ready, load));
    ready = desired;
    return tick;
  }
}
