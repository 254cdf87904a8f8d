package dev.surgeline.core.decide.slo;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// A list of numbers that never changes and reads back to the last bit. As text it is the base64 of
/// their eight bytes each, high byte first.
///
/// Example: the number 1 is `P/AAAAAAAAA=`. NaN stands for a number that is not known.
public final class Numbers {
  /// None at all.
  public static final Numbers EMPTY = new Numbers(new double[0]);

  private final double[] values;

  private Numbers(double[] values) {
    this.values = values;
  }

  /// From its text.
  ///
  /// @throws IllegalArgumentException when that is not the base64 of whole numbers
  public static Numbers of(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    if (bytes.remaining() % Double.BYTES != 0) {
      throw new IllegalArgumentException("numbers have eight bytes each");
    }
    double[] values = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(values);
    return new Numbers(values);
  }

  /// A copy of these.
  public static Numbers copyOf(double... values) {
    return new Numbers(values.clone());
  }

  /// These themselves, which nobody changes any more.
  static Numbers owning(double[] values) {
    return new Numbers(values);
  }

  public int size() {
    return values.length;
  }

  /// @param index 0 to below the size
  public double get(int index) {
    return values[index];
  }

  /// The last but `back`: 0 is the newest. NaN where there is none.
  public double back(int back) {
    return back < 0 || back >= values.length ? Double.NaN : values[values.length - 1 - back];
  }

  /// With one more at the end, and without the first ones as far as there would be more than
  /// `most`.
  public Numbers pushed(double value, int most) {
    int kept = Math.min(values.length, most - 1);
    double[] changed = Arrays.copyOfRange(values, values.length - kept, values.length + 1);
    changed[kept] = value;
    return new Numbers(changed);
  }

  /// A copy that may be written.
  double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numbers numbers && Arrays.equals(values, numbers.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
    for (double value : values) {
      bytes.putLong(Double.doubleToLongBits(value));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
