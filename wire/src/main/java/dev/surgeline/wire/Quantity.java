package dev.surgeline.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Kubernetes quantities: `500m`, `2Gi`, `1k`, `0.5`, `1e3`, without any rounding on the way.
///
/// The suffixes are n, u, m, none, k, M, G, T, P, E for powers of a thousand and Ki, Mi, Gi, Ti,
/// Pi, Ei for powers of 1024. A decimal exponent takes the place of a suffix.
///
/// @param value exact
public record Quantity(BigDecimal value) {
  private static final int LENGTH_MAX = 64;
  private static final int EXPONENT_DIGITS_MAX = 3;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal VALUE_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final Map<String, BigDecimal> FACTORS = factors();
  private static final Pattern TEXT =
      Pattern.compile(
          "([-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+))"
              + "(?:(n|u|m|k|[MGTPE]|[KMGTPE]i)|[eE]([-+]?[0-9]+))?");

  /// @throws IllegalArgumentException if the text is no quantity or its value is beyond 2^63 - 1
  ///   either way, as in Kubernetes; the message is a sentence for the text's author
  public static Quantity parse(String text) {
    Matcher parts = TEXT.matcher(text.length() > LENGTH_MAX ? "" : text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be a quantity such as 500m, 0.5, 2Gi or 1e3, not \"" + Problems.shown(text) + "\"");
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    String exponent = parts.group(3);
    if (exponent != null && exponent.replaceFirst("[-+]", "").length() > EXPONENT_DIGITS_MAX) {
      throw outOfRange(text);
    }
    BigDecimal value =
        exponent == null
            ? number.multiply(FACTORS.get(parts.group(2) == null ? "" : parts.group(2)))
            : number.scaleByPowerOfTen(Integer.parseInt(exponent));
    if (value.abs().compareTo(VALUE_MAX) > 0) {
      throw outOfRange(text);
    }
    return new Quantity(value);
  }

  /// In thousandths, rounded up as Kubernetes does: `100u` is 1.
  ///
  /// @throws IllegalArgumentException if that is beyond a long
  public long milli() {
    try {
      return value.multiply(THOUSAND).setScale(0, RoundingMode.UP).longValueExact();
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("is more than 9223372036854775807 thousandths");
    }
  }

  public static Quantity ofMilli(long milli) {
    return new Quantity(BigDecimal.valueOf(milli, 3));
  }

  /// The quantity whose text is the shortest that gives this double back.
  ///
  /// @param value finite
  public static Quantity of(double value) {
    return new Quantity(new BigDecimal(Double.toString(value)));
  }

  boolean isWhole() {
    return value.stripTrailingZeros().scale() <= 0
        && value.abs().compareTo(BigDecimal.valueOf(Scalars.SAFE_MAX)) <= 0;
  }

  /// `2` for whole numbers, `1500m` for whole thousandths, else the decimal number.
  @Override
  public String toString() {
    if (isWhole()) {
      return value.setScale(0, RoundingMode.UNNECESSARY).toString();
    }
    boolean thousandths = value.stripTrailingZeros().scale() <= 3;
    return thousandths
        ? value.multiply(THOUSAND).setScale(0, RoundingMode.UNNECESSARY) + "m"
        : value.toString();
  }

  private static IllegalArgumentException outOfRange(String text) {
    return new IllegalArgumentException(
        "the quantity \"" + Problems.shown(text) + "\" is beyond 9223372036854775807 or too fine");
  }

  private static Map<String, BigDecimal> factors() {
    var factors = new TreeMap<String, BigDecimal>();
    String[] decimal = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    for (int i = 0; i < decimal.length; i++) {
      factors.put(decimal[i], BigDecimal.ONE.scaleByPowerOfTen(3 * (i - 3)));
    }
    String[] binary = {"Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    for (int i = 0; i < binary.length; i++) {
      factors.put(binary[i], BigDecimal.valueOf(1024).pow(i + 1));
    }
    return factors;
  }
}
