package dev.surgeline.core.decide.slo;

/// What may be asked for, as the sizes that it needs with their weights. It lives for one call.
final class Demand {
  private final int[] sizes;
  private final double[] weights;

  /// @param sizes replicas, at least 1
  /// @param weights of each; they add up to 1
  Demand(int[] sizes, double[] weights) {
    this.sizes = sizes;
    this.weights = weights;
  }

  int count() {
    return sizes.length;
  }

  int size(int index) {
    return sizes[index];
  }

  double weight(int index) {
    return weights[index];
  }

  /// The share that so many replicas serve, 0 to 1.
  double served(int replicas) {
    double sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      sum += sizes[i] <= replicas ? weights[i] : 0;
    }
    return Math.min(1, sum);
  }
}
