package dev.surgeline.sample.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceTimeTest {
  private static final int DRAWS = 200_000;

  @Test
  void hasTheMeanAndTheVariationItWasGiven() {
    for (double variation : new double[] {0, 0.5, 1.5}) {
      ServiceTime time = new ServiceTime(Duration.ofMillis(120), variation, 42);
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < DRAWS; i++) {
        double millis = time.nextNanos() / 1e6;
        sum += millis;
        squares += millis * millis;
      }
      double mean = sum / DRAWS;
      double deviation = Math.sqrt(Math.max(0, squares / DRAWS - mean * mean));
      assertEquals(120, mean, 2, "mean at variation " + variation);
      assertEquals(variation, deviation / mean, 0.05, "variation");
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    ServiceTime one = new ServiceTime(Duration.ofMillis(50), 0.5, 9);
    ServiceTime two = new ServiceTime(Duration.ofMillis(50), 0.5, 9);
    for (int i = 0; i < 100; i++) {
      assertEquals(one.nextNanos(), two.nextNanos());
    }
  }
}
