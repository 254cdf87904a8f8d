package dev.surgeline.core.platform;

import java.util.regex.Pattern;

/// A place whose law holds: `UK`, `EU`, `US-CA`. Which place accepts which other is data, see
/// [Adequacy].
///
/// @param value 2 to 12 characters of `A-Z` and `-`, starting and ending with a letter
public record Jurisdiction(String value) implements Comparable<Jurisdiction> {
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z-]{0,10}[A-Z]");

  public Jurisdiction {
    if (!CODE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a jurisdiction has 2 to 12 characters of A-Z and -, such as UK, EU or US-CA");
    }
  }

  @Override
  public int compareTo(Jurisdiction other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
