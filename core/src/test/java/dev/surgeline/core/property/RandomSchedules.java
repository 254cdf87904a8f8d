package dev.surgeline.core.property;

import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Schedules whose windows come and go while random ticks pass, contradictions included: those are
/// refused when they are read, and must still be decided when they come later.
final class RandomSchedules {
  static final Calendar CALENDAR = calendar();

  private static final List<Window> WINDOWS =
      List.of(
          Window.parse("daily"),
          Window.parse("*/15 * * * * for 5m"),
          Window.parse("7/20 * * * * for 11m"),
          Window.parse("weekends 07:00-09:00 except holidays"),
          Window.parse("holidays"));

  private RandomSchedules() {}

  static Policy.Schedule next(Chance chance) {
    List<Policy.Schedule.Entry> entries = new ArrayList<>();
    for (int i = chance.between(1, 4); i > 0; i--) {
      entries.add(entry("w" + i, chance));
    }
    return new Policy.Schedule(entries);
  }

  private static Policy.Schedule.Entry entry(String name, Chance chance) {
    int size = chance.of(1, 3, 8, 40, Replicas.LIMIT);
    Optional<Replicas> some = Optional.of(new Replicas(size));
    Optional<Replicas> none = Optional.empty();
    int kind = chance.between(0, 4);
    return new Policy.Schedule.Entry(
        name,
        chance.of(WINDOWS),
        kind == 0 ? some : none,
        kind == 1 ? some : none,
        kind == 2 ? some : none,
        kind == 3 ? OptionalDouble.of(chance.of(0.01, 0.5, 1.5, 100.0)) : OptionalDouble.empty(),
        kind == 4 ? Optional.of(true) : Optional.empty());
  }

  private static Calendar calendar() {
    var holidays = new TreeMap<LocalDate, String>();
    holidays.put(LocalDate.of(2026, 11, 21), "any");
    return new Calendar(ZoneId.of("Europe/London"), holidays);
  }
}
