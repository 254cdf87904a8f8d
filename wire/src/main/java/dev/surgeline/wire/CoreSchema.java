package dev.surgeline.wire;

import java.math.BigInteger;
import java.util.regex.Pattern;

/// What a plain scalar of YAML 1.2 is, by the core schema, with numbers as JSON writes them.
final class CoreSchema {
  private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
  private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern BASED = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern DECIMAL =
      Pattern.compile("([-+]?)([0-9]*)(?:\\.([0-9]*))?([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private CoreSchema() {}

  static boolean isNull(String text) {
    return NULL.matcher(text).matches();
  }

  /// @param problems told of numbers that are none of ours; the text is then given back as it is
  static Node.Scalar resolve(String text, Position at, Problems problems) {
    if (isNull(text)) {
      return new Node.Scalar("null", Node.Kind.NULL, at);
    }
    if (BOOLEAN.matcher(text).matches()) {
      String lower = text.charAt(0) == 't' || text.charAt(0) == 'T' ? "true" : "false";
      return new Node.Scalar(lower, Node.Kind.BOOLEAN, at);
    }
    if (!startsLikeNumber(text)) {
      return new Node.Scalar(text, Node.Kind.STRING, at);
    }
    if (NOT_FINITE.matcher(text).matches()) {
      problems.add(at, "must be a finite number, not " + Problems.shown(text));
      return new Node.Scalar(text, Node.Kind.STRING, at);
    }
    return number(text, at, problems);
  }

  private static boolean startsLikeNumber(String text) {
    char first = text.charAt(0);
    return first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9');
  }

  private static Node.Scalar number(String text, Position at, Problems problems) {
    if (BASED.matcher(text).matches()) {
      if (text.length() > JsonText.NUMBER_LENGTH_MAX) {
        return tooLong(text, at, problems);
      }
      int base = text.charAt(1) == 'x' ? 16 : 8;
      String decimal = new BigInteger(text.substring(2), base).toString();
      return new Node.Scalar(decimal, Node.Kind.NUMBER, at);
    }
    var parts = DECIMAL.matcher(text);
    if (!parts.matches() || !hasDigits(parts.group(2), parts.group(3))) {
      return new Node.Scalar(text, Node.Kind.STRING, at);
    }
    String whole = parts.group(2);
    if (text.length() > JsonText.NUMBER_LENGTH_MAX) {
      return tooLong(text, at, problems);
    }
    if (whole.length() > 1 && whole.charAt(0) == '0') {
      problems.add(
          at, "a number does not start with 0, as " + text + " does; text is put in quotes");
    } else if (!Double.isFinite(Double.parseDouble(text))) {
      problems.add(at, "the number " + text + " is beyond what a double can hold");
    }
    String fraction = orEmpty(parts.group(3));
    String json =
        (parts.group(1).equals("-") ? "-" : "")
            + (whole.isEmpty() ? "0" : whole)
            + (fraction.isEmpty() ? "" : "." + fraction)
            + orEmpty(parts.group(4));
    return new Node.Scalar(json, Node.Kind.NUMBER, at);
  }

  private static Node.Scalar tooLong(String text, Position at, Problems problems) {
    problems.add(at, "a number has at most " + JsonText.NUMBER_LENGTH_MAX + " characters");
    return new Node.Scalar(text, Node.Kind.STRING, at);
  }

  private static boolean hasDigits(String whole, String fraction) {
    return !whole.isEmpty() || !orEmpty(fraction).isEmpty();
  }

  private static String orEmpty(String group) {
    return group == null ? "" : group;
  }
}
