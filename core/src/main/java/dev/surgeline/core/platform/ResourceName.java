package dev.surgeline.core.platform;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Something that the platform has only so much of: `replicas`, `cpu`, `gpu`.
///
/// @param value 1 to 63 characters of letters, digits, `_`, `.`, `/` and `-`, starting with a
///   letter
public record ResourceName(String value) implements Comparable<ResourceName> {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_./-]{0,62}");

  /// Of which every replica needs one.
  public static final ResourceName REPLICAS = new ResourceName("replicas");

  public ResourceName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a resource's name has 1 to 63 letters, digits, _ . / or - and starts with a letter");
    }
  }

  @Override
  public int compareTo(ResourceName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  /// A copy of amounts by resource, each above 0 and at most 1,000,000,000.
  static SortedMap<ResourceName, Double> amounts(SortedMap<ResourceName, Double> given) {
    given.forEach((resource, amount) -> {
      if (!(amount > 0 && amount <= 1e9)) {
        throw new IllegalArgumentException(
            "the amount of " + resource + " is above 0 and at most 1000000000");
      }
    });
    return Collections.unmodifiableSortedMap(new TreeMap<>(given));
  }
}
