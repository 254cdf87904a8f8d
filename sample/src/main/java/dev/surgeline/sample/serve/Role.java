package dev.surgeline.sample.serve;

import java.util.Locale;
import java.util.Optional;

/// What a replica is. Each role answers below the path of its own name.
public enum Role {
  BEDS,
  CLAIMS,
  PORTAL;

  static Optional<Role> parse(String text) {
    return switch (text) {
      case "beds" -> Optional.of(BEDS);
      case "claims" -> Optional.of(CLAIMS);
      case "portal" -> Optional.of(PORTAL);
      default -> Optional.empty();
    };
  }

  /// The role's name as it stands in flags, paths and metrics.
  String path() {
    return name().toLowerCase(Locale.ROOT);
  }
}
