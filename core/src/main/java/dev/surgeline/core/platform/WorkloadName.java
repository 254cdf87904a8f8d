package dev.surgeline.core.platform;

import java.util.regex.Pattern;

/// The name of a workload, unique in its platform: a DNS label (RFC 1123), so that it is a valid
/// name in Kubernetes, in a host name, in a metric label and in a file name alike.
///
/// @param value 1 to 63 characters of `a-z`, `0-9` and `-`, neither first nor last a `-`
public record WorkloadName(String value) implements Comparable<WorkloadName> {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public WorkloadName {
    if (!LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 63 characters of a-z, 0-9 and -,"
              + " and starts and ends with a letter or digit");
    }
  }

  @Override
  public int compareTo(WorkloadName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
