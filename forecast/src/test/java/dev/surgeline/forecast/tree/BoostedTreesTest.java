package dev.surgeline.forecast.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Past;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BoostedTreesTest {
  @Test
  void theHolidayOfTheComment() {
    TreeMap<LocalDate, String> holidays = new TreeMap<>();
    for (int week = 1; week < 13; week += 2) {
      holidays.put(LocalDate.of(2026, 1, 5).plusDays(7 * week + week % 5), "a holiday");
    }
    LocalDate next = LocalDate.of(2026, 4, 8);
    holidays.put(next, "the next");
    Calendar calendar = new Calendar(Calendar.UTC.zone(), holidays);
    Instant start = Made.START;
    double[] values =
        Made.values(
            93 * 24,
            i -> {
              boolean off = calendar.isHoliday(LocalDate.of(2026, 1, 5).plusDays(i / 24));
              return off || i % 24 < 8 ? 10 : 30;
            });
    Past past = new Past(values, List.of(24), start, Duration.ofHours(1), calendar);
    assertEquals(next, calendar.local(past.stamp(values.length)).toLocalDate());
    double[] ahead = new BoostedTrees(48).fit(past).forecast(48);
    for (int h = 0; h < 48; h++) {
      double expected = h < 24 || h % 24 < 8 ? 10 : 30;
      assertEquals(expected, ahead[h], 3, h + " ahead");
    }
  }

  @Test
  void theAlmanacOfTheComment() {
    TreeMap<LocalDate, String> holidays = new TreeMap<>();
    holidays.put(LocalDate.of(2026, 12, 25), "Christmas Day");
    Calendar calendar = new Calendar(Calendar.UTC.zone(), holidays);
    Instant start = Instant.parse("2026-12-24T18:00:00Z");
    Past past = new Past(new double[2], List.of(), start, Duration.ofMinutes(30), calendar);
    Almanac almanac = new Almanac(past);
    double[] row = new double[Almanac.FIGURES];
    almanac.write(1, row, 0);
    assertArrayEquals(new double[] {18.5, 4, 7, 7, 1}, row);
    almanac.write(48 * 7 + 1, row, 0);
    assertArrayEquals(new double[] {18.5, 4, 0, 6, 7}, row);
  }

  @Test
  void whatTheFutureHoldsIsNotLookedAt() {
    double[] visits = Made.visits(6 * 168, 0.2, 1);
    double[] later = visits.clone();
    Arrays.fill(later, 900, later.length, 1e6);
    Lags here = new Lags(Made.past(visits, 24, 168));
    Lags there = new Lags(Made.past(later, 24, 168));
    double[] one = new double[here.figures()];
    double[] other = new double[here.figures()];
    for (int origin = here.first(); origin < 900; origin += 7) {
      for (int ahead = 1; ahead < 200; ahead += 3) {
        here.write(origin, ahead, one);
        there.write(origin, ahead, other);
        assertArrayEquals(one, other, 1e-9);
        assertEquals(here.base(origin, ahead), there.base(origin, ahead), 1e-9);
      }
    }
  }

  @Test
  void visitsAreForecastBetterThanByTheirLastWeek() {
    double[] visits = Made.visits(8 * 168, 0.2, 7);
    int origin = 7 * 168;
    double[] ahead =
        new BoostedTrees(168).fit(Made.past(Arrays.copyOf(visits, origin), 24, 168)).forecast(168);
    double error = 0;
    double naive = 0;
    for (int h = 0; h < 168; h++) {
      error += Math.abs(visits[origin + h] - ahead[h]);
      naive += Math.abs(visits[origin + h] - visits[origin + h - 168]);
    }
    assertTrue(error < 0.85 * naive, error / naive + " of the seasonal naive error");
  }

  @Test
  void beyondTheReachItGoesOnFromItsOwn() {
    double[] visits = Made.visits(6 * 168, 0, 1);
    Fitted fitted = new BoostedTrees(12).fit(Made.past(visits, 24, 168));
    double[] far = fitted.forecast(60);
    assertArrayEquals(fitted.forecast(12), Arrays.copyOf(far, 12), 1e-9);
    for (int h = 0; h < 12; h++) {
      fitted.observe(far[h]);
    }
    assertArrayEquals(Arrays.copyOfRange(far, 12, 24), fitted.forecast(12), 1e-9);
  }

  @Test
  void tooShortIsSaid() {
    assertFalse(new BoostedTrees(4).suits(Made.past(new double[10])));
    assertTrue(new BoostedTrees(4).suits(Made.past(new double[30])));
  }
}
