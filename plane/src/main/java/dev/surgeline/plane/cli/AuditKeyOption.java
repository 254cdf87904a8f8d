package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogKey;
import dev.surgeline.plane.audit.token.TokenUri;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import picocli.CommandLine.Option;

/// That the audit log's key is in a token.
final class AuditKeyOption {
  private static final String NAME = "--audit-key";

  @Option(
      names = NAME,
      paramLabel = "pkcs11:...",
      description = {
        "the Ed25519 key in a token that signs the audit log (PKCS#11), such as",
        "'pkcs11:token=T;object=K?module-path=/usr/lib/m.so&pin-source=file:/etc/surge/pin';",
        "when not given, a key in a file"
      })
  Optional<String> key = Optional.empty();

  /// The token, where one is named.
  ///
  /// @throws WrongInput if it is none
  Optional<TokenUri> token() {
    try {
      return key.map(TokenUri::parse);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput(NAME + ": " + wrong.getMessage());
    }
  }

  /// Has a log that is yet to begin signed by the token.
  ///
  /// @param name what the log is called
  /// @throws WrongInput if the token does not do, or the log has another key
  void prepare(AuditFolder folder, String name) throws IOException {
    Optional<TokenUri> token = token();
    if (token.isEmpty()) {
      return;
    }
    if (Files.exists(folder.key())) {
      if (LogKey.token(folder.key()).filter(token.get().text()::equals).isEmpty()) {
        throw new WrongInput(
            NAME + ": the log's key is another; surge audit rotate " + NAME + " changes it");
      }
    } else if (!folder.begun()) {
      try {
        LogKey.refer(folder.key(), name, token.get());
      } catch (IOException refused) {
        throw new WrongInput(NAME + ": " + Surge.sentence(refused));
      }
    }
  }
}
