package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the trust policies that options name.
final class PolicyFile {
  private static final int BYTES_MAX = 1_000_000;

  private PolicyFile() {}

  /// @param option that names it
  /// @throws WrongInput if it is none
  static Optional<TrustPolicy> read(String option, Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    byte[] content = GivenFile.read(option, file.get(), BYTES_MAX);
    try {
      return Optional.of(TrustPolicy.parse(content));
    } catch (Unverified wrong) {
      throw new WrongInput(file.get() + ": " + wrong.getMessage());
    }
  }
}
