package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Tile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A log in a folder for who looks at it again and again: a file is read anew only when it is not
/// the one that was read ([FileStamp]). One thread uses it, in rounds: what a round did not ask for
/// is forgotten.
public final class SeenLog implements PublishedLog {
  /// What was read, of files that were such then.
  private static final class Seen {
    private final List<Path> files;
    private final List<Optional<FileStamp>> stamps;
    private final byte[] bytes;

    Seen(List<Path> files, List<Optional<FileStamp>> stamps, byte[] bytes) {
      this.files = files;
      this.stamps = stamps;
      this.bytes = bytes;
    }

    boolean is(List<Optional<FileStamp>> now) {
      return stamps.equals(now);
    }
  }

  @FunctionalInterface
  private interface Reading {
    byte[] read() throws IOException;
  }

  private final LogFolder log;
  private final InstantSource clock;
  private Map<String, Seen> before = Map.of();
  private Map<String, Seen> now = new HashMap<>();
  private boolean whole;

  /// @param clock that the files' times are of
  public SeenLog(LogFolder log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// Begins a round.
  public void round() {
    before = now;
    now = new HashMap<>();
    whole = true;
  }

  /// Whether every file that this round read is as it was then, or still not there: the same
  /// questions would have the same answers.
  public boolean asItWas() throws IOException {
    if (!whole) {
      return false;
    }
    for (Seen one : now.values()) {
      if (!one.is(stamps(one.files))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public byte[] checkpoint() throws IOException {
    return ask("checkpoint", List.of(log.checkpointFile()), log::checkpoint);
  }

  @Override
  public Optional<byte[]> rotation(int number) throws IOException {
    Path file = log.rotationFile(number);
    byte[] found =
        ask(
            "rotation/" + number,
            List.of(file),
            () -> log.rotation(number).orElseGet(() -> new byte[0]));
    return found.length == 0 ? Optional.empty() : Optional.of(found);
  }

  @Override
  public byte[] read(Tile tile) {
    List<Path> files =
        tile.partial() ? List.of(log.file(tile), log.file(tile.full())) : List.of(log.file(tile));
    try {
      return ask(tile.path(), files, () -> log.read(tile));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private byte[] ask(String key, List<Path> files, Reading reading) throws IOException {
    try {
      List<Optional<FileStamp>> stamps = stamps(files);
      Optional<Seen> known = Optional.ofNullable(now.getOrDefault(key, before.get(key)));
      if (known.filter(one -> one.is(stamps)).isPresent()) {
        now.put(key, known.get());
        return known.get().bytes;
      }
      byte[] bytes = reading.read();
      if (stamps.stream().flatMap(Optional::stream).allMatch(this::settled)) {
        now.put(key, new Seen(files, stamps, bytes));
      } else {
        whole = false;
      }
      return bytes;
    } catch (IOException | RuntimeException failed) {
      whole = false;
      throw failed;
    }
  }

  private boolean settled(FileStamp stamp) {
    return stamp.settled(clock.instant());
  }

  private static List<Optional<FileStamp>> stamps(List<Path> files) throws IOException {
    List<Optional<FileStamp>> stamps = new ArrayList<>(files.size());
    for (Path file : files) {
      stamps.add(FileStamp.of(file));
    }
    return stamps;
  }

  @Override
  public String where() {
    return log.where();
  }
}
