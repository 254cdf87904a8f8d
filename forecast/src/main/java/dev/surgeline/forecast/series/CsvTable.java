package dev.surgeline.forecast.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A small table as CSV, compressed with gzip or not, of which every column is known.
///
/// The first line names the columns, in any order; a column that is not known is an error, since it
/// may be one that is known and misspelt. Empty lines are not read.
///
/// @param rows in the order of the file
public record CsvTable(List<Row> rows) {
  public CsvTable {
    rows = List.copyOf(rows);
  }

  /// A line.
  ///
  /// @param file that it is in
  /// @param number of the line, from 1
  /// @param cells by column, without space around them
  public record Row(Path file, int number, SortedMap<String, String> cells) {
    public Row {
      cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /// A cell; empty where nothing stands in it or there is no such column.
    public Optional<String> cell(String column) {
      return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
    }

    /// A cell that must not be empty.
    ///
    /// @throws SeriesException if it is
    public String needed(String column) {
      return cell(column).orElseThrow(() -> wrong("column " + column + " is empty"));
    }

    /// What is wrong with it.
    public SeriesException wrong(String sentence) {
      return new SeriesException(file + " line " + number + ": " + sentence);
    }
  }

  /// Reads a file.
  ///
  /// @param needed columns that must be there
  /// @param known columns that may be
  /// @param most rows
  /// @throws SeriesException if it can not be used
  /// @throws IOException if it can not be read
  public static CsvTable read(Path file, List<String> needed, List<String> known, int most)
      throws IOException {
    try (var lines = new CsvLines(file)) {
      List<String> names = header(lines, needed, known);
      List<Row> rows = new ArrayList<>();
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().isBlank()) {
          continue;
        }
        List<String> fields = SeriesFile.fields(line.get());
        if (fields.size() != names.size()) {
          throw lines.wrong(
              "the header has " + names.size() + " columns, this line " + fields.size());
        }
        if (rows.size() == most) {
          throw lines.wrong("a file has at most " + most + " rows");
        }
        SortedMap<String, String> cells = new TreeMap<>();
        for (int i = 0; i < fields.size(); i++) {
          cells.put(names.get(i), fields.get(i).strip());
        }
        rows.add(new Row(file, lines.number(), cells));
      }
      if (rows.isEmpty()) {
        throw new SeriesException(file + ": there is no row below the header");
      }
      return new CsvTable(rows);
    }
  }

  private static List<String> header(CsvLines lines, List<String> needed, List<String> known)
      throws IOException {
    List<String> names =
        SeriesFile.fields(lines.next().orElseThrow(() -> lines.wrong("the file is empty"))).stream()
            .map(String::strip)
            .toList();
    List<String> all = new ArrayList<>(needed);
    all.addAll(known);
    for (String name : names) {
      if (!all.contains(name)) {
        throw lines.wrong(
            "there is no column '" + name + "'; columns are " + String.join(", ", all));
      }
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw lines.wrong("the column " + name + " is there twice");
      }
    }
    for (String name : needed) {
      if (!names.contains(name)) {
        throw lines.wrong("the column " + name + " is missing");
      }
    }
    return names;
  }
}
