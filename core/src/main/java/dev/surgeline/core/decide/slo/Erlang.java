package dev.surgeline.core.decide.slo;

/// The share of requests that must wait when every server may take every one.
///
/// Erlang C (A. K. Erlang, 1917) for Poisson arrivals and exponential service, with c servers and
/// an offered load of a = rate x service time: C = B / (1 - (a / c) (1 - B)), where B is the share
/// that a system without a queue would turn away, 1 / B = sum over k of c! / ((c - k)! a^k).
///
/// Worked example: 2 servers, a load of 1: B = 1/5 and C = (1/5) / (1 - (1/2) (4/5)) = 1/3.
public final class Erlang {
  /// Above it the limit for many servers is as good: its error is below 5% of the result.
  private static final int EXACT_MOST = 4000;

  private static final double ENOUGH = 1e-10;

  private Erlang() {}

  /// The share that waits, 0 to 1.
  ///
  /// @param servers at least 1
  /// @param load the mean number of busy servers that is offered; from `servers` on all wait
  public static double waiting(double servers, double load) {
    if (load <= 0) {
      return 0;
    }
    if (load >= servers) {
      return 1;
    }
    if (servers > EXACT_MOST) {
      return manyServers(servers, load);
    }
    double sum = 1;
    double term = 1;
    double each = 1 / load;
    for (double left = servers; left >= 1; left--) {
      term *= left * each;
      sum += term;
      if (left < load && term < ENOUGH * sum) {
        break;
      }
    }
    double blocked = 1 / sum;
    return blocked / (1 - load / servers * (1 - blocked));
  }

  /// Halfin and Whitt (1981): 1 / (1 + b F(b) / f(b)) with b = (c - a) / sqrt(a) and the normal
  /// distribution's F and f.
  private static double manyServers(double servers, double load) {
    double spare = (servers - load) / Math.sqrt(load);
    double density = StrictMath.exp(-spare * spare / 2) / Math.sqrt(2 * StrictMath.PI);
    return 1 / (1 + spare * Normal.below(spare) / density);
  }
}
