package dev.surgeline.core.decide.slo;

import java.util.ArrayList;
import java.util.List;

/// A byte for each minute of the last fourteen days with data, UTC.
///
/// One for each day, so that a new minute copies one day and no more.
///
/// @param days the oldest first; a day without data may be absent
public record Days(List<Day> days) {
  /// One day.
  ///
  /// @param number days since 1970
  /// @param minutes 1440 bytes, [Quantised#NONE] where nothing is known
  public record Day(long number, Bytes minutes) {
    public Day {
      if (minutes.length() != MINUTES) {
        throw new IllegalArgumentException("a day has 1440 minutes, not " + minutes.length());
      }
    }
  }

  static final int MINUTES = 1440;

  /// Nothing is known.
  static final Days EMPTY = new Days(List.of());

  /// A day after all others, of which nothing is known.
  private static final Day NONE = new Day(Long.MAX_VALUE, Bytes.filled(MINUTES, Quantised.NONE));

  public Days {
    days = List.copyOf(days);
  }

  /// The byte of a minute.
  ///
  /// @param minute since 1970
  byte at(long minute) {
    long number = Math.floorDiv(minute, (long) MINUTES);
    for (int i = days.size() - 1; i >= 0; i--) {
      Day day = days.get(i);
      if (day.number() <= number) {
        return day.number() == number
            ? day.minutes().get((int) Math.floorMod(minute, (long) MINUTES))
            : Quantised.NONE;
      }
    }
    return Quantised.NONE;
  }

  /// The bytes of minutes in even steps back, as far as they are known.
  ///
  /// @param minute since 1970, from which they are counted back and which is none of them
  /// @param step minutes
  /// @param times how many, at most
  /// @param from where the first goes
  /// @return where the next would go
  int back(long minute, int step, int times, byte[] into, int from) {
    int count = from;
    int place = days.size();
    long number = Math.floorDiv(minute, (long) MINUTES);
    int index = (int) Math.floorMod(minute, (long) MINUTES);
    Day day = NONE;
    for (int i = 0; i < times; i++) {
      index -= step;
      while (index < 0) {
        index += MINUTES;
        number--;
      }
      while (day.number() > number && place > 0) {
        day = days.get(--place);
      }
      byte value = day.number() == number ? day.minutes().get(index) : Quantised.NONE;
      if (value != Quantised.NONE) {
        into[count++] = value;
      }
    }
    return count;
  }

  /// With the larger of two where the minute has one already: what a minute is remembered for is
  /// its worst.
  ///
  /// @param minute since 1970; not before the last day
  /// @param keep days beside the one of the minute
  Days with(long minute, byte value, int keep) {
    byte before = at(minute);
    if (before != Quantised.NONE && before >= value) {
      return this;
    }
    long number = Math.floorDiv(minute, (long) MINUTES);
    int index = (int) Math.floorMod(minute, (long) MINUTES);
    List<Day> next = new ArrayList<>(days.size() + 1);
    for (Day day : days) {
      if (day.number() >= number - keep && day.number() < number) {
        next.add(day);
      }
    }
    boolean begun = !days.isEmpty() && days.getLast().number() == number;
    Bytes minutes = begun ? days.getLast().minutes() : Bytes.filled(MINUTES, Quantised.NONE);
    next.add(new Day(number, minutes.with(index, value)));
    return new Days(next);
  }
}
