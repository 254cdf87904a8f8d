package dev.surgeline.core.platform;

import java.util.OptionalDouble;

/// Something countable that replicas hold and that ends: partitions of a queue, licences,
/// connections. Workloads that name the same ceiling share it.
///
/// @param name 1 to 60 characters, such as `ocr-licences`
/// @param perReplica how many each replica holds, above 0; absent: 1
/// @param limit how many there are, above 0
public record Ceiling(String name, OptionalDouble perReplica, double limit) {
  public Ceiling {
    if (name.isBlank() || name.length() > 60) {
      throw new IllegalArgumentException("a ceiling's name has 1 to 60 characters");
    }
    if (perReplica.isPresent()
        && !(perReplica.getAsDouble() > 0 && perReplica.getAsDouble() <= 1e6)) {
      throw new IllegalArgumentException("perReplica is above 0 and at most 1000000");
    }
    if (!(limit > 0 && limit <= 1e9)) {
      throw new IllegalArgumentException("limit is above 0 and at most 1000000000");
    }
  }
}
