package dev.surgeline.forecast.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Each expected number worked out by hand.
final class AccuracyTest {
  private static final double EXACT = 1e-12;

  @Test
  void smapeIsRelativeToBoth() {
    assertEquals(10, Accuracy.smape(new double[] {90, 100}, new double[] {110, 100}), EXACT);
    assertEquals(200, Accuracy.smape(new double[] {0}, new double[] {7}), EXACT);
    assertEquals(0, Accuracy.smape(new double[] {0}, new double[] {0}), EXACT);
  }

  @Test
  void maseIsInSeasonalSteps() {
    double scale = Accuracy.seasonalScale(new double[] {1, 5, 2, 9}, 2);
    assertEquals(2.5, scale, EXACT);
    assertEquals(4, Accuracy.mase(new double[] {90, 100}, new double[] {110, 100}, scale), EXACT);
    // Not longer than a season: |5 - 1|, |2 - 5|, |9 - 2|.
    assertEquals(14.0 / 3, Accuracy.seasonalScale(new double[] {1, 5, 2, 9}, 4), EXACT);
  }

  @Test
  void whatLiesOutsideIsPaidFortyfold() {
    double[] low = {90, 90, 90};
    double[] high = {110, 110, 110};
    double[] came = {100, 115, 88};
    // (20 + 0) + (20 + 40 x 5) + (20 + 40 x 2), over 3 and over the scale of 5.
    assertEquals(340 / 15.0, Accuracy.intervalScore(came, low, high, 0.95, 5), 1e-9);
    assertEquals(1 / 3.0, Accuracy.coverage(came, low, high), EXACT);
    assertEquals(1, Accuracy.coverage(new double[] {90}, low, high), EXACT);
  }

  @Test
  void theRareSideIsDear() {
    assertEquals(4.5, Accuracy.pinball(15, 10, 0.9), EXACT);
    assertEquals(0.5, Accuracy.pinball(5, 10, 0.9), EXACT);
  }

  @Test
  void whatWasNotObservedDoesNotCount() {
    double[] came = {90, Double.NaN};
    double[] said = {110, 100};
    assertEquals(20, Accuracy.smape(came, said), EXACT);
    assertEquals(20, Accuracy.absolute(came, said), EXACT);
    assertEquals(1, Accuracy.coverage(came, new double[] {80, 0}, said), EXACT);
    assertEquals(30, Accuracy.intervalScore(came, new double[] {80, 0}, said, 0.95, 1), EXACT);
    assertTrue(Double.isNaN(Accuracy.smape(new double[] {Double.NaN}, said)));
  }
}
