package dev.surgeline.core.decide.slo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Bytes, numbers, quantised numbers, days and histograms.
final class CompactTest {
  @Test
  void bytesReadBackFromTheirText() {
    Bytes bytes = Bytes.EMPTY;
    for (int i = -128; i < 128; i++) {
      bytes = bytes.pushed((byte) i, 256);
    }
    assertEquals(256, bytes.length());
    assertEquals(bytes, Bytes.of(bytes.toString()));
    assertEquals(bytes.hashCode(), Bytes.of(bytes.toString()).hashCode());
    assertEquals("AQID", Bytes.of("AQID").toString());
    assertThrows(IllegalArgumentException.class, () -> Bytes.of("no base64!"));
  }

  @Test
  void bytesNeverChange() {
    Bytes three = Bytes.of("AQID");
    assertEquals("AQcD", three.with(1, (byte) 7).toString());
    assertEquals("AgME", three.pushed((byte) 4, 3).toString());
    assertEquals("AQIDBA==", three.pushed((byte) 4, 9).toString());
    assertEquals("AQID", three.toString());
    assertNotEquals(three, three.with(1, (byte) 7));
  }

  @Test
  void numbersReadBackToTheLastBit() {
    Numbers numbers = Numbers.copyOf(1, -0.1, Double.NaN, Double.MIN_VALUE, 1e300);
    assertEquals(numbers, Numbers.of(numbers.toString()));
    assertEquals("P/AAAAAAAAA=", Numbers.copyOf(1).toString());
    assertEquals(Numbers.EMPTY, Numbers.of(""));
    assertThrows(IllegalArgumentException.class, () -> Numbers.of("AQID"));
  }

  @Test
  void numbersAreCountedBackFromTheNewest() {
    Numbers numbers = Numbers.EMPTY.pushed(1, 2).pushed(2, 2).pushed(3, 2);
    assertEquals(2, numbers.size());
    assertEquals(3, numbers.back(0));
    assertEquals(2, numbers.back(1));
    assertTrue(Double.isNaN(numbers.back(2)));
    assertTrue(Double.isNaN(numbers.back(-1)));
  }

  @Test
  void everyQuantisedByteReadsBackAsItself() {
    for (int step = -127; step <= 127; step++) {
      assertEquals(step, Quantised.of(Quantised.value((byte) step, 5), 5));
    }
    assertEquals(Quantised.NONE, Quantised.of(Double.NaN, 5));
    assertTrue(Double.isNaN(Quantised.value(Quantised.NONE, 5)));
  }

  @Test
  void quantisingErrsByOnePartInAHundredOfTheLimitAtMost() {
    for (double value = -5; value <= 5; value += 0.001) {
      double back = Quantised.value(Quantised.of(value, 5), 5);
      assertEquals(value, back, 0.05);
      assertEquals(value, back, 0.0002 + 0.04 * Math.sqrt(Math.abs(value)));
    }
    assertEquals(0.1004, Quantised.value(Quantised.of(0.1, 5), 5), 1e-4);
    assertEquals(5, Quantised.value(Quantised.of(70, 5), 5));
  }

  @Test
  void aMinuteIsRememberedForItsWorstAndForAsManyDaysAsAreKept() {
    long monday = 20_000L * 1440;
    Days days = Days.EMPTY.with(monday + 3, (byte) 5, 2).with(monday + 3, (byte) 2, 2);
    assertEquals(5, days.at(monday + 3));
    assertEquals(7, days.with(monday + 3, (byte) 7, 2).at(monday + 3));
    assertEquals(Quantised.NONE, days.at(monday + 4));
    assertEquals(Quantised.NONE, days.at(monday - 1));
    Days later = days.with(monday + 2 * 1440, (byte) 1, 2);
    assertEquals(5, later.at(monday + 3));
    assertEquals(Quantised.NONE, later.at(monday + 1440 + 3));
    assertEquals(Quantised.NONE, later.with(monday + 3 * 1440, (byte) 1, 2).at(monday + 3));
  }

  @Test
  void minutesInEvenStepsBackAreThoseOfEachByItself() {
    SplittableRandom random = new SplittableRandom(3);
    Days days = Days.EMPTY;
    long minute = 20_000L * 1440;
    for (int i = 0; i < 5 * 1440; i++) {
      boolean gap = i / 1440 == 2 || random.nextInt(4) == 0;
      days = gap ? days : days.with(minute + i, (byte) (i % 100), 14);
    }
    for (int step : new int[] {1, 60, 1440}) {
      for (int from = -100; from < 6 * 1440; from += 77) {
        byte[] found = new byte[72];
        int count = days.back(minute + from, step, 72, found, 0);
        int expected = 0;
        for (int i = 1; i <= 72; i++) {
          byte value = days.at(minute + from - (long) i * step);
          if (value != Quantised.NONE) {
            assertEquals(value, found[expected++]);
          }
        }
        assertEquals(expected, count);
      }
    }
  }

  @Test
  void powersOfBytesAreThoseOfWhatTheyStandFor() {
    for (double limit : new double[] {0.01, 1, 5, 60}) {
      double[] powers = Quantised.powers(limit, Byte.MAX_VALUE);
      for (int step = -127; step <= 127; step++) {
        double exact = StrictMath.exp(Quantised.value((byte) step, limit));
        assertEquals(1, powers[Quantised.place((byte) step)] / exact, 1e-11);
      }
    }
  }

  @Test
  void aHistogramHoldsEachResidualInABinAroundIt() {
    for (int step = -127; step <= 127; step++) {
      Histogram one = Histogram.EMPTY.with((byte) step);
      for (int bin = 0; bin < Histogram.BINS; bin++) {
        if (one.counts().get(bin) > 0) {
          assertEquals(step, Histogram.middle(bin), 2);
        }
      }
    }
  }

  @Test
  void aHistogramForgetsHalfInTwoDaysOfQuarterMinutes() {
    Histogram histogram = Histogram.EMPTY.with((byte) 100);
    for (int i = 0; i < 11_520; i++) {
      histogram = histogram.with((byte) 0);
    }
    double once = 0;
    for (int bin = 0; bin < Histogram.BINS; bin++) {
      once += Histogram.middle(bin) > 90 ? histogram.counts().get(bin) : 0;
    }
    assertEquals(0.5, once, 1e-9);
  }
}
