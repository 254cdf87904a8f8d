package dev.surgeline.forecast.net;

import java.util.List;

/// Gradient descent with a step of its own for each weight (Kingma and Ba 2015): m and v are
/// running means of the gradient and its square, and a weight moves by rate * m / (sqrt(v) + 1e-8),
/// both means corrected for having started at zero. Example: at the first step every weight moves
/// by the rate, against its gradient's sign.
final class Adam {
  private static final float KEEP_MEAN = 0.9f;
  private static final float KEEP_SQUARE = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final List<float[]> weights;
  private final List<float[]> gradients;
  private final List<float[]> means;
  private final List<float[]> squares;
  private int steps;

  Adam(Network network, Network gradient) {
    weights = network.rows();
    gradients = gradient.rows();
    means = new Network(network.inputs, network.width, network.outputs).rows();
    squares = new Network(network.inputs, network.width, network.outputs).rows();
  }

  /// @param rate how far a weight moves
  void step(double rate) {
    steps++;
    float meanGain = (float) (rate / (1 - StrictMath.pow(KEEP_MEAN, steps)));
    float squareGain = (float) (1 / (1 - StrictMath.pow(KEEP_SQUARE, steps)));
    for (int i = 0; i < weights.size(); i++) {
      step(weights.get(i), gradients.get(i), means.get(i), squares.get(i), meanGain, squareGain);
    }
  }

  private static void step(
      float[] weight, float[] gradient, float[] mean, float[] square, float gain, float scale) {
    for (int i = 0; i < weight.length; i++) {
      float g = gradient[i];
      float m = KEEP_MEAN * mean[i] + (1 - KEEP_MEAN) * g;
      float v = KEEP_SQUARE * square[i] + (1 - KEEP_SQUARE) * g * g;
      mean[i] = m;
      square[i] = v;
      weight[i] -= gain * m / ((float) Math.sqrt(v * scale) + EPSILON);
    }
  }
}
