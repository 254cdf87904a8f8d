package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Capacity;

/// Plants for tests. Times are in seconds.
final class Plants {
  static final long SECOND = 1_000_000_000L;

  private Plants() {}

  static long nanos(double seconds) {
    return Math.round(seconds * SECOND);
  }

  static double seconds(ReplicaTime time) {
    return time.seconds() + time.rest() / 1e9;
  }

  /// With a bound of 1 s for 99%, and nobody who gives up.
  static PlantSettings settings(
      int slots, double service, Capacity.Distribution shape, double startup) {
    return new PlantSettings(
        slots,
        new ServiceTime(nanos(service), Capacity.Spread.of(shape)),
        nanos(startup),
        0,
        nanos(1),
        0.99,
        nanos(1e6),
        Integer.MAX_VALUE);
  }

  /// A constant rate for so long, in steps of a minute.
  static Arrivals steady(double rate, double seconds, long seed) {
    double[] counts = new double[(int) Math.ceil(seconds / 60)];
    java.util.Arrays.fill(counts, rate * 60);
    return new Arrivals(counts, 60 * SECOND, seed);
  }
}
