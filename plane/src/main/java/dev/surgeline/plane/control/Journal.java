package dev.surgeline.plane.control;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.wire.Json;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// Every input, and what the evaluator made of it, on the disk before anything is done about it:
/// the state is the fold over it, so recovery and replay are one mechanism.
///
/// It is a directory of segments `journal-00000001.jsonl`. Each begins with a snapshot of the
/// state; a new one begins at every start and when one is full. Closed segments are compressed, and
/// the oldest removed when there are more than `KEPT`.
public final class Journal implements Closeable {
  static final long SEGMENT_BYTES = 32L << 20;
  static final int KEPT = 200;

  private final Path directory;
  private final Consumer<String> said;
  private AppendOnlyFile file;
  private int number;
  private long line;

  private Journal(Path directory, Consumer<String> said, AppendOnlyFile file, int number) {
    this.directory = directory;
    this.said = said;
    this.file = file;
    this.number = number;
  }

  /// What is remembered from earlier runs, folded from the last segment; absent: there were none.
  ///
  /// @throws IOException if the segment can not be read or was changed
  public static Optional<State> recover(Path directory, Consumer<String> said) throws IOException {
    List<Path> segments = JournalReader.segments(directory);
    for (int i = segments.size() - 1; i >= 0; i--) {
      Path last = segments.get(i);
      if (!last.toString().endsWith(".gz")) {
        AppendOnlyFile.open(last, said).close();
      }
      Optional<State> state = fold(last);
      if (state.isPresent()) {
        return state;
      }
      // A segment without its snapshot is one whose start a crash cut short: the one before is
      // whole.
    }
    return Optional.empty();
  }

  private static Optional<State> fold(Path segment) throws IOException {
    Evaluator evaluator = new Evaluator();
    Optional<State> state = Optional.empty();
    try (JournalReader reader = JournalReader.open(segment)) {
      Optional<JournalRecord> next = reader.next();
      while (next.isPresent()) {
        state =
            switch (next.get()) {
              case JournalRecord.Snapshot(var snapshot) -> Optional.of(snapshot);
              case JournalRecord.Step step ->
                  state.map(before -> evaluator.evaluate(before, step.input()).state());
            };
        next = reader.next();
      }
    }
    return state;
  }

  /// Begins a new segment with a snapshot of the state.
  public static Journal begin(Path directory, State state, Consumer<String> said)
      throws IOException {
    Files.createDirectories(directory);
    List<Path> segments = JournalReader.segments(directory);
    int number = segments.isEmpty() ? 1 : number(segments.getLast()) + 1;
    Journal journal =
        new Journal(directory, said, AppendOnlyFile.open(path(directory, number), said), number);
    journal.write(new JournalRecord.Snapshot(state));
    journal.tidyUp();
    return journal;
  }

  /// Makes a step durable.
  ///
  /// @param before the state that the step started from
  /// @return where it is, as `journal-00000001.jsonl:17`
  /// @throws IOException if it could not be written; nothing may then be done about it
  public synchronized String append(State before, Input input, Evaluation evaluation)
      throws IOException {
    if (file.length() > SEGMENT_BYTES) {
      rotate(before);
    }
    List<Decision> changing = evaluation.decisions().stream().filter(Decision::changes).toList();
    write(new JournalRecord.Step(input, changing, evaluation.effects(), Digests.of(evaluation)));
    return segment() + ":" + line;
  }

  private void rotate(State before) throws IOException {
    AppendOnlyFile next = AppendOnlyFile.open(path(directory, number + 1), said);
    file.close();
    file = next;
    number++;
    line = 0;
    write(new JournalRecord.Snapshot(before));
    Thread.ofVirtual().start(this::tidyUp);
  }

  private void write(JournalRecord entry) throws IOException {
    byte[] json = Json.canonical(JournalRecord.class, entry);
    byte[] sum = (JournalReader.sum(json) + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] text = new byte[sum.length + json.length];
    System.arraycopy(sum, 0, text, 0, sum.length);
    System.arraycopy(json, 0, text, sum.length, json.length);
    file.append(text);
    line++;
  }

  /// Compresses closed segments and removes the oldest.
  private void tidyUp() {
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

  private static void compress(Path segment) throws IOException {
    Path whole = segment.resolveSibling(segment.getFileName() + ".gz");
    Path beside = segment.resolveSibling(segment.getFileName() + ".gz.new");
    try (FileOutputStream disk = new FileOutputStream(beside.toFile());
        OutputStream out = new GZIPOutputStream(disk)) {
      Files.copy(segment, out);
      out.flush();
      disk.getFD().sync();
    }
    Files.move(beside, whole, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    AppendOnlyFile.forceDirectoryOf(segment);
    Files.delete(segment);
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
    file.close();
  }
}
