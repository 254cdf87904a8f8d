package dev.surgeline.forecast.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.contest.Recorded;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Recorded histories of health care: a part is held back and compared with what was projected.
final class RecordedPlanTest {
  private static final int AHEAD = 12;

  private static SeriesFile read(String name) throws IOException {
    Optional<Path> file = Recorded.beside("health/" + name);
    assumeTrue(file.isPresent(), "needs shared/data/health/" + name);
    return SeriesFile.read(file.orElseThrow(), ZoneOffset.UTC);
  }

  private static DemandHistory until(DemandHistory whole, int months) {
    return Histories.history(whole.months().subList(0, months));
  }

  /// The mean absolute error of the last twelve months, as a share of what came.
  private static double heldOut(DemandHistory whole) {
    int known = whole.months().size() - AHEAD;
    Projection projection = Projection.of(until(whole, known), AHEAD);
    double error = 0;
    for (int h = 0; h < AHEAD; h++) {
      double came = whole.months().get(known + h).perDay().orElseThrow();
      error += Math.abs(projection.months().get(h).middle() / came - 1) / AHEAD;
    }
    return error;
  }

  @Test
  void emergencyAttendancesInEnglandByMonth() throws IOException {
    SeriesFile file = read("nhs-ae-england-1month.csv.gz");
    DemandHistory type1 = DemandHistory.of(file.series().getFirst(), Histories.LONDON, false);
    assertEquals(36, type1.months().size());
    assertEquals(LocalDate.parse("2016-04-01"), type1.months().getFirst().month());
    // 1,214,057 in the 30 days of April 2016.
    assertEquals(1_214_057 / 30.0, type1.months().getFirst().perDay().orElseThrow(), 1e-6);
    assertTrue(type1.seasonal().known());
    assertTrue(heldOut(type1) < 0.03, () -> "error " + heldOut(type1));
  }

  @Test
  void arrivalsInIowaByHour() throws IOException {
    TimeSeries series = read("ed-arrivals-iowa-1h.csv.gz").series().getFirst();
    DemandHistory history = DemandHistory.of(series, Calendar.UTC, false);
    assertEquals(57, history.months().size());
    // The mean of all hours is 6.628.
    double mean =
        history.months().stream()
            .mapToDouble(one -> one.perDay().orElseThrow())
            .average()
            .orElse(0);
    assertEquals(24 * 6.628, mean, 0.5);
    assertEquals("MONDAY", history.rhythm().weekdays().orElseThrow().busiest().name());
    assertTrue(history.rhythm().peak().orElseThrow().ratio() > 2);
    assertTrue(heldOut(history) < 0.05, () -> "error " + heldOut(history));
  }

  /// Daily ambulance responses of nine areas over six years: origins every half-year.
  @Test
  void intervalsHoldOnAmbulances() throws IOException {
    SeriesFile file = read("ambulance-southwest-england-1d.csv.gz");
    int[] held = new int[2];
    int all = 0;
    for (TimeSeries series : file.series()) {
      DemandHistory whole = DemandHistory.of(series, Histories.LONDON, false);
      List<MonthDemand> months = whole.months();
      for (int origin = 24; origin + AHEAD <= months.size(); origin += 6) {
        Projection projection = Projection.of(until(whole, origin), AHEAD);
        for (int h = 0; h < AHEAD; h++) {
          double came = months.get(origin + h).perDay().orElseThrow();
          Projection.Ahead one = projection.months().get(h);
          held[0] += came >= one.of80().low() && came <= one.of80().high() ? 1 : 0;
          held[1] += came >= one.of95().low() && came <= one.of95().high() ? 1 : 0;
          all++;
        }
      }
    }
    double of80 = (double) held[0] / all;
    double of95 = (double) held[1] / all;
    assertTrue(
        of80 > 0.75 && of80 < 0.95 && of95 > 0.92, "80% held " + of80 + ", 95% held " + of95);
  }
}
