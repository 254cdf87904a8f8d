package dev.surgeline.forecast.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.forecast.Ahead;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScoreTest {
  private static final double EXACT = 1e-12;

  @Test
  void pinballWeighsWhatLiesAboveByTheLevel() {
    var score = new Score(List.of(0.1, 0.9));
    score.add(new Ahead(new double[] {4}, new double[][] {{2, 6}}), new double[] {0, 7}, 1);
    assertEquals(0.7, score.pinball(), EXACT);
    assertEquals(3, score.rmse(), EXACT);
    assertEquals(Map.of(0.8, 0.0), score.coverage());
  }

  @Test
  void whatWasNotObservedIsNotScored() {
    var score = new Score(List.of(0.05, 0.5, 0.95));
    double[][] quantiles = {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}};
    score.add(new Ahead(new double[] {2, 2, 2}, quantiles), new double[] {Double.NaN, 1, 3.5}, 0);
    assertEquals(2, score.steps());
    assertEquals(Map.of(0.9, 0.5), score.coverage());
    assertEquals(1.25, score.mae(), EXACT);
  }
}
