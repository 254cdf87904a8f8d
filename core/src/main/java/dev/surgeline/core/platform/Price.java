package dev.surgeline.core.platform;

import java.util.Optional;

/// What a workload's replicas cost, in the currency of the platform's budget.
///
/// Example: `{perReplicaHour: 0.20, reserved: {replicas: 4, perReplicaHour: 0.12}}`: four replicas
/// are paid for at 0.12 an hour whether they run or not; every further one costs 0.20.
///
/// @param perReplicaHour what one replica costs on demand; 0 to 1,000,000
/// @param reserved replicas paid for in advance; absent: none
/// @param spot replicas bought at a discount that the provider may take back; absent: none
public record Price(double perReplicaHour, Optional<Reserved> reserved, Optional<Spot> spot) {
  private static final double MOST = 1_000_000;

  /// @param replicas how many, paid for whether they run or not
  /// @param perReplicaHour what each costs
  public record Reserved(Replicas replicas, double perReplicaHour) {
    public Reserved {
      require(perReplicaHour);
    }
  }

  /// @param share of the replicas beyond the reserved ones, 0 to 1
  /// @param perReplicaHour what each costs
  public record Spot(double share, double perReplicaHour) {
    public Spot {
      require(perReplicaHour);
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("the share of spot is 0 to 1");
      }
    }
  }

  public Price {
    require(perReplicaHour);
  }

  /// What so many replicas cost an hour, with its shares.
  ///
  /// Of the replicas beyond the reserved ones, spot has its share in whole replicas, rounded down:
  /// the part of one that is left over is paid on demand, so that the cost is not told too low.
  ///
  /// Example: of 9 replicas at `{perReplicaHour: 0.20, reserved: {replicas: 4, perReplicaHour:
  /// 0.12}, spot: {share: 0.5, perReplicaHour: 0.07}}` four are reserved, two are spot and three
  /// are on demand: 0.48 + 0.14 + 0.60 = 1.22 an hour.
  public Cost cost(Replicas replicas) {
    int paid = reserved.map(Reserved::replicas).orElse(Replicas.ZERO).value();
    int beyond = Math.max(0, replicas.value() - paid);
    int bought = spots(beyond);
    return Cost.of(
        Cost.Share.of(paid, reserved.map(Reserved::perReplicaHour).orElse(0.0)),
        Cost.Share.of(beyond - bought, perReplicaHour),
        Cost.Share.of(bought, spot.map(Spot::perReplicaHour).orElse(0.0)));
  }

  /// What so many replicas cost an hour; never less than fewer of them.
  public double perHour(Replicas replicas) {
    double sum = 0;
    int beyond = replicas.value();
    if (reserved.isPresent()) {
      int paid = reserved.get().replicas().value();
      sum = paid * reserved.get().perReplicaHour();
      beyond = Math.max(0, beyond - paid);
    }
    int bought = spots(beyond);
    sum += (beyond - bought) * perReplicaHour;
    return spot.isPresent() ? sum + bought * spot.get().perReplicaHour() : sum;
  }

  /// 0.29 of 100 are 29, though the product of the doubles is a little less.
  private int spots(int beyond) {
    return spot.isPresent() ? (int) Math.min(beyond, beyond * spot.get().share() + 1e-9) : 0;
  }

  private static void require(double price) {
    if (!(price >= 0 && price <= MOST)) {
      throw new IllegalArgumentException("perReplicaHour is 0 to 1000000");
    }
  }
}
