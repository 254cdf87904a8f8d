package dev.surgeline.forecast.count;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.series.Holidays;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whose public holidays show in a series of counts.
///
/// The regression without any gives the expected count of each day. For the weekday holidays of a
/// country, other than those around Christmas that count anyway,
///
///     sum over four blocks of the day of (sum (y - mu))^2 / (phi sum mu)
///
/// is chi-square with four degrees of freedom where they are days like others, with phi the mean of
/// (y - mu)^2 / mu over the other days. The country with the largest is taken if it is above 14.9,
/// which chance exceeds once in 200.
///
/// @param name `none`, `england` or `us`
/// @param holidays by date
public record HolidayChoice(String name, SortedMap<LocalDate, String> holidays) {
  private static final double CHANCE = 14.9;
  private static final int BLOCKS = 4;
  private static final double HALF_LIFE_YEARS = 3;

  /// No holidays.
  public static final HolidayChoice NONE = new HolidayChoice("none", new TreeMap<>());

  /// Those of a country in the years of a series, one before, and two after.
  ///
  /// @param name `england` or `us`
  /// @throws IllegalArgumentException if it is another
  public static HolidayChoice of(String name, TimeSeries series, ZoneId zone) {
    int from = LocalDate.ofInstant(series.stamp(0), zone).getYear() - 1;
    int to = LocalDate.ofInstant(series.stamp(series.length()), zone).getYear() + 2;
    return switch (name) {
      case "england" -> new HolidayChoice(name, Holidays.england(from, to));
      case "us" -> new HolidayChoice(name, Holidays.unitedStates(from, to));
      // tidy: names are text
      default ->
          throw new IllegalArgumentException("holidays are england, us or none, not " + name);
    };
  }

  /// Those that show; none where the history is too short to tell or not of counts.
  public static HolidayChoice likeliest(TimeSeries history, ZoneId zone) {
    double hours = history.length() * (history.step().toMillis() / 3.6e6);
    if (hours < SeasonalRate.YEAR_HOURS || !CountForecaster.suits(history)) {
      return NONE;
    }
    Days days = new Days(history, zone);
    HolidayChoice likeliest = NONE;
    double most = CHANCE;
    for (String name : new String[] {"england", "us"}) {
      HolidayChoice choice = of(name, history, zone);
      double shown = days.shown(choice.holidays);
      if (shown > most) {
        most = shown;
        likeliest = choice;
      }
    }
    return likeliest;
  }

  /// Sums by day and block.
  private static final class Days {
    private final int first;
    private final double[][] counted;
    private final double[][] expected;

    Days(TimeSeries history, ZoneId zone) {
      var calendar = new Calendar(zone, new TreeMap<>());
      var clock = new Clock(history.start(), history.step(), calendar);
      double[] counts = history.values();
      var rate = SeasonalRate.fit(clock, calendar, HALF_LIFE_YEARS, counts, counts.length);
      this.first = clock.day(0);
      int length = clock.day(counts.length - 1) - first + 1;
      this.counted = new double[length][BLOCKS];
      this.expected = new double[length][BLOCKS];
      for (int i = 0; i < counts.length; i++) {
        if (!Double.isNaN(counts[i])) {
          int block = clock.slot(i) * BLOCKS / clock.slots();
          counted[clock.day(i) - first][block] += counts[i];
          expected[clock.day(i) - first][block] += rate.meanOfPlainDay(i);
        }
      }
    }

    double shown(SortedMap<LocalDate, String> holidays) {
      double[] over = new double[BLOCKS];
      double[] mean = new double[BLOCKS];
      double squares = 0;
      int others = 0;
      for (int i = 0; i < counted.length; i++) {
        LocalDate day = LocalDate.ofEpochDay(first + i);
        if (fixed(day)) {
          continue;
        }
        boolean holiday = holidays.containsKey(day) && !weekend(day);
        for (int j = 0; j < BLOCKS && expected[i][j] > 0; j++) {
          double away = counted[i][j] - expected[i][j];
          over[j] += holiday ? away : 0;
          mean[j] += holiday ? expected[i][j] : 0;
          squares += holiday ? 0 : away * away / expected[i][j];
          others += holiday ? 0 : 1;
        }
      }
      double sum = 0;
      for (int j = 0; j < BLOCKS; j++) {
        sum += mean[j] > 0 ? over[j] * over[j] / mean[j] : 0;
      }
      return sum / Math.max(squares / Math.max(1, others), 1);
    }

    private static boolean weekend(LocalDate day) {
      return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static boolean fixed(LocalDate day) {
      return DayKind.of(day, Calendar.UTC).size() > 0;
    }
  }
}
