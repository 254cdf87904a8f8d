package dev.surgeline.core.audit;

/// What a signer is called: text without spaces and `+`, such as `example.com/log`.
final class KeyName {
  private static final int LENGTH_MAX = 255;
  private static final char NEXT_LINE = '\u0085';

  private KeyName() {}

  /// @return the same
  /// @throws Unverified if it is no name
  static String checked(String name) {
    boolean wrong =
        name.isEmpty()
            || name.length() > LENGTH_MAX
            || name.codePoints()
                .anyMatch(c ->
                    c == '+'
                        || c == NEXT_LINE
                        || c < ' '
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c));
    if (wrong) {
      throw new Unverified(
          "a key's name is 1 to 255 characters without space and +, not '"
              + Strict.shown(name)
              + "'");
    }
    return name;
  }
}
