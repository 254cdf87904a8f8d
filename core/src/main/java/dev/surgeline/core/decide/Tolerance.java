package dev.surgeline.core.decide;

/// How far from its target a metric may be before anything is done: the dead band of the Kubernetes
/// HPA, one width for each direction.
///
/// @param down 0 to 1,000,000,000: within means at least `1 - down` times the target; from 1 on it
///   is never less
/// @param up 0 to 1,000,000,000: within means at most `1 + up` times the target
public record Tolerance(double down, double up) {
  private static final double WIDEST = 1e9;

  /// Kubernetes' own: a tenth in each direction.
  public static final Tolerance DEFAULT = new Tolerance(0.1, 0.1);

  public Tolerance {
    if (!(down >= 0 && down <= WIDEST) || !(up >= 0 && up <= WIDEST)) {
      throw new IllegalArgumentException("a tolerance is 0 to 1000000000");
    }
  }

  /// Whether `ratio`, of what is measured to its target, is no reason to change.
  public boolean within(double ratio) {
    return 1 - down <= ratio && ratio <= 1 + up;
  }
}
