package dev.surgeline.core.decide;

/// How far from its target a metric may be before anything is done: the dead band of the Kubernetes
/// HPA, one width for each direction.
///
/// @param down 0 or more, below 1: within means at least `1 - down` times the target
/// @param up 0 or more: within means at most `1 + up` times the target
public record Tolerance(double down, double up) {
  /// Kubernetes' own: a tenth in each direction.
  public static final Tolerance DEFAULT = new Tolerance(0.1, 0.1);

  public Tolerance {
    if (!(down >= 0 && down < 1) || !(up >= 0 && up <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("a tolerance is 0 or more, and below 1 downwards");
    }
  }

  boolean within(double ratio) {
    return 1 - down <= ratio && ratio <= 1 + up;
  }
}
