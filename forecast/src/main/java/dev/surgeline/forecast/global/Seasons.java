package dev.surgeline.forecast.global;

import java.util.List;

/// The two seasons that global learners know: a short one within a long one, as the day within the
/// week.
///
/// @param shortSteps length of the short season in steps, 2 to 96
/// @param longSteps length of the long season in steps, a multiple of the short one and at most 14
///   of them; the same as the short one where there is no other
public record Seasons(int shortSteps, int longSteps) {
  /// A longer season would make networks too wide: group the steps beforehand.
  public static final int SHORT_MAX = 96;

  /// How many short seasons a long one has at most.
  public static final int RATIO_MAX = 14;

  public Seasons {
    if (shortSteps < 2 || shortSteps > SHORT_MAX) {
      throw new IllegalArgumentException("a learner's short season has 2 to 96 steps");
    }
    if (longSteps % shortSteps != 0 || longSteps < shortSteps) {
      throw new IllegalArgumentException("a learner's long season is a multiple of its short one");
    }
    if (longSteps > RATIO_MAX * shortSteps) {
      throw new IllegalArgumentException("a learner's long season has at most 14 short ones");
    }
  }

  /// Whether global learners take series of these seasons.
  ///
  /// @param lengths growing, in steps
  public static boolean suit(List<Integer> lengths) {
    return !lengths.isEmpty() && lengths.getFirst() >= 2 && lengths.getFirst() <= SHORT_MAX;
  }

  /// The first season, and the first after it that is a multiple of it and not too long.
  ///
  /// @param lengths growing, in steps; the first of 2 to 96
  public static Seasons of(List<Integer> lengths) {
    if (!suit(lengths)) {
      throw new IllegalArgumentException("a learner's short season has 2 to 96 steps");
    }
    int first = lengths.getFirst();
    int second =
        lengths.stream()
            .filter(length -> length > first && length % first == 0)
            .filter(length -> length <= RATIO_MAX * first)
            .findFirst()
            .orElse(first);
    return new Seasons(first, second);
  }

  /// How many short seasons a long one has.
  public int ratio() {
    return longSteps / shortSteps;
  }

  /// The steps that level and spread are taken from: the long season, or seven short ones where
  /// there is no long one.
  public int levelSteps() {
    return longSteps > shortSteps ? longSteps : 7 * shortSteps;
  }
}
