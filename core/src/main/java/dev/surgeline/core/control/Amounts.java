package dev.surgeline.core.control;

/// Money, by what it counts against: an amount, or a rate an hour.
///
/// @param ordinary what counts against the budget
/// @param emergency what break-glass pays for, which counts against its own allowance
/// @param estimated the part of both that was charged without seeing what ran
public record Amounts(double ordinary, double emergency, double estimated) {
  /// Nothing.
  public static final Amounts ZERO = new Amounts(0, 0, 0);

  /// All of it.
  public double total() {
    return ordinary + emergency;
  }

  Amounts plus(Amounts other) {
    return new Amounts(
        ordinary + other.ordinary, emergency + other.emergency, estimated + other.estimated);
  }

  Amounts times(double hours) {
    return new Amounts(ordinary * hours, emergency * hours, estimated * hours);
  }

  /// The same, known to be a guess.
  Amounts guessed() {
    return new Amounts(ordinary, emergency, total());
  }
}
