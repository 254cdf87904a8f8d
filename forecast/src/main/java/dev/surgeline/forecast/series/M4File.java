package dev.surgeline.forecast.series;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Files in the layout of the M4 competition: a series a line, `id,v1,v2,...`; compressed with gzip
/// or not. At most 2^22 characters a line, 2^30 a file, 200,000 series and 20,000,000 values of all
/// together.
///
/// Cells may be quoted. A first line whose values are no numbers is a header. Empty cells at the
/// end of a line pad it and are dropped; empty cells between values are steps that were not
/// observed. The layout has no stamps: series start at the epoch, an hour apart.
public final class M4File {
  private static final Duration STEP = Duration.ofHours(1);

  private static final int LINE_MAX = 1 << 22;
  private static final int SERIES_MAX = 200_000;
  private static final int VALUES_MAX = 20_000_000;

  private M4File() {}

  /// Its series, in the file's order.
  ///
  /// @throws SeriesException with file and line, where that is not what a line says
  /// @throws IOException where it cannot be read
  public static List<TimeSeries> read(Path file) throws IOException {
    try (var lines = new CsvLines(file, LINE_MAX)) {
      List<TimeSeries> found = new ArrayList<>();
      Set<String> names = new HashSet<>();
      long total = 0;
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        String[] cells = cells(line.get());
        if (cells.length == 0 || (lines.number() == 1 && isHeader(cells))) {
          continue;
        }
        TimeSeries one = series(cells, lines);
        found.add(one);
        total += one.length();
        if (found.size() > SERIES_MAX || total > VALUES_MAX) {
          throw lines.wrong(
              "a file has at most " + SERIES_MAX + " series, and " + VALUES_MAX + " values");
        }
        if (!names.add(cells[0])) {
          throw lines.wrong("the series " + cells[0] + " is there a second time");
        }
      }
      if (found.isEmpty()) {
        throw new SeriesException(file + ": there is no series in it");
      }
      return found;
    }
  }

  /// Without what pads the line, quotes and blanks.
  private static String[] cells(String line) {
    String[] cells = line.split(",", -1);
    int used = 0;
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i].strip();
      boolean quoted = cell.length() >= 2 && cell.startsWith("\"") && cell.endsWith("\"");
      cells[i] = quoted ? cell.substring(1, cell.length() - 1).strip() : cell;
      used = cells[i].isEmpty() ? used : i + 1;
    }
    return Arrays.copyOf(cells, used);
  }

  private static boolean isHeader(String[] cells) {
    for (int i = 1; i < cells.length; i++) {
      if (isNumber(cells[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String cell) {
    try {
      return Double.isFinite(Double.parseDouble(cell));
    } catch (NumberFormatException _) {
      return false;
    }
  }

  private static TimeSeries series(String[] cells, CsvLines at) {
    if (cells[0].isEmpty()) {
      throw at.wrong("the first cell, the series' name, is empty");
    }
    if (cells.length < 2) {
      throw at.wrong("the series " + cells[0] + " has no values");
    }
    double[] values = new double[cells.length - 1];
    for (int i = 0; i < values.length; i++) {
      String cell = cells[i + 1];
      if (!cell.isEmpty() && !isNumber(cell)) {
        throw at.wrong(
            "value " + (i + 1) + " of the series " + cells[0] + " is '" + cell + "', not a number");
      }
      values[i] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
    return new TimeSeries(cells[0], Instant.EPOCH, STEP, values);
  }
}
