package dev.surgeline.core.scenario;

import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// A platform's calendar and the windows of a schedule, as a scenario declares them.
final class CalendarText {
  private CalendarText() {}

  /// `calendar Europe/London 2026-12-25 Christmas Day`.
  static Calendar parse(String line) {
    String[] parts = line.strip().split(" {2,}");
    var holidays = new TreeMap<LocalDate, String>();
    for (int i = 1; i < parts.length; i++) {
      String[] words = parts[i].split(" ", 2);
      holidays.put(LocalDate.parse(words[0]), words[1]);
    }
    return new Calendar(ZoneId.of(parts[0].substring("calendar ".length())), holidays);
  }

  /// `claims on last 2 days of month 18:00-23:00 then min 12`; also `max 6`, `replicas 5`,
  /// `multiplier 1.5`, `freeze`, and several set apart by `and`.
  static Policy.Schedule.Entry window(String text) {
    String[] parts = text.split(" on | then ");
    Map<String, String> holds = new TreeMap<>();
    for (String one : parts[2].split(" and ")) {
      String[] words = one.split(" ");
      holds.put(words[0], words.length > 1 ? words[1] : "true");
    }
    var multiplier = Optional.ofNullable(holds.get("multiplier")).map(Double::valueOf);
    return new Policy.Schedule.Entry(
        parts[0],
        Window.parse(parts[1]),
        size(holds, "min"),
        size(holds, "max"),
        size(holds, "replicas"),
        multiplier.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
        Optional.ofNullable(holds.get("freeze")).map(Boolean::valueOf));
  }

  private static Optional<Replicas> size(Map<String, String> holds, String key) {
    return Optional.ofNullable(holds.get(key)).map(text -> new Replicas(Integer.parseInt(text)));
  }
}
