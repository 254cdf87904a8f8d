package dev.surgeline.forecast.net;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The weights of a perceptron with two hidden layers and a linear way past them; also a gradient,
/// which has the same shape.
///
/// Each matrix has a row for each unit it leads to, so that a pass is matrix times batch with the
/// batch along the rows. All dimensions are multiples of 4.
final class Network {
  final int inputs;
  final int width;
  final int outputs;
  final float[][] first;
  final float[][] second;
  final float[][] last;
  final float[][] skip;
  final float[] firstBias;
  final float[] secondBias;
  final float[] lastBias;

  /// All weights zero.
  Network(int inputs, int width, int outputs) {
    if (inputs % 4 + width % 4 + outputs % 4 != 0) {
      throw new IllegalArgumentException("a network's dimensions are multiples of 4");
    }
    this.inputs = inputs;
    this.width = width;
    this.outputs = outputs;
    first = new float[width][inputs];
    second = new float[width][width];
    last = new float[outputs][width];
    skip = new float[outputs][inputs];
    firstBias = new float[width];
    secondBias = new float[width];
    lastBias = new float[outputs];
  }

  static int padded(int count) {
    return (count + 3) / 4 * 4;
  }

  /// Draws the hidden layers' weights evenly from +-sqrt(3 gain / inputs of the unit): gain 2 keeps
  /// the spread of what passes through rectified units (He and others 2015). What leads to the
  /// outputs starts at a tenth of that, so that the network starts close to its base.
  void initialise(SplittableRandom random) {
    draw(first, Math.sqrt(6.0 / inputs), random);
    draw(second, Math.sqrt(6.0 / width), random);
    draw(last, 0.1 * Math.sqrt(6.0 / width), random);
  }

  private static void draw(float[][] matrix, double limit, SplittableRandom random) {
    for (float[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (limit * (2 * random.nextDouble() - 1));
      }
    }
  }

  /// All weights, row by row, in one fixed order.
  List<float[]> rows() {
    List<float[]> rows = new ArrayList<>();
    for (float[][] matrix : List.of(first, second, last, skip)) {
      rows.addAll(List.of(matrix));
    }
    rows.addAll(List.of(firstBias, secondBias, lastBias));
    return rows;
  }

  Network copy() {
    Network copy = new Network(inputs, width, outputs);
    List<float[]> from = rows();
    List<float[]> to = copy.rows();
    for (int i = 0; i < from.size(); i++) {
      System.arraycopy(from.get(i), 0, to.get(i), 0, from.get(i).length);
    }
    return copy;
  }
}
