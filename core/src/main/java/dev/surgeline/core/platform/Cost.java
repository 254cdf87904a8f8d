package dev.surgeline.core.platform;

/// What a number of replicas costs an hour, and how it is paid.
///
/// @param perHour the sum of the shares
/// @param reserved those paid for in advance, whether as many run or not
/// @param onDemand those paid for at the full price
/// @param spot those bought at a discount, which the provider may take back
public record Cost(double perHour, Share reserved, Share onDemand, Share spot) {
  /// @param replicas how many are paid for in this way
  /// @param perHour what they cost together
  public record Share(Replicas replicas, double perHour) {
    static Share of(int replicas, double each) {
      return new Share(new Replicas(replicas), replicas * each);
    }
  }

  static Cost of(Share reserved, Share onDemand, Share spot) {
    double sum = reserved.perHour() + onDemand.perHour() + spot.perHour();
    return new Cost(sum, reserved, onDemand, spot);
  }
}
