package dev.surgeline.tidy;

import java.util.Comparator;

/// One place where the tree breaks a rule.
///
/// @param file relative to the root
/// @param line from 1; 1 as well where it is about the whole file
/// @param rule the rule's name
/// @param message what is there, to be read after the rule's name
record Finding(String file, int line, String rule, String message) implements Comparable<Finding> {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return BY_PLACE.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s:%d: %s: %s".formatted(file, line, rule, message);
  }
}
