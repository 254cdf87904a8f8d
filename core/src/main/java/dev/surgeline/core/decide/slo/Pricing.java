package dev.surgeline.core.decide.slo;

/// The size that costs least: n + price x sum over the scenarios that n does not serve of weight x
/// lmax(b) / lmax(n), where b is the least size that serves the scenario. The quotient makes a
/// large overload worse than a small one.
///
/// It serves the median scenario at least, whatever the price: overload is a risk that may be worth
/// taking, not a plan.
///
/// Worked example: lmax(n) = 10 n; scenarios of 40 (90%), 60 (9%) and 100 (1%), price 400. 4
/// replicas cost 4 + 400 x (0.09 x 1.5 + 0.01 x 2.5) = 68, 6 cost 6 + 400 x 0.01 x 10 / 6 = 12.7,
/// 10 cost 10: ten it is. At a price of 100 six cost 7.7: six it is.
///
/// @param replicas the size
/// @param served the share of the scenarios that it serves, 0 to 1
/// @param servedByNext the share that one more would serve
record Pricing(int replicas, double served, double servedByNext) {
  private static final int SLOTS_MOST = 1024;

  /// @param price replica-seconds that a violated second is worth
  static Pricing of(Demand demand, CapacityCurve curve, double price) {
    int count = demand.count();
    int least = Integer.MAX_VALUE;
    int most = 1;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, demand.size(i));
      most = Math.max(most, demand.size(i));
    }
    int step = 1 + (most - least) / SLOTS_MOST;
    double[] weights = new double[(most - least + step - 1) / step + 1];
    for (int i = 0; i < count; i++) {
      weights[(demand.size(i) - least + step - 1) / step] += demand.weight(i);
    }
    return cheapest(weights, least, step, curve, price);
  }

  /// @param weights of the scenarios that need `least + i * step`, and not less
  private static Pricing cheapest(
      double[] weights, int least, int step, CapacityCurve curve, double price) {
    int best = weights.length - 1;
    double bestCost = Double.POSITIVE_INFINITY;
    double bestOver = 0;
    double overNext = 0;
    double over = 0;
    double overload = 0;
    double[] rates = curve.most(least, step, weights.length);
    for (int i = weights.length - 1; i >= 0 && over <= 0.5; i--) {
      int size = least + i * step;
      double cost = size + price * overload / rates[i];
      if (cost <= bestCost) {
        best = i;
        bestCost = cost;
        bestOver = over;
        overNext = i + 1 < weights.length ? over - weights[i + 1] : over;
      }
      over += weights[i];
      overload += weights[i] * rates[i];
    }
    return new Pricing(least + best * step, 1 - bestOver, 1 - overNext);
  }
}
