package dev.surgeline.core.decide.slo;

/// What may be asked for: rates with their weights. It lives for one call.
final class Demand {
  private final double[] rates;
  private final double[] weights;

  /// @param rates requests per second
  /// @param weights of each; they add up to 1
  Demand(double[] rates, double[] weights) {
    this.rates = rates;
    this.weights = weights;
  }

  int count() {
    return rates.length;
  }

  double rate(int index) {
    return rates[index];
  }

  double weight(int index) {
    return weights[index];
  }
}
