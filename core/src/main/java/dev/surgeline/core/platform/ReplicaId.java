package dev.surgeline.core.platform;

import java.util.regex.Pattern;

/// The name of one running instance of a workload, unique among all that ever ran: an actuator
/// never gives it twice, so an old reading can not be taken for one of a new replica.
///
/// @param value 1 to 253 characters of `a-z`, `0-9`, `-` and `.`, as a Kubernetes pod name
public record ReplicaId(String value) implements Comparable<ReplicaId> {
  private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  public ReplicaId {
    if (!SUBDOMAIN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a replica id has 1 to 253 characters of a-z, 0-9, - and .,"
              + " and starts and ends with a letter or digit");
    }
  }

  @Override
  public int compareTo(ReplicaId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
