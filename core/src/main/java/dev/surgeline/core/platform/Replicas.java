package dev.surgeline.core.platform;

import java.util.List;
import java.util.stream.IntStream;

/// A number of replicas, wanted or seen.
///
/// @param value 0 to 100,000; the upper end keeps a slip of the keyboard from becoming a fleet
public record Replicas(int value) implements Comparable<Replicas> {
  /// The most that any document may ask for.
  public static final int LIMIT = 100_000;

  /// None at all.
  public static final Replicas ZERO = new Replicas(0);

  private static final double NOISE = 1e-9;

  /// The texts of usual sizes: a tick of 100,000 workloads says a million of them.
  private static final List<String> TEXTS =
      IntStream.range(0, 100).mapToObj(Integer::toString).toList();

  public Replicas {
    if (value < 0 || value > LIMIT) {
      throw new IllegalArgumentException("replicas are 0 to " + LIMIT + ", not " + value);
    }
  }

  /// The nearest number of replicas there can be to a calculated one: sizing arithmetic may ask for
  /// more than `LIMIT` when a metric runs away, and must not fail for it.
  public static Replicas saturated(double wanted) {
    return new Replicas((int) Math.max(0, Math.min(LIMIT, wanted)));
  }

  /// The fewest that are not below a calculated number, but for what binary arithmetic adds to it:
  /// (0.1 + 0.2) / 0.1 are 3. Of something, however little, at least one.
  public static Replicas covering(double exact) {
    double whole = Math.rint(exact);
    boolean near = Math.abs(exact - whole) <= NOISE * Math.max(1, whole);
    boolean some = exact > 0 && whole == 0;
    return saturated(near && !some ? whole : Math.ceil(exact));
  }

  /// More than the other.
  public boolean above(Replicas other) {
    return value > other.value;
  }

  /// Fewer than the other.
  public boolean below(Replicas other) {
    return value < other.value;
  }

  /// The larger of the two.
  public Replicas max(Replicas other) {
    return value >= other.value ? this : other;
  }

  /// The smaller of the two.
  public Replicas min(Replicas other) {
    return value <= other.value ? this : other;
  }

  @Override
  public int compareTo(Replicas other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value < TEXTS.size() ? TEXTS.get(value) : Integer.toString(value);
  }
}
