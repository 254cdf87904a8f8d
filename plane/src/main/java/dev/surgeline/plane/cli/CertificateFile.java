package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.stamp.StampTrust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the certificates that `--tsa-certificate` names.
final class CertificateFile {
  static final String OPTION = "--tsa-certificate";
  private static final int BYTES_MAX = 1_000_000;

  private CertificateFile() {}

  /// @throws WrongInput if it holds none
  static Optional<StampTrust> read(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    byte[] content = GivenFile.read(OPTION, file.get(), BYTES_MAX);
    try {
      return Optional.of(StampTrust.parse(content));
    } catch (Unverified wrong) {
      throw new WrongInput(file.get() + ": " + wrong.getMessage());
    }
  }
}
