package dev.surgeline.plane.evidence;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The packs that come along, each signed with the key of its edition. That key's private half was
/// never kept (`./check --sign-packs`), so no other text can be under the key that lies here.
public final class ShippedPacks {
  /// Their names, in the order in which they are looked at.
  public static final List<String> NAMES =
      List.of("hipaa-security", "hipaa-security-nprm", "hitech", "gdpr-transfers", "uk", "india");

  /// What of the log alone can be looked at: no law's, so it is not among [#NAMES].
  static final String OF_THE_LOG = "audit-log";

  /// The file of the edition's verifier key, beside the packs.
  static final String KEY = "vkey";

  /// Where they are on the class path.
  static final String FOLDER = "/evidence/";

  static final String YAML = ".yaml";

  private ShippedPacks() {}

  /// The key that all of them are signed with; its name has the edition.
  ///
  /// @throws Unverified if it is none
  public static VerifierKey key() {
    return VerifierKey.parse(new String(bytes(KEY), StandardCharsets.UTF_8).strip());
  }

  /// One of them.
  ///
  /// @param name one of [#NAMES]
  /// @throws Unverified if it is not what was signed
  public static LoadedPack read(String name) {
    String file = name + YAML;
    VerifierKey key = key();
    try {
      return LoadedPack.parse(bytes(file), file).signedBy(bytes(file + LoadedPack.NOTE), key);
    } catch (Unverified wrong) {
      throw new Unverified(
          "the pack %s that comes along is not what %s signed: %s; install the release anew"
              .formatted(name, key.name(), wrong.getMessage()),
          wrong);
    }
  }

  private static byte[] bytes(String file) {
    String resource = FOLDER + file;
    try (InputStream in =
        Objects.requireNonNull(ShippedPacks.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
