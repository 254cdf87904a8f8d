package dev.surgeline.core.decide.slo;

/// What was kept beyond what demand needed, over about a day, and how far the price of a violated
/// second is lowered for it.
///
/// A price alone has no measure: where bursts can not be foretold, being safe from them may cost
/// four times what demand needs, every hour of the year. So what is kept may be, in the mean, a
/// given number of times what was needed, and half a replica more (one that serves all may have
/// another beside it). Where it is beyond, the price falls until it is not; where demand is calm,
/// it comes back. It is an integral controller: the logarithm of the price moves by the logarithm
/// of kept / allowed in each half-life of the sums, or, while they are young, in the time that they
/// sum: the first hour of a workload is not paid at a price that nothing was learned for yet.
///
/// Worked example: demand needs 4 replicas and 12 are kept, where 1.5 times and half of one more,
/// 6.5, are allowed. In the first five minutes the logarithm falls by ln(12 / 6.5) = 0.61, and the
/// price is then 0.54 of what it was. Once the sums are of half a day it falls by 0.61 x 15 /
/// 43,200 = 0.0002 in 15 s.
///
/// @param kept replica-seconds that were wanted, those of half a day ago at half
/// @param allowed replica-seconds that might have been, the same way
/// @param relief the natural logarithm of what the price is multiplied by, -5 to 0
record Headroom(double kept, double allowed, double relief) {
  static final Headroom NEW = new Headroom(0, 0, 0);

  private static final double HALF_LIFE = 43_200;

  /// Of less than five minutes a sum says little.
  private static final double YOUNG_SECONDS = 300;

  private static final double MORE = 0.5;
  private static final double LEAST = -5;
  private static final double LONGEST = 300;

  /// After a tick.
  ///
  /// @param wanted replicas, 1 or more
  /// @param needed replicas that demand needs now
  /// @param times what may be kept of what is needed
  /// @param since seconds since the tick before; of a longer pause 300 count
  Headroom with(double wanted, double needed, double times, double since) {
    double seconds = Math.min(LONGEST, since);
    double fading = StrictMath.pow(2, -seconds / HALF_LIFE);
    double keeps = fading * kept + seconds * wanted;
    double may = fading * allowed + seconds * (times * needed + MORE);
    double summed = Math.clamp(may / (times * needed + MORE), YOUNG_SECONDS, HALF_LIFE);
    double moved = relief - StrictMath.log(keeps / may) * seconds / summed;
    return new Headroom(keeps, may, Math.clamp(moved, LEAST, 0));
  }

  /// The price that counts.
  ///
  /// @param price as it is without relief, 1 or more
  double price(double price) {
    return Math.max(1, price * StrictMath.exp(relief));
  }
}
