package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.event.Event;
import dev.surgeline.forecast.series.CsvTable;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.wire.DurationText;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holidays and events from files: CSV, or YAML where the name ends in `.yaml`, `.yml` or `.json`.
///
/// Holidays are `date,name` a line, or a list `holidays` of `date` and `name`. Events are
/// `name,from,to` a line with the columns `ramp` and `factor` where they are known, or a list
/// `events` of the same. Times without an offset are on the given zone's clock.
final class KnownDays {
  private static final int ROWS_MAX = 1_000;
  private static final String MOMENT = " is a moment such as 2026-11-01 or 2026-11-01T08:00:00Z";

  private KnownDays() {}

  /// A file of holidays.
  record Holidays(List<Holiday> holidays) {
    /// A day off.
    record Holiday(LocalDate date, String name) {}

    Holidays {
      var names = new TreeMap<LocalDate, String>();
      for (Holiday holiday : holidays) {
        if (names.put(holiday.date, holiday.name) != null) {
          throw new IllegalArgumentException("has the holiday " + holiday.date + " twice");
        }
      }
      if (new Calendar(ZoneOffset.UTC, names).holidays().isEmpty()) {
        throw new IllegalArgumentException("names no holiday");
      }
    }
  }

  /// A file of events.
  record Events(List<Listed> events) {
    /// One of them.
    ///
    /// @param ramp absent: none
    /// @param factor absent: learned
    record Listed(
        String name, String from, String to, Optional<Duration> ramp, Optional<Double> factor) {
      Listed {
        event(name, from, to, ramp, factor, ZoneOffset.UTC);
      }
    }

    Events {
      if (events.size() > ROWS_MAX) {
        throw new IllegalArgumentException("has at most 1000 events");
      }
    }
  }

  /// Holidays by date.
  static SortedMap<LocalDate, String> holidays(Path file) throws IOException {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    if (isDocument(file)) {
      Json.read(Holidays.class, document(file))
          .holidays
          .forEach(holiday -> days.put(holiday.date, holiday.name));
      return days;
    }
    for (CsvTable.Row row :
        CsvTable.read(file, List.of("date", "name"), List.of(), ROWS_MAX).rows()) {
      LocalDate day;
      try {
        day = LocalDate.parse(row.needed("date"));
      } catch (DateTimeParseException wrong) {
        throw row.wrong(
            "column date is a date such as 2026-12-25, not '" + row.needed("date") + "'");
      }
      if (days.put(day, row.needed("name")) != null) {
        throw row.wrong("the holiday " + day + " is there twice");
      }
    }
    return days;
  }

  /// Events in the order of the file.
  ///
  /// @param zone whose clock times without an offset are on
  static List<Event> events(Path file, ZoneId zone) throws IOException {
    if (isDocument(file)) {
      return Json.read(Events.class, document(file)).events.stream()
          .map(one -> event(one.name, one.from, one.to, one.ramp, one.factor, zone))
          .toList();
    }
    List<Event> events = new ArrayList<>();
    var table =
        CsvTable.read(file, List.of("name", "from", "to"), List.of("ramp", "factor"), ROWS_MAX);
    for (CsvTable.Row row : table.rows()) {
      try {
        events.add(
            event(
                row.needed("name"),
                row.needed("from"),
                row.needed("to"),
                row.cell("ramp").map(DurationText::parse),
                row.cell("factor").map(Double::valueOf),
                zone));
      } catch (NumberFormatException wrong) {
        throw row.wrong("column factor is a number, not '" + row.needed("factor") + "'");
      } catch (IllegalArgumentException wrong) {
        throw row.wrong(Surge.sentence(wrong));
      }
    }
    return events;
  }

  private static Event event(
      String name,
      String from,
      String to,
      Optional<Duration> ramp,
      Optional<Double> factor,
      ZoneId zone) {
    return new Event(
        name,
        moment("from", from, zone),
        moment("to", to, zone),
        ramp.orElse(Duration.ZERO),
        factor.isPresent() ? OptionalDouble.of(factor.get()) : OptionalDouble.empty());
  }

  private static Instant moment(String key, String text, ZoneId zone) {
    return SeriesFile.stamp(text, zone)
        .orElseThrow(() -> new IllegalArgumentException(key + MOMENT + ", not '" + text + "'"));
  }

  private static boolean isDocument(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static Node document(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(Yaml.BYTES_MAX + 1);
    }
    List<Node> documents = Yaml.read(bytes, file.toString());
    if (documents.size() != 1) {
      throw new WrongInput(file + ": one document is expected, not " + documents.size());
    }
    return documents.getFirst();
  }
}
