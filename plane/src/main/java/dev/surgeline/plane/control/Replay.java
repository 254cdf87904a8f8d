package dev.surgeline.plane.control;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The journal through the evaluator again: what was decided then must be decided now, to the byte.
public final class Replay {
  /// Differences listed at most.
  private static final int LISTED = 100;

  /// @param segments read
  /// @param steps evaluated again
  /// @param decisions compared
  /// @param differences a sentence each, with segment and line; the first hundred
  /// @param audited steps that the audit log names and the journal holds
  /// @param auditedPassedOver places that the audit log names in segments older than the oldest
  ///   kept
  public record Result(
      int segments,
      long steps,
      long decisions,
      List<String> differences,
      long audited,
      long auditedPassedOver) {
    public Result {
      differences = List.copyOf(differences);
    }
  }

  /// A decision and all that it was made from.
  ///
  /// @param before the state until then
  public record Made(State before, Input.Tick tick, Decision decision) {}

  /// What is to be replayed.
  ///
  /// @param auditLog which names places in it; absent: it was not given
  private record Given(Path path, List<Path> segments, Optional<AuditFolder> auditLog) {}

  private final Evaluator evaluator = new Evaluator();
  private final List<String> differences = new ArrayList<>();
  private final Consumer<Made> seen;
  private Optional<State> state = Optional.empty();
  private Optional<AuditedPlaces> audited = Optional.empty();
  private long records;
  private long steps;
  private long decisions;

  private Replay(Consumer<Made> seen) {
    this.seen = seen;
  }

  /// Replays a journal directory, the state directory around it, or one segment. Of a state
  /// directory, what its audit log says of the journal is compared too.
  ///
  /// @throws NoSuchFileException if nothing is there
  /// @throws NoJournal if what is there is something else, or holds no record
  /// @throws IOException if it can not be read; a changed line is a difference, and the last
  public static Result run(Path journal) throws IOException {
    Replay replay = new Replay(_ -> {});
    Given given = given(journal);
    if (given.auditLog().isPresent()) {
      // Before the journal: the log of a control plane that runs names what is on it by then.
      replay.audited =
          Optional.of(AuditedPlaces.read(given.auditLog().get(), given.segments(), replay::differ));
      given = given(journal);
    }
    try {
      replay.read(given);
      replay.audited.ifPresent(AuditedPlaces::end);
    } catch (DamagedJournal damaged) {
      // The state from which to go on is not known.
      replay.differ(String.valueOf(damaged.getMessage()));
    }
    return replay.result(given);
  }

  private Result result(Given given) throws NoJournal {
    if (records == 0 && differences.isEmpty()) {
      throw new NoJournal(given.path() + ": it is no journal: there is no record in it");
    }
    return new Result(
        given.segments().size(),
        steps,
        decisions,
        differences,
        audited.map(AuditedPlaces::found).orElse(0L),
        audited.map(AuditedPlaces::passedOver).orElse(0L));
  }

  /// Shows every decision, those that changed nothing included, made again from its recorded
  /// inputs.
  ///
  /// @throws NoJournal if it is none
  /// @throws DamagedJournal if a line was changed
  public static void show(Path journal, Consumer<Made> seen) throws IOException {
    new Replay(seen).read(given(journal));
  }

  /// What a journal leads to.
  ///
  /// @param decisions those of the last tick that is on its last segment, by workload; none if that
  ///   segment has no tick yet
  public record Latest(State state, SortedMap<WorkloadName, Decision> decisions) {
    public Latest {
      decisions = Collections.unmodifiableSortedMap(new TreeMap<>(decisions));
    }
  }

  /// The state that a journal leads to, and what was decided last. Only its last segment is folded,
  /// for each begins with the state before.
  ///
  /// @throws NoSuchFileException if nothing is there
  /// @throws NoJournal if it is none
  /// @throws DamagedJournal if a line was changed
  public static Latest latest(Path journal) throws IOException {
    Given given = given(journal);
    // A crash may have left the last one without its first line.
    for (Path segment : given.segments().reversed()) {
      SortedMap<WorkloadName, Decision> decisions = new TreeMap<>();
      Replay replay =
          new Replay(made -> {
            decisions.values().removeIf(one -> !one.at().equals(made.tick().now()));
            decisions.put(made.decision().workload(), made.decision());
          });
      replay.read(new Given(given.path(), List.of(segment), Optional.empty()));
      if (replay.state.isPresent()) {
        return new Latest(replay.state.get(), decisions);
      }
    }
    throw new NoJournal(journal + ": it is no journal: there is no record in it");
  }

  private static Given given(Path journal) throws IOException {
    if (Files.isRegularFile(journal)) {
      return new Given(journal, List.of(journal), Optional.empty());
    }
    List<Path> segments = JournalReader.segments(journal);
    if (!segments.isEmpty()) {
      return new Given(journal, segments, Optional.empty());
    }
    segments = JournalReader.segments(journal.resolve("journal"));
    if (segments.isEmpty()) {
      throw new NoSuchFileException(journal.toString(), null, "no journal segment is there");
    }
    return new Given(journal, segments, Optional.of(new AuditFolder(journal)));
  }

  private void read(Given given) throws IOException {
    try {
      for (Path segment : given.segments()) {
        read(segment);
      }
    } catch (DamagedJournal damaged) {
      Path first = given.segments().getFirst();
      if (records == 0 && !JournalReader.named(first) && !JournalReader.begins(first)) {
        throw new NoJournal(first + ": it is no journal: its first line is no record", damaged);
      }
      throw damaged;
    }
  }

  private void read(Path segment) throws IOException {
    audited.ifPresent(places -> places.see(segment));
    try (JournalReader reader = JournalReader.open(segment)) {
      Optional<JournalRecord> next = reader.next();
      while (next.isPresent()) {
        String where = JournalReader.name(segment) + ":" + reader.line();
        records++;
        switch (next.get()) {
          case JournalRecord.Snapshot(var snapshot) -> begin(snapshot, where);
          case JournalRecord.Step step -> {
            if (reader.line() == 1) {
              differ(where + ": the segment does not begin with a snapshot");
              state = Optional.empty();
            }
            audited.ifPresent(places -> places.see(where, step));
            again(step, where);
          }
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
      return; // there is nothing to go on from, which was said
    }
    State before = state.get();
    Evaluation evaluation = evaluator.evaluate(before, recorded.input());
    state = Optional.of(evaluation.state());
    steps++;
    decisions += evaluation.decisions().size();
    if (recorded.input() instanceof Input.Tick tick) {
      evaluation.decisions().forEach(made -> seen.accept(new Made(before, tick, made)));
    }
    var again =
        new JournalRecord.Step(
            recorded.input(),
            evaluation.decisions().stream().filter(Decision::changes).toList(),
            evaluation.effects(),
            Digests.of(evaluation));
    if (!Arrays.equals(Json.canonical(recorded), Json.canonical(again))) {
      differ(where + ": recorded " + summary(recorded) + "; now " + summary(again));
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
