package dev.surgeline.wire;

/// One thing that is wrong with a text, as its author needs to know it.
///
/// @param keyPath the key concerned, from the top: `spec.metrics[0].type`; empty for the whole text
/// @param rule what is wrong and what would be right, as a sentence without its full stop
public record Problem(Position at, String keyPath, String rule) {
  private static final int PATH_MAX = 300;
  private static final int RULE_MAX = 1_000;

  public Problem {
    keyPath = printable(keyPath, PATH_MAX);
    rule = printable(rule, RULE_MAX);
  }

  /// The text's name.
  public String source() {
    return at.source();
  }

  /// From 1.
  public int line() {
    return at.line();
  }

  /// From 1.
  public int column() {
    return at.column();
  }

  /// As compilers print it: `platform.yaml:12:7: spec.replicas.mn: unknown key`.
  @Override
  public String toString() {
    return at + ": " + (keyPath.isEmpty() ? "" : keyPath + ": ") + rule;
  }

  /// The same without a word of the text, for whoever's text may hold what nobody may see: an
  /// answer to a request goes through proxies and their logs. Parts of the text stand in a rule
  /// between quotation marks or behind `, not`, and the path's last key may be one, so there is
  /// none.
  public String withoutText() {
    return at + ": " + rule.replaceFirst("(?s)\".*\"", "...").replaceFirst("(?s), not .*$", "");
  }

  /// Parts of the text come back in messages, and messages go to terminals and logs: nothing in
  /// them may start a new line, colour a terminal or turn the reading direction.
  static String printable(String text, int lengthMax) {
    var clean = new StringBuilder(Math.min(text.length(), lengthMax) + 16);
    for (int i = 0; i < text.length(); i++) {
      if (i == lengthMax) {
        return clean.append("...").toString();
      }
      char c = text.charAt(i);
      if (isUnsafe(c)) {
        clean.append(String.format("\\u%04x", (int) c));
      } else {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  private static boolean isUnsafe(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED;
  }
}
