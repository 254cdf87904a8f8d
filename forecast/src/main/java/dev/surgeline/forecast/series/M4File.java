package dev.surgeline.forecast.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Files in the layout of the M4 competition: a series a line, `id,v1,v2,...`; gzip where the name
/// ends in `.gz`.
///
/// Cells may be quoted. A first line whose values are no numbers is a header. Empty cells at the
/// end of a line pad it and are dropped; empty cells between values are steps that were not
/// observed. The layout has no stamps: series start at the epoch, an hour apart.
public final class M4File {
  private static final Duration STEP = Duration.ofHours(1);

  private M4File() {}

  /// Its series, in the file's order.
  ///
  /// @throws SeriesException with file and line, where that is not what a line says
  /// @throws IOException where it cannot be read
  public static List<TimeSeries> read(Path file) throws IOException {
    try (BufferedReader lines = open(file)) {
      List<TimeSeries> found = new ArrayList<>();
      Set<String> names = new HashSet<>();
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] cells = cells(line);
        if (cells.length == 0 || (number == 1 && isHeader(cells))) {
          continue;
        }
        found.add(series(cells, file + " line " + number));
        if (!names.add(cells[0])) {
          throw new SeriesException(
              file + " line " + number + ": the series " + cells[0] + " is there a second time");
        }
      }
      if (found.isEmpty()) {
        throw new SeriesException(file + ": there is no series in it");
      }
      return found;
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      InputStream plain = packed ? new GZIPInputStream(bytes) : bytes;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      bytes.close();
      throw new IOException(file + ": " + broken.getMessage(), broken);
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

  private static TimeSeries series(String[] cells, String at) {
    if (cells[0].isEmpty()) {
      throw new SeriesException(at + ": the first cell, the series' name, is empty");
    }
    if (cells.length < 2) {
      throw new SeriesException(at + ": the series " + cells[0] + " has no values");
    }
    double[] values = new double[cells.length - 1];
    for (int i = 0; i < values.length; i++) {
      String cell = cells[i + 1];
      if (!cell.isEmpty() && !isNumber(cell)) {
        throw new SeriesException(
            at
                + ": value "
                + (i + 1)
                + " of the series "
                + cells[0]
                + " is '"
                + cell
                + "', not a number");
      }
      values[i] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
    return new TimeSeries(cells[0], Instant.EPOCH, STEP, values);
  }
}
