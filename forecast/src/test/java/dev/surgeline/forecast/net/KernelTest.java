package dev.surgeline.forecast.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTest {
  private static final int ROWS = 8;
  private static final int INNER = 12;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 37, 256})
  void productsAreThoseOfThreeLoops(int columns) {
    float[][] a = random(ROWS, INNER, 1);
    float[][] b = random(INNER, columns, 2);
    float[][] c = random(ROWS, columns, 3);
    float[][] expected = random(ROWS, columns, 3);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < INNER; k++) {
          expected[i][j] = Math.fma(a[i][k], b[k][j], expected[i][j]);
        }
      }
    }
    Kernel.addProduct(c, a, b, ROWS, INNER, columns);
    assertSame(expected, c);

    float[][] transposed = new float[INNER][ROWS];
    Kernel.transpose(a, transposed, ROWS, INNER);
    float[][] again = random(ROWS, columns, 3);
    Kernel.addTransposedProduct(again, transposed, b, ROWS, INNER, columns);
    assertSame(expected, again);
  }

  @Test
  void theExampleOfTheDocComment() {
    float[][] a = new float[4][];
    for (int i = 0; i < 4; i++) {
      a[i] = new float[] {1, 2, 0, 0};
    }
    float[][] c = new float[4][1];
    Kernel.addProduct(c, a, new float[][] {{3}, {4}, {5}, {6}}, 4, 4, 1);
    for (float[] row : c) {
      assertEquals(11f, row[0]);
    }
  }

  @Test
  void transposingTwiceGivesTheSame() {
    float[][] a = random(19, 33, 4);
    float[][] there = new float[33][19];
    float[][] back = new float[19][33];
    Kernel.transpose(a, there, 19, 33);
    Kernel.transpose(there, back, 33, 19);
    assertSame(a, back);
    assertEquals(a[18][32], there[32][18]);
  }

  private static void assertSame(float[][] expected, float[][] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i]);
    }
  }

  static float[][] random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return matrix;
  }
}
