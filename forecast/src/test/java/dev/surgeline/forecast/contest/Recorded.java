package dev.surgeline.forecast.contest;

import dev.surgeline.forecast.series.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Recorded series that lie beside the project and are not shipped with it.
public final class Recorded {
  private Recorded() {}

  /// A folder or file of the recorded data, if it is there.
  public static Optional<Path> beside(String path) {
    Path home = Path.of(System.getProperty("surge.home", "."));
    Path found = home.toAbsolutePath().normalize();
    while (found != null) {
      Path data = found.resolve("shared/data").resolve(path);
      if (Files.exists(data)) {
        return Optional.of(data);
      }
      found = found.getParent();
    }
    return Optional.empty();
  }

  /// The series of a file with the columns timestamp and count, or series, timestamp and count.
  public static List<TimeSeries> traces(Path file) {
    List<String[]> rows = rows(file);
    boolean several = rows.getFirst()[0].equals("series");
    Map<String, List<String[]>> series = new LinkedHashMap<>();
    for (String[] row : rows.subList(1, rows.size())) {
      series.computeIfAbsent(several ? row[0] : "", _ -> new ArrayList<>()).add(row);
    }
    List<TimeSeries> read = new ArrayList<>();
    series.forEach((name, each) -> read.add(series(name, each, several ? 1 : 0)));
    return read;
  }

  private static TimeSeries series(String name, List<String[]> rows, int column) {
    Instant start = Instant.parse(rows.getFirst()[column]);
    Duration step = Duration.between(start, Instant.parse(rows.get(1)[column]));
    Duration whole = Duration.between(start, Instant.parse(rows.getLast()[column]));
    double[] values = new double[(int) (whole.dividedBy(step) + 1)];
    Arrays.fill(values, Double.NaN);
    for (String[] row : rows) {
      Duration since = Duration.between(start, Instant.parse(row[column]));
      boolean known = row.length > column + 1 && !row[column + 1].isEmpty();
      values[(int) since.dividedBy(step)] =
          known ? Double.parseDouble(row[column + 1]) : Double.NaN;
    }
    return new TimeSeries(name, start, step, values);
  }

  /// Every so many of the series of M4 Hourly's training part.
  public static List<TimeSeries> hourly(Path file, int every) {
    List<TimeSeries> read = new ArrayList<>();
    List<String[]> rows = rows(file);
    Instant start = Instant.parse("2015-07-01T00:00:00Z");
    for (int i = 0; i < rows.size(); i += every) {
      double[] values =
          Arrays.stream(rows.get(i))
              .skip(1)
              .map(text -> text.replace("\"", ""))
              .filter(text -> !text.isEmpty())
              .mapToDouble(Double::parseDouble)
              .toArray();
      read.add(new TimeSeries(rows.get(i)[0], start, Duration.ofHours(1), values));
    }
    return read;
  }

  private static List<String[]> rows(Path file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
