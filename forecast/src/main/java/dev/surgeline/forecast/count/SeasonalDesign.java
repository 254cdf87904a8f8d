package dev.surgeline.forecast.count;

import dev.surgeline.core.platform.Calendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The columns of the regression on the calendar, in groups that share a ridge.
///
/// | group | columns |
/// |---|---|
/// | 0 | one |
/// | 1 | slot of the day |
/// | 2 | day of the week |
/// | 3 | slot of the week |
/// | 4 | annual harmonics 1 to 3 |
/// | 5 | annual harmonics 1 to 2 x daily harmonics 1 to 2 |
/// | 6 | annual harmonics 1 to 2 x weekend |
/// | 7 | kinds of holiday x four blocks of the day |
///
/// Of a shorter history groups 4 to 6 are left out, which need more than a year, and group 7, which
/// needs a year.
final class SeasonalDesign {
  static final int GROUPS = 8;

  private static final int ANNUAL = 3;
  private static final int CROSSED = 2;
  private static final int DAILY = 2;
  private static final int BLOCKS = 4;

  private final int slots;
  private final Calendar calendar;
  private final boolean annual;
  private final boolean holidays;
  private final int[] firsts = new int[GROUPS + 1];
  private final Map<Integer, Day> days = new HashMap<>();
  private final double[][] daily;

  /// What a day brings to all its rows.
  ///
  /// @param week 0 for Monday
  /// @param annual sines and cosines
  /// @param kinds of holiday that it is
  @SuppressWarnings("ArrayRecordComponent")
  private record Day(int week, double[] annual, int[] kinds) {}

  SeasonalDesign(int slots, Calendar calendar, boolean annual, boolean holidays) {
    this.slots = slots;
    this.calendar = calendar;
    this.annual = annual;
    this.holidays = holidays;
    int harmonics = slots > 1 ? 2 * Math.min(DAILY, (slots - 1) / 2) : 0;
    this.daily = new double[slots][];
    for (int slot = 0; slot < slots; slot++) {
      daily[slot] = harmonics(2 * Math.PI * slot / slots, harmonics / 2);
    }
    int[] sizes = {
      1,
      slots > 1 ? slots : 0,
      7,
      slots > 1 ? 7 * slots : 0,
      annual ? 2 * ANNUAL : 0,
      annual ? 2 * CROSSED * harmonics : 0,
      annual ? 2 * CROSSED : 0,
      holidays ? DayKind.COUNT * blocks() : 0
    };
    for (int group = 0; group < GROUPS; group++) {
      firsts[group + 1] = firsts[group] + sizes[group];
    }
  }

  private int blocks() {
    return Math.min(BLOCKS, slots);
  }

  int columns() {
    return firsts[GROUPS];
  }

  /// The first column of a group; of the group after the last, the number of columns.
  int first(int group) {
    return firsts[group];
  }

  /// Whether it has the columns that more of history would bring in.
  boolean fits(boolean withAnnual, boolean withHolidays) {
    return annual == withAnnual && holidays == withHolidays;
  }

  /// Fills in the columns that are not zero, growing.
  ///
  /// @return how many there are
  int row(int day, int slot, int[] at, double[] x) {
    Day features = days.computeIfAbsent(day, this::features);
    int n = 0;
    n = put(at, x, n, 0, 1);
    if (slots > 1) {
      n = put(at, x, n, firsts[1] + slot, 1);
    }
    n = put(at, x, n, firsts[2] + features.week, 1);
    if (slots > 1) {
      n = put(at, x, n, firsts[3] + features.week * slots + slot, 1);
    }
    if (annual) {
      n = annual(features, slot, at, x, n);
    }
    if (holidays) {
      int block = slot * blocks() / slots;
      for (int kind : features.kinds) {
        n = put(at, x, n, firsts[7] + kind * blocks() + block, 1);
      }
    }
    return n;
  }

  /// The longest row.
  int widest() {
    return 4 + columns() - firsts[4];
  }

  private int annual(Day features, int slot, int[] at, double[] x, int from) {
    int n = from;
    for (int i = 0; i < 2 * ANNUAL; i++) {
      n = put(at, x, n, firsts[4] + i, features.annual[i]);
    }
    double[] day = daily[slot];
    for (int i = 0; i < 2 * CROSSED; i++) {
      for (int j = 0; j < day.length; j++) {
        n = put(at, x, n, firsts[5] + i * day.length + j, features.annual[i] * day[j]);
      }
    }
    for (int i = 0; i < 2 * CROSSED && features.week >= 5; i++) {
      n = put(at, x, n, firsts[6] + i, features.annual[i]);
    }
    return n;
  }

  private static int put(int[] at, double[] x, int n, int column, double value) {
    at[n] = column;
    x[n] = value;
    return n + 1;
  }

  private Day features(int day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    List<Integer> kinds = new ArrayList<>();
    if (holidays) {
      DayKind.of(date, calendar).forEach(kind -> kinds.add(kind.ordinal()));
    }
    return new Day(
        date.getDayOfWeek().getValue() - 1,
        harmonics(2 * Math.PI * day / 365.2425, ANNUAL),
        kinds.stream().mapToInt(Integer::intValue).toArray());
  }

  private static double[] harmonics(double phase, int count) {
    double[] waves = new double[2 * count];
    for (int i = 0; i < count; i++) {
      waves[2 * i] = Math.sin((i + 1) * phase);
      waves[2 * i + 1] = Math.cos((i + 1) * phase);
    }
    return waves;
  }
}
