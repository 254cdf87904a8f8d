package dev.surgeline.plane.evidence;

import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Signs the packs that come along with a key of which only the public half outlives the process.
/// Run by hand for a new edition, `./check --sign-packs EDITION`; no test.
public final class PackSigning {
  private static final String NAME = "surgeline.dev/rule-packs/";
  private static final Pattern EDITION = Pattern.compile("20\\d\\d-[01]\\d-[0-3]\\d(\\.[2-9])?");

  private PackSigning() {}

  /// Arguments: the folder of the packs, and the edition, which is a day.
  public static void main(String[] args) throws IOException {
    try {
      VerifierKey key = sign(Path.of(args[0]), args.length > 1 ? args[1] : "");
      System.out.println("the packs are signed with " + key);
    } catch (IllegalArgumentException wrong) {
      System.err.println("sign-packs: " + wrong.getMessage());
      System.exit(2);
    }
  }

  /// Signs every pack in a folder.
  ///
  /// @return what to verify them with
  /// @throws IllegalArgumentException if the edition is none or was signed, or a pack was changed
  ///   without another version
  static VerifierKey sign(Path folder, String edition) throws IOException {
    if (!EDITION.matcher(edition).matches()) {
      throw new IllegalArgumentException(
          "an edition is a day, such as 2026-11-22, or 2026-11-22.2 for a second one");
    }
    Path keyFile = folder.resolve(ShippedPacks.KEY);
    if (Files.exists(keyFile) && Files.readString(keyFile).startsWith(NAME + edition + "+")) {
      throw new IllegalArgumentException(
          "edition " + edition + " was signed, and nobody has its key any more");
    }
    List<Path> packs;
    try (var files = Files.list(folder)) {
      packs = files.filter(it -> it.toString().endsWith(ShippedPacks.YAML)).sorted().toList();
    }
    for (Path pack : packs) {
      requireVersion(pack);
    }
    NoteSigner signer = fresh(NAME + edition);
    for (Path pack : packs) {
      Files.write(note(pack), loaded(pack).note(signer).bytes());
    }
    Files.writeString(keyFile, signer.key() + "\n");
    return signer.key();
  }

  /// A version that was published says the same for ever.
  private static void requireVersion(Path pack) throws IOException {
    if (!Files.exists(note(pack))) {
      return;
    }
    String before = SignedNote.parse(Files.readAllBytes(note(pack))).text();
    String now = loaded(pack).signed();
    String unchanged = now.substring(0, now.indexOf("sha256 "));
    if (before.startsWith(unchanged) && !before.equals(now)) {
      throw new IllegalArgumentException(
          pack.getFileName() + " was changed, and its version was not");
    }
  }

  private static LoadedPack loaded(Path pack) throws IOException {
    return LoadedPack.parse(Files.readAllBytes(pack), pack.toString());
  }

  private static Path note(Path pack) {
    return Path.of(pack + LoadedPack.NOTE);
  }

  /// A signer that nobody can make again: its secret is written nowhere.
  static NoteSigner fresh(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      return new NoteSigner(VerifierKey.of(name, VerifierKey.Type.LOG, raw), pair.getPrivate());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has Ed25519", missing);
    }
  }
}
