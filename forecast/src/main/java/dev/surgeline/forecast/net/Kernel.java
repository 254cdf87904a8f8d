package dev.surgeline.forecast.net;

import java.util.Arrays;

/// Products of float matrices, fast enough to train networks with.
///
/// A matrix is an array of rows. The innermost loop runs along the rows of four results and of four
/// right factors at once, sixteen fused multiply-adds for eight loads and four stores; the compiler
/// turns it into vector instructions. Larger and smaller blocks are slower: with four by four the
/// sixteen coefficients still fit the registers and the loop is still unrolled.
///
/// Each element is one chain of fused multiply-adds in the order of the inner index, whatever the
/// width of the vectors: the same operands give the same bytes on any machine.
final class Kernel {
  private static final int BLOCK = 4;

  private Kernel() {}

  /// Adds the product of `a` (rows x inner) and `b` (inner x columns) to `c` (rows x columns).
  ///
  /// Example: with c = 0, a = (1 2 0 0) in each of four rows and b's first rows (3), (4), c becomes
  /// 11 in each.
  ///
  /// @param rows of c and a, a multiple of 4
  /// @param inner columns of a, rows of b, a multiple of 4
  static void addProduct(float[][] c, float[][] a, float[][] b, int rows, int inner, int columns) {
    if (columns == 1) {
      addToColumn(c, a, b, rows, inner);
      return;
    }
    float[] block = new float[BLOCK * BLOCK];
    for (int row = 0; row < rows; row += BLOCK) {
      for (int at = 0; at < inner; at += BLOCK) {
        for (int r = 0; r < BLOCK; r++) {
          System.arraycopy(a[row + r], at, block, BLOCK * r, BLOCK);
        }
        addBlock(c, row, block, b, at, columns);
      }
    }
  }

  /// One column has nothing to run along: four rows' chains side by side keep the unit busy, and
  /// each is the same chain as in a batch.
  private static void addToColumn(float[][] c, float[][] a, float[][] b, int rows, int inner) {
    float[] x = new float[inner];
    for (int at = 0; at < inner; at++) {
      x[at] = b[at][0];
    }
    for (int row = 0; row < rows; row += BLOCK) {
      float[] a0 = a[row];
      float[] a1 = a[row + 1];
      float[] a2 = a[row + 2];
      float[] a3 = a[row + 3];
      float c0 = c[row][0];
      float c1 = c[row + 1][0];
      float c2 = c[row + 2][0];
      float c3 = c[row + 3][0];
      for (int at = 0; at < inner; at++) {
        c0 = Math.fma(a0[at], x[at], c0);
        c1 = Math.fma(a1[at], x[at], c1);
        c2 = Math.fma(a2[at], x[at], c2);
        c3 = Math.fma(a3[at], x[at], c3);
      }
      c[row][0] = c0;
      c[row + 1][0] = c1;
      c[row + 2][0] = c2;
      c[row + 3][0] = c3;
    }
  }

  /// The same with `a` given as its transpose (inner x rows).
  static void addTransposedProduct(
      float[][] c, float[][] a, float[][] b, int rows, int inner, int columns) {
    float[] block = new float[BLOCK * BLOCK];
    for (int row = 0; row < rows; row += BLOCK) {
      for (int at = 0; at < inner; at += BLOCK) {
        for (int k = 0; k < BLOCK; k++) {
          float[] coefficients = a[at + k];
          for (int r = 0; r < BLOCK; r++) {
            block[BLOCK * r + k] = coefficients[row + r];
          }
        }
        addBlock(c, row, block, b, at, columns);
      }
    }
  }

  private static void addBlock(float[][] c, int row, float[] a, float[][] b, int at, int columns) {
    float[] c0 = c[row];
    float[] c1 = c[row + 1];
    float[] c2 = c[row + 2];
    float[] c3 = c[row + 3];
    float[] b0 = b[at];
    float[] b1 = b[at + 1];
    float[] b2 = b[at + 2];
    float[] b3 = b[at + 3];
    float a00 = a[0];
    float a01 = a[1];
    float a02 = a[2];
    float a03 = a[3];
    float a10 = a[4];
    float a11 = a[5];
    float a12 = a[6];
    float a13 = a[7];
    float a20 = a[8];
    float a21 = a[9];
    float a22 = a[10];
    float a23 = a[11];
    float a30 = a[12];
    float a31 = a[13];
    float a32 = a[14];
    float a33 = a[15];
    for (int j = 0; j < columns; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
      c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
      c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
      c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
    }
  }

  /// Writes the transpose of `from` (rows x columns) into `to` (columns x rows), a tile at a time
  /// so that both stay in the cache.
  static void transpose(float[][] from, float[][] to, int rows, int columns) {
    int tile = 16;
    for (int top = 0; top < rows; top += tile) {
      int bottom = Math.min(rows, top + tile);
      for (int left = 0; left < columns; left++) {
        float[] target = to[left];
        for (int row = top; row < bottom; row++) {
          target[row] = from[row][left];
        }
      }
    }
  }

  static void clear(float[][] matrix) {
    for (float[] row : matrix) {
      Arrays.fill(row, 0);
    }
  }
}
