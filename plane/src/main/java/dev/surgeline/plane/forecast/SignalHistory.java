package dev.surgeline.plane.forecast;

import dev.surgeline.forecast.series.SeriesException;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What was measured of one signal, step by step, in a file that `surge forecast --series` reads,
/// too: a line with the beginning of a step and its mean, nothing where none was measured.
///
/// Whoever has a history from before can put it there; then the first forecast is as good as any.
final class SignalHistory implements Closeable {
  private static final String HEADER = "timestamp,count";

  /// Some two years of minutes; beyond that the older half goes when the file is opened.
  private static final long BYTES_MOST = 32L << 20;

  private final AppendOnlyFile file;
  private final Optional<TimeSeries> known;

  private SignalHistory(AppendOnlyFile file, Optional<TimeSeries> known) {
    this.file = file;
    this.known = known;
  }

  /// Opens or begins a history.
  ///
  /// @throws IOException if it can not be used, with a sentence that says why
  static SignalHistory open(Path path, Consumer<String> said) throws IOException {
    if (Files.exists(path) && Files.size(path) > BYTES_MOST) {
      halve(path);
    }
    AppendOnlyFile file = AppendOnlyFile.open(path, said);
    try {
      if (file.length() == 0) {
        file.append(HEADER.getBytes(StandardCharsets.UTF_8));
      }
      return new SignalHistory(file, read(path));
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  private static Optional<TimeSeries> read(Path path) throws IOException {
    try (var lines = Files.lines(path)) {
      if (lines.limit(2).count() < 2) {
        return Optional.empty();
      }
    }
    try {
      List<TimeSeries> series = SeriesFile.read(path, ZoneOffset.UTC).series();
      return Optional.of(series.getFirst());
    } catch (SeriesException wrong) {
      throw new IOException(
          wrong.getMessage() + "; mend the file or move it away, and start again", wrong);
    }
  }

  private static void halve(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path);
    Path half = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(half);
    try (AppendOnlyFile next = AppendOnlyFile.open(half, _ -> {})) {
      String kept = String.join("\n", lines.subList(lines.size() / 2, lines.size()));
      next.append((HEADER + "\n" + kept).getBytes(StandardCharsets.UTF_8));
    }
    Files.move(half, path, StandardCopyOption.ATOMIC_MOVE);
    AppendOnlyFile.forceDirectoryOf(path);
  }

  /// What the file held when it was opened; absent: nothing.
  Optional<TimeSeries> known() {
    return known;
  }

  /// @param start of the step
  /// @param value NaN where nothing was measured
  void add(Instant start, double value) throws IOException {
    String count = Double.isNaN(value) ? "" : Double.toString(value);
    file.append((start + "," + count).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
