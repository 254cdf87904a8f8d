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

  private static void require(double price) {
    if (!(price >= 0 && price <= MOST)) {
      throw new IllegalArgumentException("perReplicaHour is 0 to 1000000");
    }
  }
}
