package dev.surgeline.forecast.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LogBlendTest {
  @Test
  void halfAndHalfIsTheGeometricMean() {
    LogBlend blend = LogBlend.half(_ -> new double[] {80, 0, -2}, _ -> new double[] {125, 4, 4});
    assertArrayEquals(new double[] {100, 2, 1}, blend.forecast(new double[0]), 1e-9);
  }

  @Test
  void aShareOfNothingIsTheFirst() {
    LogBlend blend = new LogBlend(_ -> new double[] {7}, _ -> new double[] {9}, 0);
    assertArrayEquals(new double[] {7}, blend.forecast(new double[0]), 1e-9);
  }

  @Test
  void theBetterOneGetsTheLargerShare() {
    assertEquals(0.5, LogBlend.shareOf(0.8, 0.8), 1e-12);
    assertEquals(1 / (1 + Math.pow(1.5, 4)), LogBlend.shareOf(1, 1.5), 1e-12);
    assertEquals(1 - LogBlend.shareOf(1, 1.5), LogBlend.shareOf(1.5, 1), 1e-12);
    assertEquals(1, LogBlend.shareOf(1, 0), 1e-12);
  }

  @Test
  void unequalLengthsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> LogBlend.blend(new double[] {1}, new double[] {1, 2}, 0.5));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LogBlend(_ -> new double[0], _ -> new double[0], 1.5));
  }
}
