package dev.surgeline.sample.hospital;

/// A bed and the highest acuity it is equipped for.
///
/// @param number from 0
/// @param acuity 1 (observation) to 5 (intensive care)
public record Bed(int number, Ward ward, int acuity) {
  public static final int MAX_ACUITY = 5;

  public Bed {
    if (number < 0 || acuity < 1 || acuity > MAX_ACUITY) {
      throw new IllegalArgumentException("a bed has a number from 0 and an acuity from 1 to 5");
    }
  }

  public String name() {
    return "B" + (10_000 + number);
  }
}
