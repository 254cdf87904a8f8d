package dev.surgeline.core.audit;

import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 hash: 32 bytes.
public final class Hash {
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A hash of these bytes, which the caller may use again.
  ///
  /// @throws Unverified if they are not 32
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new Unverified("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /// The 32 bytes from `offset` on.
  static Hash at(byte[] bytes, int offset) {
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
  }

  /// Of bytes that nobody else holds.
  static Hash owning(byte[] bytes) {
    return new Hash(bytes);
  }

  /// A hash as its 44 characters of base64.
  ///
  /// @throws Unverified if it is not written exactly so
  public static Hash parse(String base64) {
    return of(Strict.base64(base64, "a hash"));
  }

  byte[] own() {
    return bytes;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// As base64, which is how the formats of a log have it.
  @Override
  public String toString() {
    return Strict.base64(bytes);
  }
}
