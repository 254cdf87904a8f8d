package dev.surgeline.plane.control;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The journal through the evaluator again: what was decided then must be decided now, to the byte.
public final class Replay {
  /// Differences listed at most.
  private static final int LISTED = 100;

  /// @param segments read
  /// @param steps evaluated again
  /// @param decisions compared
  /// @param differences a sentence each, with segment and line; the first hundred
  public record Result(int segments, long steps, long decisions, List<String> differences) {}

  private final Evaluator evaluator = new Evaluator();
  private final List<String> differences = new ArrayList<>();
  private final Consumer<Decision> seen;
  private Optional<State> state = Optional.empty();
  private long steps;
  private long decisions;

  private Replay(Consumer<Decision> seen) {
    this.seen = seen;
  }

  /// Replays a journal directory, the state directory around it, or one segment.
  ///
  /// @throws NoSuchFileException if there is no journal
  /// @throws IOException if it can not be read; a changed line is a difference, and the last
  public static Result run(Path journal) throws IOException {
    Replay replay = new Replay(_ -> {});
    List<Path> segments = segments(journal);
    try {
      for (Path segment : segments) {
        replay.read(segment);
      }
    } catch (DamagedJournal damaged) {
      // The state from which to go on is not known.
      replay.differ(String.valueOf(damaged.getMessage()));
    }
    return new Result(
        segments.size(), replay.steps, replay.decisions, List.copyOf(replay.differences));
  }

  /// Shows every decision, those that changed nothing included, made again from its recorded
  /// inputs.
  ///
  /// @throws DamagedJournal if a line was changed
  public static void show(Path journal, Consumer<Decision> seen) throws IOException {
    Replay replay = new Replay(seen);
    for (Path segment : segments(journal)) {
      replay.read(segment);
    }
  }

  private static List<Path> segments(Path journal) throws IOException {
    if (Files.isRegularFile(journal)) {
      return List.of(journal);
    }
    List<Path> segments = JournalReader.segments(journal);
    if (segments.isEmpty()) {
      segments = JournalReader.segments(journal.resolve("journal"));
    }
    if (segments.isEmpty()) {
      throw new NoSuchFileException(journal.toString(), null, "no journal segment is there");
    }
    return segments;
  }

  private void read(Path segment) throws IOException {
    try (JournalReader reader = JournalReader.open(segment)) {
      Optional<JournalRecord> next = reader.next();
      while (next.isPresent()) {
        String where = segment.getFileName() + ":" + reader.line();
        switch (next.get()) {
          case JournalRecord.Snapshot(var snapshot) -> begin(snapshot, where);
          case JournalRecord.Step step -> again(step, where);
        }
        next = reader.next();
      }
    }
  }

  /// A segment begins with the state that the one before ended with, unless that one is not read.
  private void begin(State snapshot, String where) {
    if (state.isPresent()
        && !Arrays.equals(Json.canonical(state.get()), Json.canonical(snapshot))) {
      differ(where + ": the snapshot is not the state that the segment before led to");
    }
    state = Optional.of(snapshot);
  }

  private void again(JournalRecord.Step recorded, String where) {
    if (state.isEmpty()) {
      differ(where + ": the segment does not begin with a snapshot");
      return;
    }
    Evaluation evaluation = evaluator.evaluate(state.get(), recorded.input());
    state = Optional.of(evaluation.state());
    steps++;
    decisions += evaluation.decisions().size();
    evaluation.decisions().forEach(seen);
    var made =
        new JournalRecord.Step(
            recorded.input(),
            evaluation.decisions().stream().filter(Decision::changes).toList(),
            evaluation.effects(),
            Digests.of(evaluation));
    if (!Arrays.equals(Json.canonical(recorded), Json.canonical(made))) {
      differ(where + ": recorded " + summary(recorded) + "; now " + summary(made));
    }
  }

  private static String summary(JournalRecord.Step step) {
    String sentences =
        String.join(" | ", step.decisions().stream().map(Decision::sentence).toList());
    return "digest "
        + step.digest().substring(0, Math.min(12, step.digest().length()))
        + (sentences.isEmpty() ? "" : ": " + sentences);
  }

  private void differ(String sentence) {
    if (differences.size() < LISTED) {
      differences.add(sentence);
    }
  }
}
