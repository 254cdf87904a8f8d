package dev.surgeline.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `25s`, `500ms`, `2m`, `1h30m`, `1d`.
///
/// The units are d (24 hours), h, m, s, ms, us and ns, each at most once, the larger first. Read
/// are also decimals (`1.5s`) and ISO 8601 (`PT5S`). What is written reads back equal to the
/// nanosecond: 1.5 s is written `1s500ms`.
public final class DurationText {
  private static final int LENGTH_MAX = 100;
  private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us", "ns"};
  private static final long[] NANOS = {
    86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
  };
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(d|h|ms|m|us|ns|s)");
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

  private DurationText() {}

  /// @throws IllegalArgumentException if the text is no duration, is finer than a nanosecond or
  ///   longer than [Duration] holds; the message is a sentence for the text's author
  public static Duration parse(String text) {
    if (text.length() > LENGTH_MAX) {
      throw noDuration(text);
    }
    if (text.startsWith("P") || text.startsWith("-P")) {
      try {
        return Duration.parse(text);
      } catch (DateTimeException | ArithmeticException _) {
        throw noDuration(text);
      }
    }
    boolean negative = text.startsWith("-");
    BigDecimal nanos = sum(text, negative ? 1 : 0);
    return ofNanos(text, negative ? nanos.negate() : nanos);
  }

  /// The shortest such text with whole numbers; `0s` for none.
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    boolean negative = duration.isNegative();
    BigInteger rest = nanosOf(duration).abs();
    var text = new StringBuilder(negative ? "-" : "");
    for (int unit = 0; unit < UNITS.length; unit++) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(NANOS[unit]));
      if (parts[0].signum() != 0) {
        text.append(parts[0]).append(UNITS[unit]);
      }
      rest = parts[1];
    }
    return text.toString();
  }

  private static BigInteger nanosOf(Duration duration) {
    return BigInteger.valueOf(duration.getSeconds())
        .multiply(BILLION)
        .add(BigInteger.valueOf(duration.getNano()));
  }

  private static BigDecimal sum(String text, int from) {
    Matcher parts = PART.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    int unitBefore = -1;
    int at = from;
    while (at < text.length() || unitBefore < 0) {
      if (!parts.region(at, text.length()).lookingAt()) {
        throw noDuration(text);
      }
      int unit = unit(parts.group(2));
      if (unit <= unitBefore) {
        throw noDuration(text);
      }
      sum = sum.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(NANOS[unit])));
      unitBefore = unit;
      at = parts.end();
    }
    return sum;
  }

  private static int unit(String name) {
    int unit = 0;
    while (!UNITS[unit].equals(name)) {
      unit++;
    }
    return unit;
  }

  private static Duration ofNanos(String text, BigDecimal nanos) {
    try {
      BigInteger[] parts = nanos.toBigIntegerExact().divideAndRemainder(BILLION);
      return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException(
          "the duration \"" + text + "\" is finer than a nanosecond or too long");
    }
  }

  private static IllegalArgumentException noDuration(String text) {
    return new IllegalArgumentException(
        "must be a duration such as 25s, 500ms or 1h30m, not \"" + Problems.shown(text) + "\"");
  }
}
