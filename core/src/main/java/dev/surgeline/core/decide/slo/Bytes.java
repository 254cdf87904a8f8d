package dev.surgeline.core.decide.slo;

import java.util.Arrays;
import java.util.Base64;

/// A string of bytes that never changes. As text it is base64.
///
/// Example: the bytes 1, 2, 3 are `AQID`.
public final class Bytes {
  /// None at all.
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] values;

  private Bytes(byte[] values) {
    this.values = values;
  }

  /// From its text.
  ///
  /// @throws IllegalArgumentException when that is not base64
  public static Bytes of(String text) {
    return new Bytes(Base64.getDecoder().decode(text));
  }

  /// All the same.
  public static Bytes filled(int length, byte value) {
    byte[] values = new byte[length];
    Arrays.fill(values, value);
    return new Bytes(values);
  }

  public int length() {
    return values.length;
  }

  /// @param index 0 to below the length
  public byte get(int index) {
    return values[index];
  }

  /// Copies all of them.
  ///
  /// @param from where the first goes
  void copyTo(byte[] target, int from) {
    System.arraycopy(values, 0, target, from, values.length);
  }

  /// With one of them changed.
  public Bytes with(int index, byte value) {
    byte[] changed = values.clone();
    changed[index] = value;
    return new Bytes(changed);
  }

  /// With one more at the end, and without the first ones as far as there would be more than
  /// `most`.
  public Bytes pushed(byte value, int most) {
    int kept = Math.min(values.length, most - 1);
    byte[] changed = Arrays.copyOfRange(values, values.length - kept, values.length + 1);
    changed[kept] = value;
    return new Bytes(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(values, bytes.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(values);
  }
}
