package dev.surgeline.forecast.global;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  private static final Seasons SEASONS = new Seasons(4, 12);
  private static final int ORIGIN = 40;
  private final double[] values = Synthetic.series(60, SEASONS, 3);

  @Test
  void theBaseIsTheSamePlaceInTheLastShortSeasonSeen() {
    Figures figures = figures(values, ORIGIN);
    assertEquals(36, figures.base(0));
    assertEquals(39, figures.base(3));
    assertEquals(36, figures.base(4));
    assertEquals(39, figures.base(11));
  }

  @Test
  void theTargetLeadsBackToWhatCame() {
    Figures figures = figures(values, ORIGIN);
    for (int ahead = 0; ahead < 20; ahead++) {
      double log = figures.log(ahead, figures.target(ahead));
      assertEquals(Math.log(values[ORIGIN + ahead]), log, 1e-9);
    }
  }

  /// At every origin that is learned from and every step ahead, also beyond a long season.
  @Test
  void nothingOfWhatCameIsSeen() {
    for (int origin = Figures.first(SEASONS); origin < 60; origin++) {
      double[] other = values.clone();
      for (int i = origin; i < other.length; i++) {
        other[i] *= 2;
      }
      double[] cut = Arrays.copyOf(values, origin);
      for (int ahead = 0; ahead < 30; ahead++) {
        double[] seen = row(figures(values, origin), ahead);
        assertArrayEquals(seen, row(figures(other, origin), ahead), 1e-9);
        assertArrayEquals(seen, row(figures(cut, origin), ahead), 1e-9);
        assertTrue(Arrays.stream(seen).allMatch(Double::isFinite));
      }
    }
  }

  /// A series ten times as large looks alike.
  @Test
  void sizeIsNotSeen() {
    double[] large = Arrays.stream(values).map(value -> 10 * value).toArray();
    for (int ahead : new int[] {0, 7, 15}) {
      double[] seen = row(figures(values, ORIGIN), ahead);
      assertArrayEquals(seen, row(figures(large, ORIGIN), ahead), 1e-9);
    }
  }

  /// A seasonal series without noise: each place is as it was a long season before.
  @Test
  void whatRepeatsItselfDiffersByNothing() {
    double[] regular = new double[60];
    for (int i = 0; i < regular.length; i++) {
      regular[i] = 10 + i % 12;
    }
    double[] seen = row(figures(regular, 48), 5);
    double change = (Math.log(10 + 5) - Math.log(10 + 9)) / figures(regular, 48).spread();
    int place = 5;
    assertEquals(change, seen[place], 1e-9, "the same place in the last long season");
    assertEquals(seen[place], seen[8], 1e-9, "and in the one before");
  }

  private static Figures figures(double[] values, int origin) {
    return new Figures(new LogSeries(values, SEASONS), SEASONS, origin);
  }

  private static double[] row(Figures figures, int ahead) {
    double[] row = new double[Figures.COUNT];
    Arrays.fill(row, Double.NaN);
    figures.write(ahead, row);
    return row;
  }
}
