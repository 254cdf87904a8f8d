package dev.surgeline.plane.audit.token;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A key in a token, as RFC 7512 writes it:
/// `pkcs11:token=surge;object=audit?module-path=/usr/lib/m.so&pin-source=file:/etc/surge/pin`.
///
/// The PIN is never in it: `pin-source` names a file that its owner alone can read, or `env:NAME`,
/// an environment variable.
///
/// @param text as it was written
/// @param token the token's label
/// @param object the key's label
/// @param module the library, an absolute path
/// @param pinSource `file:/...` or `env:...`
public record TokenUri(String text, String token, String object, Path module, String pinSource) {
  /// What such a text begins with.
  public static final String SCHEME = "pkcs11:";

  private static final int PIN_BYTES_MAX = 256;

  /// @throws IllegalArgumentException if it is none; the sentence never holds its values
  public static TokenUri parse(String text) {
    if (!text.startsWith(SCHEME) || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "a key in a token is pkcs11:token=LABEL;object=LABEL?module-path=FILE&pin-source=...");
    }
    SortedMap<String, String> values = new TreeMap<>();
    String rest = text.substring(SCHEME.length());
    int query = rest.indexOf('?');
    Arrays.stream((query < 0 ? rest : rest.substring(0, query)).split(";"))
        .forEach(one -> take(values, one, "token", "object"));
    if (query >= 0) {
      Arrays.stream(rest.substring(query + 1).split("&"))
          .forEach(one -> take(values, one, "module-path", "pin-source"));
    }
    String pin = required(values, "pin-source");
    if (!pin.matches("file:/.+|env:[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("pin-source is file:/PATH or env:NAME, never the PIN");
    }
    return new TokenUri(
        text, required(values, "token"), required(values, "object"), module(values), pin);
  }

  private static Path module(SortedMap<String, String> values) {
    try {
      Path module = Path.of(required(values, "module-path"));
      if (module.isAbsolute()) {
        return module;
      }
    } catch (InvalidPathException wrong) {
      throw new IllegalArgumentException("module-path is no path", wrong);
    }
    throw new IllegalArgumentException("module-path is an absolute path");
  }

  private static void take(SortedMap<String, String> values, String one, String... known) {
    int equals = one.indexOf('=');
    String name = equals < 0 ? "" : one.substring(0, equals);
    if (name.equals("pin-value")) {
      throw new IllegalArgumentException(
          "a PIN is never given itself: pin-source says where it is");
    }
    if (!Arrays.asList(known).contains(name)) {
      throw new IllegalArgumentException("here stand " + String.join(" and ", known) + " alone");
    }
    String value =
        URLDecoder.decode(one.substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    if (values.containsKey(name)) {
      throw new IllegalArgumentException(name + " stands there twice");
    }
    values.put(name, value);
  }

  private static String required(SortedMap<String, String> values, String name) {
    return Optional.ofNullable(values.get(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  /// The PIN, read now.
  ///
  /// @throws IOException if it is not there, or others may read it
  byte[] pin() throws IOException {
    if (pinSource.startsWith("env:")) {
      String name = pinSource.substring("env:".length());
      String pin =
          Optional.ofNullable(System.getenv(name))
              .orElseThrow(() ->
                  new IOException("the environment has no " + name + " with the token's PIN"));
      return pin.getBytes(StandardCharsets.UTF_8);
    }
    Path file = Path.of(pinSource.substring("file:".length()));
    var owners = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if (!owners.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + " holds a PIN, and others can read or change it: chmod 600 it");
    }
    if (Files.size(file) > PIN_BYTES_MAX) {
      throw new IOException(file + ": a PIN has at most " + PIN_BYTES_MAX + " bytes");
    }
    return Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
  }
}
