package dev.surgeline.forecast.tree;

import java.util.Arrays;
import java.util.stream.IntStream;

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

  /// Rows that one thread takes at a time.
  private static final int PART = 8_192;

  /// Some thousand rows give the edges; then each row is put into its bins, on all cores, the same
  /// whatever their number.
  static Bins[] of(Rows rows) {
    double[][] sample = sample(rows);
    Bins[] bins = new Bins[rows.figures()];
    for (int f = 0; f < bins.length; f++) {
      bins[f] = new Bins(edges(sample[f]), new byte[rows.count()]);
    }
    int parts = (rows.count() + PART - 1) / PART;
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> {
          double[] row = new double[bins.length];
          int to = Math.min(rows.count(), (part + 1) * PART);
          for (int i = part * PART; i < to; i++) {
            rows.write(i, row);
            for (int f = 0; f < row.length; f++) {
              bins[f].rows[i] = (byte) bins[f].bin(row[f]);
            }
          }
        });
    return bins;
  }

  private static double[][] sample(Rows rows) {
    int stride = Math.max(1, rows.count() / SAMPLE);
    int count = (rows.count() + stride - 1) / stride;
    double[][] sample = new double[rows.figures()][count];
    double[] row = new double[rows.figures()];
    for (int i = 0; i < count; i++) {
      rows.write(i * stride, row);
      for (int f = 0; f < row.length; f++) {
        sample[f][i] = row[f];
      }
    }
    return sample;
  }

  private static double[] edges(double[] sample) {
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
    return Arrays.copyOf(edges, count);
  }

  /// How many edges a figure is above.
  private int bin(double value) {
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
