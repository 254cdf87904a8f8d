package dev.surgeline.plane.control;

import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.plane.audit.LineFile;
import dev.surgeline.plane.audit.ReservedFile;
import dev.surgeline.wire.Json;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// Every input, and what the evaluator made of it, on the disk before anything is done about it:
/// the state is the fold over it, so recovery and replay are one mechanism.
///
/// It is a directory of segments `journal-00000001.jsonl`. Each begins with a snapshot of the
/// state, and the last one of a run that ended as asked to ends with one; a new one begins at every
/// start and when one is full. Closed segments are compressed, and the oldest removed when there
/// are more than `KEPT`.
///
/// On a full disk the next segment is in room that was kept for that, so that what may not wait is
/// still decided; when there is room again, so is the one after.
public final class Journal implements Closeable {
  static final long SEGMENT_BYTES = 32L << 20;
  static final int KEPT = 200;

  /// A segment is at least this many times as long as its snapshot, lest a large platform writes
  /// snapshots most of the time.
  private static final int SNAPSHOTS = 4;

  private static final String ROOM = "journal.room";

  /// A snapshot of many workloads would ask for more than is kept for the case of need.
  private static final long ROOM_MOST = 128L << 20;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Path directory;
  private final long segmentBytes;
  private final Duration pause;
  private final Consumer<String> said;
  private final Object tidying = new Object();
  private LineFile file;
  private Optional<ReservedFile> room = Optional.empty();
  private Optional<ReservedFile> crowded = Optional.empty();
  private long triedNanos;
  private long full;
  private int number;
  private long line = 1;

