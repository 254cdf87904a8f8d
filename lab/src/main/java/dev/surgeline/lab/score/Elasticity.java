package dev.surgeline.lab.score;

import java.util.SortedSet;
import java.util.TreeSet;

/// The elasticity metrics of the SPEC research group (Herbst and others, "Ready for Rain? A View
/// from SPEC Research on the Future of Cloud Metrics", 2016; BUNGEE): how far and how long supply
/// is below or above demand, and how much they move against each other. With demand d and supply s
/// over a time T:
///
/// - accuracy: the mean of `max(d - s, 0)` (under) and of `max(s - d, 0)` (over), in replicas;
/// - theta: the same by demand, in percent; a time without demand counts nothing, for there is
///   nothing to be a part of;
/// - tau, or timeshare: how much of the time supply is below (above) demand, in percent;
/// - instability: of unit steps after the first, how many in a hundred change demand and supply in
///   different directions;
/// - jitter: units of supply changed beyond those of demand, for each unit of time; negative where
///   supply follows sluggishly.
///
/// Worked example: demand 1 to time 2, then 2 to time 4; supply always 1. Under for half of the
/// time by 1 of 2: accuracy 0.5, theta 25, tau 50; over never. Demand changes 1 unit in 4, supply
/// none: jitter -0.25. Of the steps at 2, 3 and 4 one differs: instability 33.3.
///
/// @param accuracyUnder in replicas
/// @param accuracyOver in replicas
/// @param thetaUnder in percent
/// @param thetaOver in percent
/// @param tauUnder in percent
/// @param tauOver in percent
/// @param instability in percent
/// @param jitter replicas for each unit of time
public record Elasticity(
    double accuracyUnder,
    double accuracyOver,
    double thetaUnder,
    double thetaOver,
    double tauUnder,
    double tauOver,
    double instability,
    double jitter) {
  /// @param unit of time in which instability compares changes, above zero
  /// @throws IllegalArgumentException if they are not of the same time
  public static Elasticity of(StepSeries demand, StepSeries supply, double unit) {
    double begin = demand.begin();
    double end = Math.max(demand.end(), supply.end());
    if (supply.begin() != begin) {
      throw new IllegalArgumentException("demand and supply begin at the same time");
    }
    var sums = new double[6];
    SortedSet<Double> times = new TreeSet<>();
    demand.points().forEach(point -> times.add(point.time()));
    supply.points().forEach(point -> times.add(point.time()));
    double from = begin;
    for (double to : times.tailSet(Math.nextUp(begin))) {
      add(sums, demand.at(from), supply.at(from), to - from);
      from = to;
    }
    double length = end - begin;
    return new Elasticity(
        sums[0] / length,
        sums[1] / length,
        100 * sums[2] / length,
        100 * sums[3] / length,
        100 * sums[4] / length,
        100 * sums[5] / length,
        instability(demand, supply, unit),
        (supply.changes() - demand.changes()) / length);
  }

  private static void add(double[] sums, double demand, double supply, double time) {
    double under = Math.max(demand - supply, 0);
    double over = Math.max(supply - demand, 0);
    sums[0] += under * time;
    sums[1] += over * time;
    if (demand > 0) {
      sums[2] += under / demand * time;
      sums[3] += over / demand * time;
    }
    sums[4] += under > 0 ? time : 0;
    sums[5] += over > 0 ? time : 0;
  }

  private static double instability(StepSeries demand, StepSeries supply, double unit) {
    double begin = demand.begin();
    long units = Math.round((Math.max(demand.end(), supply.end()) - begin) / unit);
    long different = 0;
    for (long i = 2; i <= units; i++) {
      double now = begin + i * unit;
      double before = begin + (i - 1) * unit;
      double byDemand = Math.signum(demand.at(now) - demand.at(before));
      double bySupply = Math.signum(supply.at(now) - supply.at(before));
      different += byDemand == bySupply ? 0 : 1;
    }
    return units < 2 ? 0 : 100.0 * different / (units - 1);
  }
}
