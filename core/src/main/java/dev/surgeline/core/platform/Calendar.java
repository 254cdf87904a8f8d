package dev.surgeline.core.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The clock on the wall and the days off.
///
/// Twice a year the two clocks part. Both times are answered so that a window on the wall's clock
/// is never lost and never starts twice:
///
/// - A time that does not exist starts at the end of the gap: on 29 March 2026 in London 01:30 is
///   the moment 02:00.
/// - A time that comes twice starts with its first coming and ends with its last: on 25 October
///   2026 in London 01:15 to 01:45 goes on for an hour and a half.
///
/// @param zone an IANA time zone
/// @param holidays their names by date, at most 1,000
public record Calendar(ZoneId zone, SortedMap<LocalDate, String> holidays) {
  /// The calendar of a platform that names none: no summer time, no holidays.
  public static final Calendar UTC = new Calendar(ZoneId.of("UTC"), new TreeMap<>());

  /// More than the longest window, and the day that it may begin late.
  private static final Duration STEADY = Duration.ofDays(9);

  private static final int DAY = 86_400;

  /// Seconds from 1970 to when a year has five digits.
  private static final long YEAR_10000 = 253_402_300_800L;

  public Calendar {
    holidays = Collections.unmodifiableSortedMap(new TreeMap<>(holidays));
    if (holidays.size() > 1_000) {
      throw new IllegalArgumentException("a calendar has at most 1000 holidays");
    }
    holidays.forEach((date, name) -> {
      if (name.isBlank() || name.length() > 100) {
        throw new IllegalArgumentException(
            "the name of the holiday on " + date + " has 1 to 100 characters");
      }
    });
  }

  /// Whether a day is a holiday.
  public boolean isHoliday(LocalDate day) {
    return holidays.containsKey(day);
  }

  /// What the clock on the wall shows.
  public LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, zone);
  }

  /// The moment at which what begins at a local time begins.
  Instant starting(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.toInstant(zone.getRules().getOffset(local));
    }
    return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
  }

  /// The moment at which what ends at a local time, and no longer holds then, has ended.
  Instant ending(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.toInstant(zone.getRules().getOffset(local));
    }
    if (change.isGap()) {
      return change.getInstant();
    }
    // What ends as the repeated time begins has none of it.
    ZoneOffset offset =
        local.equals(change.getDateTimeAfter())
            ? change.getOffsetBefore()
            : change.getOffsetAfter();
    return local.toInstant(offset);
  }

  /// The moment at which a day begins.
  public Instant startOf(LocalDate day) {
    return starting(day.atStartOfDay());
  }

  /// The moment at which the hour ends that the clock on the wall shows. A change of the clocks
  /// ends an hour too: what comes after it is another one.
  public Instant hourEnd(Instant at) {
    ZoneOffset offset = zone.getRules().getOffset(at);
    long seconds = at.getEpochSecond();
    long into = Math.floorMod(seconds + offset.getTotalSeconds(), 3600);
    Instant end = Instant.ofEpochSecond(seconds - into + 3600);
    if (zone.getRules().getOffset(end).equals(offset)) {
      return end;
    }
    ZoneOffsetTransition change = zone.getRules().nextTransition(at);
    return change == null || change.getInstant().isAfter(end) ? end : change.getInstant();
  }

  /// A moment, looked up once for all windows that are asked about it.
  ///
  /// @param calendar whose clock
  /// @param at when
  /// @param local what the clock shows
  /// @param steady whether the clocks do not change for some days before and after
  /// @param text of `at`
  public record Moment(
      Calendar calendar, Instant at, LocalDateTime local, boolean steady, String text) {}

  /// What the calendar says of a moment.
  public Moment moment(Instant at) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(at.minus(STEADY));
    boolean steady = change == null || change.getInstant().isAfter(at.plus(STEADY));
    return new Moment(this, at, local(at), steady, text(at));
  }

  /// As [Instant#toString], which for whole seconds of our time need not ask a formatter.
  static String text(Instant at) {
    long seconds = at.getEpochSecond();
    if (at.getNano() != 0 || seconds < 0 || seconds >= YEAR_10000) {
      return at.toString();
    }
    int time = (int) (seconds % DAY);
    char[] clock = {
      'T',
      digit(time / 36_000),
      digit(time / 3600 % 10),
      ':',
      digit(time / 600 % 6),
      digit(time / 60 % 10),
      ':',
      digit(time / 10 % 6),
      digit(time % 10),
      'Z'
    };
    return LocalDate.ofEpochDay(seconds / DAY) + String.valueOf(clock);
  }

  private static char digit(int value) {
    return (char) ('0' + value);
  }

  /// Whether the clock on the wall shows this moment's time a second time, before or after.
  public boolean comesTwice(Instant at) {
    return zone.getRules().getValidOffsets(local(at)).size() > 1;
  }
}
