package dev.surgeline.forecast.series;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Series as CSV, compressed with gzip or not.
///
/// The first line names the columns: `timestamp` and `count`, in any order, optionally `series`;
/// others are not read. An empty count was not observed. A count is a finite decimal number, which
/// may be negative, at most 10^15 either way; `NaN` and `inf` are errors, since whoever wrote them
/// may have meant anything. How stamps come onto even steps is told by [Grid].
///
/// At most 10,000,000 rows, 10,000 series, 10,000 characters a line, and 20,000,000 steps of all
/// series together with those in between that have no row.
///
/// @param series in the order of their first rows; named by the column `series`, else not named
/// @param notes what was mended, a sentence each
public record SeriesFile(List<TimeSeries> series, List<String> notes) {
  public static final int ROWS_MAX = 10_000_000;
  public static final int SERIES_MAX = 10_000;
  static final int STEPS_MAX = 20_000_000;

  private static final double COUNT_MAX = 1e15;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  public SeriesFile {
    series = List.copyOf(series);
    notes = List.copyOf(notes);
  }

  /// Reads a file.
  ///
  /// @param zone whose clock a stamp without an offset is on
  /// @throws SeriesException if it can not be used
  /// @throws IOException if it can not be read
  public static SeriesFile read(Path file, ZoneId zone) throws IOException {
    try (var lines = new CsvLines(file)) {
      Header header = Header.of(lines);
      Map<String, Rows> all = new LinkedHashMap<>();
      int rows = 0;
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().isBlank()) {
          continue;
        }
        rows++;
        if (rows > ROWS_MAX) {
          throw lines.wrong("a file has at most " + ROWS_MAX + " rows");
        }
        List<String> fields = fields(line.get());
        String name = header.series < 0 ? "" : header.field(fields, header.series, lines);
        Rows one = all.computeIfAbsent(name, _ -> new Rows());
        if (all.size() > SERIES_MAX) {
          throw lines.wrong("a file has at most " + SERIES_MAX + " series");
        }
        one.add(
            stamp(header.field(fields, header.timestamp, lines), zone, lines),
            count(header.field(fields, header.count, lines), lines));
      }
      if (rows == 0) {
        throw new SeriesException(file + ": there is no row below the header");
      }
      return gridded(file, all);
    }
  }

  /// A stamp as it may stand in a file; absent if the text is none.
  ///
  /// @param zone whose clock one without an offset is on
  public static Optional<Instant> stamp(String text, ZoneId zone) {
    OptionalLong millis = Stamps.millis(text.strip(), zone);
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  private static SeriesFile gridded(Path file, Map<String, Rows> all) {
    List<TimeSeries> series = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    long steps = 0;
    for (Map.Entry<String, Rows> one : all.entrySet()) {
      String where = one.getKey().isEmpty() ? "" : "series " + one.getKey() + ": ";
      Rows rows = one.getValue();
      try {
        Grid grid = Grid.of(rows.stamps(), rows.counts());
        steps += grid.length();
        if (steps > STEPS_MAX) {
          throw new IllegalArgumentException(
              "all series together have at most " + STEPS_MAX + " steps, gaps included");
        }
        series.add(grid.series(one.getKey()));
        grid.notes().forEach(note -> notes.add(where + note));
      } catch (IllegalArgumentException wrong) {
        throw new SeriesException(file + ": " + where + wrong.getMessage());
      }
    }
    return new SeriesFile(series, notes);
  }

  private static long stamp(String text, ZoneId zone, CsvLines lines) {
    OptionalLong millis = Stamps.millis(text.strip(), zone);
    return millis.orElseThrow(
        () -> lines.wrong("column timestamp " + Stamps.RULE + ", not '" + shown(text) + "'"));
  }

  private static double count(String field, CsvLines lines) {
    String text = field.strip();
    if (text.isEmpty()) {
      return Double.NaN;
    }
    double count = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!(Math.abs(count) <= COUNT_MAX)) {
      throw lines.wrong(
          "column count is a decimal number of at most 10^15 either way, or empty where nothing was"
              + " observed, not '"
              + shown(text)
              + "'");
    }
    return count;
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  /// The fields of a line. Quotes around a field are taken off, two within one are one.
  static List<String> fields(String line) {
    if (line.indexOf('"') < 0) {
      return Arrays.asList(line.split(",", -1));
    }
    List<String> fields = new ArrayList<>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char one = line.charAt(i);
      if (one == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(one);
        i++;
      } else if (one == '"') {
        quoted = !quoted;
      } else if (one == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(one);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /// Where the columns are.
  ///
  /// @param series below 0: there is none
  private record Header(int timestamp, int count, int series, int columns) {
    static Header of(CsvLines lines) throws IOException {
      List<String> names =
          fields(lines.next().orElseThrow(() -> lines.wrong("the file is empty"))).stream()
              .map(String::strip)
              .toList();
      for (String wanted : List.of("timestamp", "count")) {
        if (!names.contains(wanted)) {
          throw lines.wrong(
              "the header names no column "
                  + wanted
                  + ": it is timestamp,count or series,timestamp,count, more columns are ignored");
        }
      }
      return new Header(
          names.indexOf("timestamp"),
          names.indexOf("count"),
          names.indexOf("series"),
          names.size());
    }

    String field(List<String> fields, int column, CsvLines lines) {
      if (fields.size() != columns) {
        throw lines.wrong("the header has " + columns + " columns, this line " + fields.size());
      }
      return fields.get(column);
    }
  }

  /// The rows of one series, as they came.
  private static final class Rows {
    private long[] stamps = new long[64];
    private double[] counts = new double[64];
    private int size;

    void add(long stamp, double count) {
      if (size == stamps.length) {
        stamps = Arrays.copyOf(stamps, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
      }
      stamps[size] = stamp;
      counts[size] = count;
      size++;
    }

    long[] stamps() {
      return Arrays.copyOf(stamps, size);
    }

    double[] counts() {
      return Arrays.copyOf(counts, size);
    }
  }
}
