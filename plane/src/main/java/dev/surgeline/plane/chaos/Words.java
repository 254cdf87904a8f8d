package dev.surgeline.plane.chaos;

import java.util.ArrayList;
import java.util.List;

/// A line of words as the POSIX shell takes it apart, and nothing else that a shell does: blanks
/// part words, quotes and a backslash keep what they hold as it is. The Chaos Toolkit gives such a
/// line to a shell; here there is none, and what needs one is refused rather than taken literally.
///
/// Worked example: `-c 'a b' "c d" e\ f` is `-c`, `a b`, `c d` and `e f`; `a | b` is refused.
final class Words {
  private static final String OF_SHELL = "|&;<>()$`*?[]{}!#~\n\r";
  private static final String OF_QUOTED = "$`";
  private static final String ESCAPED_IN_QUOTES = "$`\"\\";

  private final Field field;
  private final String line;
  private int at;

  private Words(Field field) {
    this.field = field;
    line = field.plain();
  }

  /// @param field a text
  /// @throws RuntimeException as [Field#wrong] has it, if only a shell could make something of it
  static List<String> of(Field field) {
    return new Words(field).all();
  }

  private List<String> all() {
    List<String> words = new ArrayList<>();
    while (true) {
      while (at < line.length() && isBlank(line.charAt(at))) {
        at++;
      }
      if (at == line.length()) {
        return words;
      }
      words.add(word());
    }
  }

  private static boolean isBlank(char one) {
    return one == ' ' || one == '\t';
  }

  private String word() {
    var word = new StringBuilder();
    while (at < line.length() && !isBlank(line.charAt(at))) {
      char one = line.charAt(at++);
      switch (one) {
        case '\'' -> word.append(literal());
        case '"' -> quoted(word);
        case '\\' -> word.append(escaped());
        default -> word.append(plain(one, OF_SHELL)); // tidy: characters are open
      }
    }
    return word.toString();
  }

  private String literal() {
    int end = line.indexOf('\'', at);
    if (end < 0) {
      throw unclosed();
    }
    String held = line.substring(at, end);
    at = end + 1;
    return held;
  }

  private void quoted(StringBuilder word) {
    while (at < line.length()) {
      char one = line.charAt(at++);
      if (one == '"') {
        return;
      }
      boolean escape =
          one == '\\' && at < line.length() && ESCAPED_IN_QUOTES.indexOf(line.charAt(at)) >= 0;
      word.append(escape ? line.charAt(at++) : plain(one, OF_QUOTED));
    }
    throw unclosed();
  }

  private char escaped() {
    if (at == line.length()) {
      throw unclosed();
    }
    char one = line.charAt(at++);
    return one == '\n' ? plain(one, OF_SHELL) : one;
  }

  private char plain(char one, String refused) {
    if (refused.indexOf(one) >= 0) {
      String sign = Character.isISOControl(one) ? "an end of a line" : "'" + one + "'";
      throw field.wrong(
          "has "
              + sign
              + " that is not quoted, for a shell; there is none: quote it, or give a list");
    }
    return one;
  }

  private RuntimeException unclosed() {
    return field.wrong("ends within a quotation");
  }
}
