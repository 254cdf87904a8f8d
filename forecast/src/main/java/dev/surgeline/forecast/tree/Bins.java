package dev.surgeline.forecast.tree;

import java.util.Arrays;

/// A column of figures as the numbers of at most 64 bins that hold about as many rows each; equal
/// figures are in the same bin, and a column of few distinct figures has one for each.
///
/// Example: of 1, 2, 2, 7 the bins are 0, 1, 1, 2; between the bins 1 and 2 the edge is 4.5.
///
/// @param edges what a figure of the next bin is above, growing
/// @param rows the bin of each row
@SuppressWarnings("ArrayRecordComponent")
record Bins(double[] edges, byte[] rows) {
  static final int MOST = 64;
  private static final int SAMPLE = 4_096;

  static Bins of(double[] column) {
    int stride = Math.max(1, column.length / SAMPLE);
    double[] sample = new double[(column.length + stride - 1) / stride];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = column[i * stride];
    }
    Arrays.sort(sample);
    double[] edges = new double[MOST - 1];
    int count = 0;
    double[] distinct = Arrays.stream(sample).distinct().toArray();
    boolean few = distinct.length <= MOST;
    for (int b = 1; b < (few ? distinct.length : MOST); b++) {
      int at = few ? b : (int) ((long) b * sample.length / MOST);
      double below = few ? distinct[at - 1] : sample[at - 1];
      double edge = below + ((few ? distinct[at] : sample[at]) - below) / 2;
      if (count == 0 || edge > edges[count - 1]) {
        edges[count++] = edge;
      }
    }
    double[] kept = Arrays.copyOf(edges, count);
    byte[] rows = new byte[column.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) bin(kept, column[i]);
    }
    return new Bins(kept, rows);
  }

  /// How many edges a figure is above.
  private static int bin(double[] edges, double value) {
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value > edges[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
