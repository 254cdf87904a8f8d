package dev.surgeline.core.platform;

/// Amounts of what is shared, counted in thousandths: whole numbers give the same sum in any order,
/// and no tie is decided by a rounding.
///
/// Documents allow amounts up to 1,000,000,000 and 100,000 workloads; a single amount above four
/// times what any limit can be is cut there, so that no sum of them overflows.
public final class Milli {
  private static final long MOST = 4_000_000_000_000L;

  private Milli() {}

  /// An amount of a document, at least a thousandth.
  public static long of(double amount) {
    return Math.max(1, Math.min(MOST, Math.round(amount * 1000)));
  }

  /// What so many replicas take.
  public static long times(long each, int replicas) {
    return Math.min(MOST, Math.multiplyHigh(each, replicas) != 0 ? MOST : each * replicas);
  }

  /// For people: 1500 is `1.5`.
  public static String words(long thousandths) {
    return Figures.of(thousandths / 1000.0);
  }
}
