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
  /// @param price replica-seconds that a violated second is worth
  static Pricing of(Demand demand, CapacityCurve curve, double price) {
    int best = demand.count() - 1;
    double bestCost = Double.POSITIVE_INFINITY;
    double bestOver = 0;
    double overNext = 0;
    double over = 0;
    double overload = 0;
    double[] rates = demand.served(curve);
    for (int i = demand.count() - 1; i >= 0 && over <= 0.5; i--) {
      double cost = demand.size(i) + price * overload / rates[i];
      if (cost <= bestCost) {
        best = i;
        bestCost = cost;
        bestOver = over;
        overNext = i + 1 < demand.count() ? over - demand.weight(i + 1) : over;
      }
      over += demand.weight(i);
      overload += demand.weight(i) * rates[i];
    }
    return new Pricing(demand.size(best), 1 - bestOver, 1 - overNext);
  }
}
