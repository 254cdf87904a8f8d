package dev.surgeline.plane.audit.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an entry has in place of a text: the SHA-256 of the file that the text lies in. The file
/// holds random bytes beside the text, so that a short text can not be guessed from its hash, and
/// once the file is gone the hash says nothing any more.
///
/// @param sha256 64 digits of 0-9 and a-f
public record TextReference(String sha256) {
  private static final String PREFIX = "sha256:";

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  public TextReference {
    if (!DIGITS.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a SHA-256 is 64 digits of 0-9 and a-f");
    }
  }

  /// The reference to a file with these bytes.
  static TextReference of(byte[] file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);
      return new TextReference(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /// The reference that stands where a text would; absent: it is a text, as entries of earlier
  /// versions have it.
  public static Optional<TextReference> in(String text) {
    return text.startsWith(PREFIX) && DIGITS.matcher(text.substring(PREFIX.length())).matches()
        ? Optional.of(new TextReference(text.substring(PREFIX.length())))
        : Optional.empty();
  }

  /// As it stands in an entry.
  @Override
  public String toString() {
    return PREFIX + sha256;
  }
}
