package dev.surgeline.core.decide.slo;

/// What may be asked for: how much of it needs each size. It lives for one call.
final class Demand {
  private static final int SLOTS_MOST = 1024;

  private final int least;
  private final int step;
  private final double[] weights;

  /// Of sizes from one to another; of very many they are taken together in steps.
  ///
  /// @param least the smallest, at least 1
  /// @param most the largest
  Demand(int least, int most) {
    this.least = least;
    step = 1 + (most - least) / SLOTS_MOST;
    weights = new double[(most - least + step - 1) / step + 1];
  }

  /// With something that needs a size; in the end the weights add up to 1.
  void add(int size, double weight) {
    weights[slot(size)] += weight;
  }

  private int slot(int size) {
    int over = size - least;
    return step == 1 ? over : (over + step - 1) / step;
  }

  /// How many sizes there are.
  int count() {
    return weights.length;
  }

  /// One of them, in ascending order.
  int size(int index) {
    return least + index * step;
  }

  /// How much needs this size, and not the one before it.
  double weight(int index) {
    return weights[index];
  }

  /// The largest rates that the sizes serve.
  double[] served(CapacityCurve curve) {
    return curve.most(least, step, weights.length);
  }

  /// The share that so many replicas serve, 0 to 1.
  double served(int replicas) {
    double sum = 0;
    for (int i = 0; i < weights.length && size(i) <= replicas; i++) {
      sum += weights[i];
    }
    return Math.min(1, sum);
  }
}
