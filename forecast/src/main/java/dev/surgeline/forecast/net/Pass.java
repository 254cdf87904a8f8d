package dev.surgeline.forecast.net;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A batch on its way through a network and back. The arrays are used again for each batch.
///
/// h1 = relu(W1 x + b1), h2 = drop(relu(W2 h1 + b2)), y = W3 h2 + S x + b3. Everything is kept with
/// a row for each unit and a column for each example; the way back needs some of it transposed.
final class Pass {
  private final Network network;
  private final int batch;

  /// Inputs, a row for each example: to be filled before a pass.
  final float[][] examples;

  /// Outputs, a row for each output and a column for each example.
  final float[][] outputs;

  /// The loss's derivative by each output: to be filled before the way back.
  final float[][] outputGradient;

  private final float[][] inputs;
  private final float[][] hidden1;
  private final float[][] hidden2;
  private final float[][] hidden1ByExample;
  private final float[][] hidden2ByExample;
  private final float[][] gradient1;
  private final float[][] gradient2;

  /// @param batch how many examples, a multiple of 4 if there is a way back
  Pass(Network network, int batch) {
    this.network = network;
    this.batch = batch;
    examples = new float[batch][network.inputs];
    inputs = new float[network.inputs][batch];
    hidden1 = new float[network.width][batch];
    hidden2 = new float[network.width][batch];
    outputs = new float[network.outputs][batch];
    hidden1ByExample = new float[batch][network.width];
    hidden2ByExample = new float[batch][network.width];
    gradient1 = new float[network.width][batch];
    gradient2 = new float[network.width][batch];
    outputGradient = new float[network.outputs][batch];
  }

  /// Outputs from examples, every unit in use.
  void forward() {
    hidden();
    toOutputs();
  }

  /// Outputs from examples with units of the second layer left out at random.
  ///
  /// @param dropped how many in 256 are left out; the others count for more in turn
  void forward(SplittableRandom random, int dropped) {
    hidden();
    if (dropped > 0) {
      for (float[] row : hidden2) {
        drop(row, random, dropped);
      }
    }
    toOutputs();
  }

  private void hidden() {
    int width = network.width;
    Kernel.transpose(examples, inputs, batch, network.inputs);
    fill(hidden1, network.firstBias);
    Kernel.addProduct(hidden1, network.first, inputs, width, network.inputs, batch);
    rectify(hidden1);
    fill(hidden2, network.secondBias);
    Kernel.addProduct(hidden2, network.second, hidden1, width, width, batch);
    rectify(hidden2);
  }

  private void toOutputs() {
    fill(outputs, network.lastBias);
    Kernel.addProduct(outputs, network.last, hidden2, network.outputs, network.width, batch);
    Kernel.addProduct(outputs, network.skip, inputs, network.outputs, network.inputs, batch);
  }

  /// Writes the loss's derivatives by all weights, from those by the outputs. A unit that is zero,
  /// rectified or left out, passes nothing back.
  ///
  /// @param dropped as on the way there
  void backward(Network gradient, int dropped) {
    int width = network.width;
    int outs = network.outputs;
    Kernel.transpose(hidden1, hidden1ByExample, width, batch);
    Kernel.transpose(hidden2, hidden2ByExample, width, batch);
    product(gradient.last, gradient.lastBias, outputGradient, hidden2ByExample, width);
    Kernel.clear(gradient.skip);
    Kernel.addProduct(gradient.skip, outputGradient, examples, outs, batch, network.inputs);
    Kernel.clear(gradient2);
    Kernel.addTransposedProduct(gradient2, network.last, outputGradient, width, outs, batch);
    gate(gradient2, hidden2, 256f / (256 - dropped));
    product(gradient.second, gradient.secondBias, gradient2, hidden1ByExample, width);
    Kernel.clear(gradient1);
    Kernel.addTransposedProduct(gradient1, network.second, gradient2, width, width, batch);
    gate(gradient1, hidden1, 1);
    product(gradient.first, gradient.firstBias, gradient1, examples, network.inputs);
  }

  private void product(
      float[][] gradient, float[] bias, float[][] above, float[][] below, int columns) {
    Kernel.clear(gradient);
    Kernel.addProduct(gradient, above, below, gradient.length, batch, columns);
    for (int i = 0; i < bias.length; i++) {
      float sum = 0;
      for (float value : above[i]) {
        sum += value;
      }
      bias[i] = sum;
    }
  }

  private static void fill(float[][] matrix, float[] bias) {
    for (int i = 0; i < matrix.length; i++) {
      Arrays.fill(matrix[i], bias[i]);
    }
  }

  private static void rectify(float[][] matrix) {
    for (float[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.max(row[i], 0f);
      }
    }
  }

  private static void gate(float[][] gradient, float[][] units, float factor) {
    for (int r = 0; r < gradient.length; r++) {
      float[] row = gradient[r];
      float[] unit = units[r];
      for (int i = 0; i < row.length; i++) {
        row[i] = unit[i] > 0 ? row[i] * factor : 0f;
      }
    }
  }

  /// Each draw of 64 bits decides on eight units.
  private static void drop(float[] row, SplittableRandom random, int dropped) {
    float factor = 256f / (256 - dropped);
    long bits = 0;
    for (int i = 0; i < row.length; i++) {
      if (i % 8 == 0) {
        bits = random.nextLong();
      }
      row[i] = (bits & 0xff) < dropped ? 0f : row[i] * factor;
      bits >>>= 8;
    }
  }
}
