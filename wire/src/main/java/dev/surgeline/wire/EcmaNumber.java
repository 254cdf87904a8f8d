package dev.surgeline.wire;

/// A double as ECMAScript's `Number.prototype.toString` writes it, which is what RFC 8785 asks for:
/// the shortest digits that read back as the same double, plain from 1e-6 up to below 1e21, else
/// with an exponent. Java finds the same digits and lays them out otherwise.
final class EcmaNumber {
  private static final double INTEGER_MAX = 9_007_199_254_740_991.0;

  /// Below this Java gives two digits where one is enough: 4.9E-324 for 5e-324.
  private static final double ONE_DIGIT_MAX = 1e-321;

  private EcmaNumber() {}

  /// @param value finite; minus zero gives `0`
  static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) <= INTEGER_MAX) {
      return Long.toString((long) value);
    }
    String java = Double.toString(Math.abs(value));
    int exponentAt = java.indexOf('E');
    String decimal = exponentAt < 0 ? java : java.substring(0, exponentAt);
    int exponent = exponentAt < 0 ? 0 : Integer.parseInt(java.substring(exponentAt + 1));
    int point = decimal.indexOf('.');
    String all = decimal.substring(0, point) + decimal.substring(point + 1);
    int leading = 0;
    while (all.charAt(leading) == '0') {
      leading++;
    }
    int end = all.length();
    while (all.charAt(end - 1) == '0') {
      end--;
    }
    String digits = all.substring(leading, end);
    int scale = point + exponent - leading;
    double size = Math.abs(value);
    return (value < 0 ? "-" : "")
        + (size < ONE_DIGIT_MAX ? tiny(digits, scale, size) : laidOut(digits, scale));
  }

  private static String tiny(String digits, int scale, double value) {
    if (digits.length() == 2) {
      int one = (Integer.parseInt(digits) + 5) / 10;
      if (Double.parseDouble(one + "e" + (scale - 1)) == value) {
        return one == 10 ? laidOut("1", scale + 1) : laidOut(Integer.toString(one), scale);
      }
    }
    return laidOut(digits, scale);
  }

  /// @param scale the value is `0.digits` times ten to this
  private static String laidOut(String digits, int scale) {
    int length = digits.length();
    if (length <= scale && scale <= 21) {
      return digits + "0".repeat(scale - length);
    }
    if (0 < scale && scale <= 21) {
      return digits.substring(0, scale) + "." + digits.substring(scale);
    }
    if (-6 < scale && scale <= 0) {
      return "0." + "0".repeat(-scale) + digits;
    }
    String sign = scale - 1 < 0 ? "-" : "+";
    String fraction = length == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + sign + Math.abs(scale - 1);
  }
}
