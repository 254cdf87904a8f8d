package dev.surgeline.sample.hospital;

import java.util.Optional;

/// One of the forty wards, `W01` to `W40`: ten to a floor, numbered along the corridor.
///
/// @param number 1 to 40
public record Ward(int number) {
  public static final int COUNT = 40;

  private static final int PER_FLOOR = 10;

  /// A lift takes about as long as three wards' length of corridor.
  private static final int FLOOR_DISTANCE = 3;

  public Ward {
    if (number < 1 || number > COUNT) {
      throw new IllegalArgumentException("a ward is one of W01 to W" + COUNT);
    }
  }

  /// Reads `W07`; empty when it names no ward.
  public static Optional<Ward> parse(String name) {
    if (name.length() != 3 || name.charAt(0) != 'W') {
      return Optional.empty();
    }
    int tens = Character.digit(name.charAt(1), 10);
    int ones = Character.digit(name.charAt(2), 10);
    int number = tens * 10 + ones;
    return tens < 0 || ones < 0 || number < 1 || number > COUNT
        ? Optional.empty()
        : Optional.of(new Ward(number));
  }

  public String name() {
    return number < 10 ? "W0" + number : "W" + number;
  }

  /// How far a bed is pushed from here to there, in wards' lengths.
  public int distance(Ward there) {
    int floors = Math.abs((number - 1) / PER_FLOOR - (there.number - 1) / PER_FLOOR);
    int along = Math.abs((number - 1) % PER_FLOOR - (there.number - 1) % PER_FLOOR);
    return floors * FLOOR_DISTANCE + along;
  }
}
