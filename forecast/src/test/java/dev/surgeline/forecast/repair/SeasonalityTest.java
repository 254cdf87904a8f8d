package dev.surgeline.forecast.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.contest.Made;
import dev.surgeline.forecast.contest.Recorded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class SeasonalityTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void candidatesAreWhatTheCalendarHasInWholeSteps() {
    assertEquals(List.of(24, 168), Seasonality.candidates(HOUR));
    assertEquals(List.of(60, 1440, 10080), Seasonality.candidates(Duration.ofMinutes(1)));
    assertEquals(List.of(7, 365), Seasonality.candidates(Duration.ofDays(1)));
    assertEquals(List.of(12), Seasonality.candidates(Duration.ofDays(30)));
    assertEquals(List.of(), Seasonality.candidates(Duration.ofMinutes(7 * 60 + 1)));
  }

  @Test
  void dayAndWeekAreFoundInNoise() {
    double[] visits = Made.visits(6 * 168, 0.2, 3);
    assertEquals(List.of(24, 168), Seasonality.find(visits, HOUR));
    double[] daily = Made.values(1000, i -> 50 + 20 * Math.sin(2 * Math.PI * i / 24));
    assertEquals(List.of(24), Seasonality.find(daily, HOUR));
  }

  @Test
  void gapsDoNotHideASeason() {
    double[] visits = Made.visits(6 * 168, 0.1, 3);
    for (int i = 200; i < 290; i++) {
      visits[i] = Double.NaN;
    }
    assertEquals(List.of(24, 168), Seasonality.find(visits, HOUR));
  }

  @Test
  void noiseAndWanderingHaveNone() {
    int found = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      double[] noise = Made.values(1000, _ -> 100 + 10 * random.nextGaussian());
      double[] walk = Made.values(1000, _ -> random.nextGaussian());
      Arrays.parallelPrefix(walk, Double::sum);
      found += Seasonality.find(noise, HOUR).isEmpty() ? 0 : 1;
      found += Seasonality.find(walk, HOUR).isEmpty() ? 0 : 1;
    }
    assertTrue(found <= 8, "of 80 that have none " + found + " were given a season");
  }

  @Test
  void aHistoryShorterThanTwoSeasonsHasNone() {
    assertEquals(List.of(), Seasonality.find(Made.visits(47, 0, 1), HOUR));
    assertEquals(List.of(24), Seasonality.find(Made.visits(72, 0, 1), HOUR));
  }

  @Test
  void theTaxisOfNewYorkHaveDayAndWeek() {
    Optional<Path> taxi = Recorded.beside("traces/nyc-taxi-30m.csv.gz");
    Assumptions.assumeTrue(taxi.isPresent(), "the recorded traces are not beside the project");
    double[] values = Recorded.traces(taxi.orElseThrow()).getFirst().values();
    assertEquals(List.of(48, 336), Seasonality.find(values, Duration.ofMinutes(30)));
  }
}