  private Journal(
      Path directory,
      long segmentBytes,
      Duration pause,
      AppendOnlyFile file,
      int number,
      Consumer<String> said) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.pause = pause;
    this.file = file;
    this.number = number;
    this.said = said;
    this.full = Math.max(segmentBytes, SNAPSHOTS * file.length());
  }

  /// What is remembered from earlier runs.
  ///
  /// @param state the fold of all inputs
  /// @param steps those of the last segment, oldest first
  public record Recovered(State state, List<Past> steps) {
    public Recovered {
      steps = List.copyOf(steps);
    }
  }

  /// What a step that is on the journal decided.
  ///
  /// @param where it is, as `journal-00000001.jsonl:17`
  /// @param at the state's time after it
  /// @param decisions those that change something
  /// @param effects all of them
  public record Past(String where, Instant at, List<Decision> decisions, List<Effect> effects) {
    public Past {
      decisions = List.copyOf(decisions);
      effects = List.copyOf(effects);
    }
  }

  /// What is remembered from earlier runs, folded from the last segment; absent: there were none. A
  /// last line that a crash cut short was never acknowledged and is removed; `said` is told.
  ///
  /// @throws IOException if a segment can not be read or was changed
  public static Optional<Recovered> recover(Path directory, Consumer<String> said)
      throws IOException {
    List<Path> segments = JournalReader.segments(directory);
    for (int i = segments.size() - 1; i >= 0; i--) {
      Path last = segments.get(i);
      // Read before anything is removed from it: only a line that was cut short is removed.
      Optional<Recovered> recovered = fold(last, said);
      if (!last.toString().endsWith(".gz")) {
        AppendOnlyFile.open(last, said).close();
      }
      if (recovered.isPresent()) {
        return recovered;
      }
      // A segment without its snapshot is one whose start a crash cut short: the one before is
      // whole.
    }
    return Optional.empty();
  }

  private static Optional<Recovered> fold(Path segment, Consumer<String> said) throws IOException {
    Evaluator evaluator = new Evaluator();
    Optional<State> state = Optional.empty();
    Optional<String> differs = Optional.empty();
    List<Past> steps = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(segment)) {
      Optional<JournalRecord> next = reader.next();
      while (next.isPresent()) {
        switch (next.get()) {
          case JournalRecord.Snapshot(var snapshot) -> {
            state = Optional.of(snapshot);
            differs = Optional.empty();
          }
          case JournalRecord.Step step -> {
            String where = JournalReader.name(segment) + ":" + reader.line();
            State before =
                state.orElseThrow(
                    () -> new DamagedJournal(where + ": the segment has lost its first line"));
            Evaluation evaluation = evaluator.evaluate(before, step.input());
            State after = evaluation.state();
            if (differs.isEmpty() && !Digests.of(evaluation).equals(step.digest())) {
              differs = Optional.of(where);
            }
            steps.add(new Past(where, after.now(), step.decisions(), step.effects()));
            state = Optional.of(after);
          }
        }
        next = reader.next();
      }
      if (reader.cutShort().isPresent()) {
        AppendOnlyFile.cut(segment, reader.cutShort().get());
      }
    }
    differs.ifPresent(where ->
        said.accept(
            where
                + ": this version decides otherwise than the one that wrote it; it goes on from"
                + " what it would have decided"));
    return state.map(last -> new Recovered(last, steps));
  }

  /// Begins a new segment with a snapshot of the state.
  public static Journal begin(Path directory, State state, Consumer<String> said)
      throws IOException {
    return begin(directory, state, SEGMENT_BYTES, PAUSE, said);
  }

  /// As above, with segments of another length, and without a pause between two tries to leave the
  /// room that was kept.
  static Journal begin(Path directory, State state, long segmentBytes, Consumer<String> said)
      throws IOException {
    return begin(directory, state, segmentBytes, Duration.ZERO, said);
  }

  private static Journal begin(
      Path directory, State state, long segmentBytes, Duration pause, Consumer<String> said)
      throws IOException {
    AppendOnlyFile.makeFolder(directory);
    List<Path> segments = JournalReader.segments(directory);
    int number = segments.isEmpty() ? 1 : number(segments.getLast()) + 1;
    AppendOnlyFile file = started(path(directory, number), state, said);
    Journal journal = new Journal(directory, segmentBytes, pause, file, number, said);
    journal.tidyUp();
    return journal;
  }

  /// A segment with its snapshot; it is there whole or not at all.
  private static AppendOnlyFile started(Path path, State state, Consumer<String> said)
      throws IOException {
    Files.deleteIfExists(path);
    AppendOnlyFile file = AppendOnlyFile.open(path, said);
    try {
      file.append(text(new JournalRecord.Snapshot(state)));
      return file;
    } catch (IOException failed) {
      file.close();
      Files.deleteIfExists(path);
      throw failed;
    }
  }

  /// Makes a step durable.
  ///
  /// @param before the state that the step started from
  /// @return where it is, as `journal-00000001.jsonl:17`
  /// @throws IOException if it could not be written; nothing may then be done about it
  public synchronized String append(State before, Input input, Evaluation evaluation)
      throws IOException {
    List<Decision> changing = evaluation.decisions().stream().filter(Decision::changes).toList();
    byte[] step =
        text(new JournalRecord.Step(input, changing, evaluation.effects(), Digests.of(evaluation)));
    if (crowded.isPresent() || file.length() > full) {
      rotate(before);
    }
    try {
      file.append(step);
    } catch (IOException tooFull) {
      if (file.dead() || !useRoom(before)) {
        throw tooFull;
      }
      file.append(step);
    }
    line++;
    return segment() + ":" + line;
  }

  /// Begins the next segment; without room on the disk, in the room that was kept.
  private void rotate(State before) throws IOException {
    if (crowded.isPresent() && System.nanoTime() - triedNanos < pause.toNanos()) {
      return;
    }
    try {
      AppendOnlyFile next = started(path(directory, number + 1), before, said);
      if (crowded.isPresent()) {
        crowded.get().trim();
        crowded = Optional.empty();
        said.accept("the journal has room again");
      }
      begun(next);
      Thread.ofVirtual().start(this::tidyUp);
    } catch (IOException tooFull) {
      triedNanos = System.nanoTime();
      if (crowded.isEmpty() && !useRoom(before)) {
        throw tooFull;
      }
    }
  }

  private void begun(LineFile next) throws IOException {
    file.close();
    file = next;
    full = Math.max(segmentBytes, SNAPSHOTS * next.length());
    number++;
    line = 1;
  }

  /// Begins the next segment in the room that was kept; it is there whole or not at all.
  ///
  /// @return whether there was any
  private boolean useRoom(State before) throws IOException {
    if (room.isEmpty()) {
      return false;
    }
    ReservedFile next = room.get();
    room = Optional.empty();
    next.append(text(new JournalRecord.Snapshot(before)));
    next.moveTo(path(directory, number + 1));
    begun(next);
    crowded = Optional.of(next);
    triedNanos = System.nanoTime();
    said.accept(
        "ALERT the journal's disk is full: it goes on in the room that was kept for that, of "
            + (roomBytes(next.length()) >> 10)
            + " KiB; make room");
    return true;
  }

  private long roomBytes(long snapshot) {
    return segmentBytes / 2 + 2 * snapshot;
  }

  /// Keeps room for the next segment, where there is any.
  private synchronized void keepRoom() {
    long bytes = roomBytes(full / SNAPSHOTS);
    if (room.isPresent() || crowded.isPresent() || bytes > ROOM_MOST) {
      return;
    }
    try {
      room = Optional.of(ReservedFile.blank(directory.resolve(ROOM), bytes));
    } catch (IOException tooFull) {
      said.accept("no room could be kept for the journal: " + tooFull.getMessage());
    }
  }

  private static byte[] text(JournalRecord entry) throws IOException {
    byte[] json = Json.canonical(JournalRecord.class, entry);
    byte[] sum = (JournalReader.sum(json) + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] text = new byte[sum.length + json.length];
    System.arraycopy(sum, 0, text, 0, sum.length);
    System.arraycopy(json, 0, text, sum.length, json.length);
    if (text.length > JournalReader.LINE_BYTES_MOST) {
      // It could not be read again.
      throw new IOException(
          "a line of " + text.length + " bytes is longer than a line of a journal can be");
    }
    return text;
  }

  /// Compresses closed segments and removes the oldest; one thread at a time.
  private void tidyUp() {
    keepRoom();
    synchronized (tidying) {
      try {
        List<Path> segments = JournalReader.segments(directory);
        for (int i = 0; i < segments.size() - 1; i++) {
          if (i < segments.size() - KEPT) {
            Files.deleteIfExists(segments.get(i));
          } else if (!segments.get(i).toString().endsWith(".gz")) {
            compress(segments.get(i));
          }
        }
      } catch (IOException failed) {
        said.accept("journal segments could not be compressed: " + failed.getMessage());
      }
    }
  }

  private static void compress(Path segment) throws IOException {
    Path whole = segment.resolveSibling(segment.getFileName() + ".gz");
    Path beside = segment.resolveSibling(segment.getFileName() + ".gz.new");
    Files.deleteIfExists(beside);
    AppendOnlyFile.create(beside);
    try (FileOutputStream disk = new FileOutputStream(beside.toFile());
        GZIPOutputStream out = new GZIPOutputStream(disk, 1 << 16)) {
      Files.copy(segment, out);
      out.finish();
      disk.getFD().sync();
    } catch (IOException failed) {
      Files.deleteIfExists(beside);
      throw failed;
    }
    AppendOnlyFile.moveOver(beside, whole);
    Files.delete(segment);
  }

  /// Puts down the state that everything led to, as the last thing of a run.
  public synchronized void end(State state) throws IOException {
    file.append(text(new JournalRecord.Snapshot(state)));
    line++;
  }

  public synchronized String segment() {
    return path(directory, number).getFileName().toString();
  }

  /// Whether the disk failed in a way that only a new process can recover from.
  public synchronized boolean dead() {
    return file.dead();
  }

  private static Path path(Path directory, int number) {
    return directory.resolve(String.format(Locale.ROOT, "journal-%08d.jsonl", number));
  }

  private static int number(Path segment) {
    String name = segment.getFileName().toString();
    return Integer.parseInt(name.substring("journal-".length(), "journal-".length() + 8));
  }

  @Override
  public synchronized void close() throws IOException {
    if (crowded.isPresent()) {
      crowded.get().trim();
    }
    if (room.isPresent()) {
      room.get().close();
    }
    file.close();
  }
}
