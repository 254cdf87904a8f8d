package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.repair.Gaps.Gap;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OutagesTest {
  @Test
  void hoursAtZeroInABusySeriesAreAnOutage() {
    double[] visits = Made.visits(4 * 168, 0.1, 1);
    Arrays.fill(visits, 300, 312, 0);
    assertEquals(List.of(new Gap(300, 312)), found(visits));
    Arrays.fill(visits, 660, 672, 0);
    assertEquals(List.of(new Gap(300, 312), new Gap(660, 672)), found(visits));
  }

  @Test
  void aSingleZeroIsNone() {
    double[] visits = Made.visits(4 * 168, 0.1, 1);
    visits[300] = 0;
    assertEquals(List.of(), found(visits));
  }

  @Test
  void whatIsShutAtNightAndAtWeekendsIsLeftAlone() {
    double[] clinic = Made.visits(4 * 168, 0.1, 1);
    for (int i = 0; i < clinic.length; i++) {
      boolean open = i / 24 % 7 < 5 && i % 24 >= 8 && i % 24 < 18;
      clinic[i] = open ? clinic[i] : 0;
    }
    assertEquals(List.of(), found(clinic));
  }

  @Test
  void aHolidayInTheCalendarIsLeftAlone() {
    double[] visits = Made.visits(4 * 168, 0.1, 1);
    Arrays.fill(visits, 240, 264, 0);
    assertEquals(List.of(new Gap(240, 264)), found(visits));
    TreeMap<LocalDate, String> holidays = new TreeMap<>();
    holidays.put(LocalDate.of(2026, 1, 15), "a holiday");
    Calendar calendar = new Calendar(Calendar.UTC.zone(), holidays);
    assertEquals(List.of(), Outages.find(Made.hourly(visits), calendar));
  }

  @Test
  void sparseArrivalsHaveNone() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double mean = 0.05 + 0.1 * seed;
      double[] sparse = Made.values(2000, _ -> Made.arrivals(random, mean));
      assertEquals(List.of(), found(sparse), "a mean of " + mean);
    }
  }

  private static List<Gap> found(double[] values) {
    return Outages.find(Made.hourly(values), Calendar.UTC);
  }
}
