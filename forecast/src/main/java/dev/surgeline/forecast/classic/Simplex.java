package dev.surgeline.forecast.classic;

import java.util.function.ToDoubleFunction;

/// Minimises a function of a few numbers within a box, by the simplex of Nelder and Mead (1965):
/// reflection 1, expansion 2, contraction and shrinkage one half; what leaves the box is set on its
/// edge.
///
/// Example: of (x - 1)^2 + (y + 2)^2 from (0, 0) within -5 to 5 it finds (1, -2).
final class Simplex {
  private static final double TOLERANCE = 1e-7;

  private final ToDoubleFunction<double[]> cost;
  private final double[] low;
  private final double[] high;
  private final double[][] corners;
  private final double[] costs;
  private int left;

  private Simplex(
      ToDoubleFunction<double[]> cost, double[] start, double[] low, double[] high, int most) {
    int n = start.length;
    this.cost = cost;
    this.low = low;
    this.high = high;
    this.corners = new double[n + 1][];
    this.costs = new double[n + 1];
    this.left = most;
    for (int i = 0; i <= n; i++) {
      double[] corner = start.clone();
      if (i > 0) {
        double side = 0.25 * (high[i - 1] - low[i - 1]);
        boolean down = corner[i - 1] + side > high[i - 1];
        corner[i - 1] += down ? -side : side;
      }
      corners[i] = corner;
      costs[i] = ask(corner);
    }
  }

  /// The best point found.
  ///
  /// @param most how often the function may be asked, a few more to finish a round
  static double[] minimise(
      ToDoubleFunction<double[]> cost, double[] start, double[] low, double[] high, int most) {
    if (start.length == 0) {
      return start.clone();
    }
    Simplex simplex = new Simplex(cost, start, low, high, most);
    simplex.sort();
    while (simplex.left > 0 && !simplex.isSettled()) {
      simplex.step();
      simplex.sort();
    }
    return simplex.corners[0];
  }

  private void step() {
    int worst = costs.length - 1;
    double[] middle = new double[corners[0].length];
    for (int i = 0; i < worst; i++) {
      for (int j = 0; j < middle.length; j++) {
        middle[j] += corners[i][j] / worst;
      }
    }
    double[] reflected = beyond(middle, 1);
    double reflection = ask(reflected);
    if (reflection < costs[0]) {
      double[] expanded = beyond(middle, 2);
      double expansion = ask(expanded);
      replace(expansion < reflection ? expanded : reflected, Math.min(expansion, reflection));
    } else if (reflection < costs[worst - 1]) {
      replace(reflected, reflection);
    } else {
      boolean outside = reflection < costs[worst];
      double[] contracted = beyond(middle, outside ? 0.5 : -0.5);
      double contraction = ask(contracted);
      if (contraction < Math.min(reflection, costs[worst])) {
        replace(contracted, contraction);
      } else {
        shrink();
      }
    }
  }

  private void replace(double[] corner, double value) {
    corners[costs.length - 1] = corner;
    costs[costs.length - 1] = value;
  }

  private void shrink() {
    for (int i = 1; i < costs.length; i++) {
      for (int j = 0; j < corners[i].length; j++) {
        corners[i][j] = (corners[0][j] + corners[i][j]) / 2;
      }
      costs[i] = ask(corners[i]);
    }
  }

  /// From the worst corner through the middle of the others and so far beyond.
  private double[] beyond(double[] middle, double far) {
    double[] worst = corners[costs.length - 1];
    double[] point = new double[middle.length];
    for (int j = 0; j < point.length; j++) {
      double to = middle[j] + far * (middle[j] - worst[j]);
      point[j] = Math.max(low[j], Math.min(high[j], to));
    }
    return point;
  }

  private double ask(double[] point) {
    left--;
    double value = cost.applyAsDouble(point);
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  private boolean isSettled() {
    double best = costs[0];
    double worst = costs[costs.length - 1];
    return worst - best <= TOLERANCE * (Math.abs(best) + Math.abs(worst));
  }

  private void sort() {
    for (int i = 1; i < costs.length; i++) {
      double value = costs[i];
      double[] corner = corners[i];
      int j = i - 1;
      for (; j >= 0 && costs[j] > value; j--) {
        costs[j + 1] = costs[j];
        corners[j + 1] = corners[j];
      }
      costs[j + 1] = value;
      corners[j + 1] = corner;
    }
  }
}
