package dev.surgeline.plane.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A line that says whether it is what was written: the CRC-32C of what follows in eight digits, a
/// space, and JSON. A journal's lines are of the same form.
public final class CheckedLine {
  private static final int SUM_DIGITS = 8;

  private CheckedLine() {}

  /// The line of this JSON.
  public static byte[] of(byte[] json) {
    byte[] line = new byte[SUM_DIGITS + 1 + json.length];
    byte[] sum = (sum(json, 0) + " ").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, line, 0, sum.length);
    System.arraycopy(json, 0, line, sum.length, json.length);
    return line;
  }

  /// What follows its sum; absent: the line is not what was written.
  public static Optional<byte[]> json(byte[] line) {
    int from = SUM_DIGITS + 1;
    return line.length > from
            && new String(line, 0, from, StandardCharsets.ISO_8859_1).equals(sum(line, from) + " ")
        ? Optional.of(Arrays.copyOfRange(line, from, line.length))
        : Optional.empty();
  }

  private static String sum(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
