package dev.surgeline.forecast.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.global.LogSeries;
import dev.surgeline.forecast.global.Seasons;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private final Seasons seasons = new Seasons(4, 12);
  private final double[] values = IntStream.range(0, 50).mapToDouble(i -> 10 + i % 7).toArray();
  private final LogSeries series = new LogSeries(values, seasons);
  private final Features features = new Features(seasons, 8, 6);

  @Test
  void inputsAreScaledLogsAndPlaces() {
    float[] row = new float[features.inputs()];
    double level = series.level(30);
    double spread = series.spread(30, series.level(30));
    features.inputs(series, 30, level, spread, row);
    assertEquals(16, row.length);
    assertEquals((Math.log(values[29]) - level) / spread, row[7], 1e-5);
    assertEquals((Math.log(values[22]) - level) / spread, row[0], 1e-5);
    float[] places = Arrays.copyOfRange(row, 8, 16);
    assertEquals(
        List.of(0f, 0f, 1f, 0f, 0f, 1f, 0f, 0f),
        IntStream.range(0, 8).mapToObj(i -> places[i]).toList());
  }

  @Test
  void levelAndSpreadAreOfTheLastLongSeason() {
    double[] last = Arrays.stream(values, 18, 30).map(Math::log).toArray();
    double mean = Arrays.stream(last).average().orElseThrow();
    assertEquals(mean, series.level(30), 1e-12);
    double shape = Math.sqrt(Arrays.stream(last).map(x -> (x - mean) * (x - mean)).sum() / 12);
    double[] changes =
        IntStream.range(18, 30)
            .mapToDouble(i -> Math.log(values[i]) - Math.log(values[i - 4]))
            .toArray();
    double drift = Arrays.stream(changes).average().orElseThrow();
    double moved = Math.sqrt(Arrays.stream(changes).map(x -> (x - drift) * (x - drift)).sum() / 12);
    assertEquals(0.5 * shape + 0.5 * moved, series.spread(30, series.level(30)), 1e-12);
  }

  @Test
  void theBaseIsTheLastShortSeasonRepeated() {
    assertEquals(26, features.base(series, 30, 0));
    assertEquals(29, features.base(series, 30, 3));
    assertEquals(27, features.base(series, 30, 5));
  }

  @Test
  void windowsEndWhereTheSeriesDoes() {
    Windows windows = new Windows(List.of(series, series), features);
    assertEquals(2 * (50 - 4 - 8 + 1), windows.count());
    int[] order = windows.shuffled(new SplittableRandom(1), 1000);
    assertEquals(
        IntStream.range(0, windows.count()).boxed().toList(),
        Arrays.stream(order).sorted().boxed().toList());
    float[][] examples = new float[1][features.inputs()];
    float[][] targets = new float[8][1];
    float[][] weights = new float[8][1];
    int last = 50 - 4 - 8;
    windows.fill(new int[] {last}, 0, examples, targets, weights);
    int origin = 46;
    for (int h = 0; h < 4; h++) {
      double change = Math.log(values[origin + h] / values[origin - 4 + h]);
      assertEquals(change / series.spread(origin, series.level(origin)), targets[h][0], 1e-5);
      assertTrue(weights[h][0] > 0, "known");
    }
    assertEquals(0f, weights[4][0], "not known");
    assertEquals(0f, weights[7][0], "not asked for");
  }

  @Test
  void seasonsAreChosenFromLengths() {
    assertEquals(new Seasons(24, 168), Seasons.of(List.of(24, 168, 8766)));
    assertEquals(new Seasons(7, 7), Seasons.of(List.of(7, 365)));
    assertThrows(IllegalArgumentException.class, () -> Seasons.of(List.of(1440)));
    assertThrows(IllegalArgumentException.class, () -> new Seasons(24, 100));
  }

  @Test
  void valuesNearZeroAreLifted() {
    LogSeries counts = new LogSeries(new double[] {0, 1, 3, 0, 4, 0}, seasons);
    assertEquals(0, counts.value(counts.log(0)), 1e-12);
    assertEquals(4, counts.value(counts.log(4)), 1e-12);
    assertEquals(LogSeries.FLOOR * 8 / 6, counts.lifted(0), 1e-12);
  }
}
