package dev.surgeline.wire;

import dev.surgeline.core.platform.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Collects what is wrong while a text is read, and knows the path of the key being read.
final class Problems {
  /// What a codec gives back for a value that could not be read; its problem is in the list.
  static final Object FAILED = new Object();

  private static final int SHOWN_MAX = 60;
  private static final Pattern WORD = Pattern.compile("\\S{0,60}");

  private final List<Problem> found = new ArrayList<>();
  private final Deque<Object> path = new ArrayDeque<>();

  @SuppressWarnings("ReferenceEquality") // it is one object, and equal to nothing else
  static boolean isFailed(Object value) {
    return value == FAILED;
  }

  void enter(String key) {
    path.addLast(key);
  }

  void enter(int index) {
    path.addLast(index);
  }

  void leave() {
    path.removeLast();
  }

  /// @throws DocumentException when there are as many as one message should hold
  Object add(Position at, String rule) {
    found.add(new Problem(at, keyPath(), rule));
    if (found.size() == DocumentException.PROBLEMS_MAX) {
      throw new DocumentException(found);
    }
    return FAILED;
  }

  Object addAtKey(Position at, String key, String rule) {
    enter(key);
    add(at, rule);
    leave();
    return FAILED;
  }

  Object unknownKey(Node.Entry entry, Collection<String> known) {
    return addAtKey(
        entry.keyAt(), entry.key(), "unknown key; " + suggestion("key", entry.key(), known));
  }

  /// @param wanted with its article: `a number`
  Object wrongType(Node node, String wanted) {
    return add(node.at(), "must be " + wanted + ", not " + describe(node));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new DocumentException(found);
    }
  }

  /// What could have stood instead of a word.
  ///
  /// @param noun what the word is: `key`, `value`
  static String suggestion(String noun, String word, Collection<String> known) {
    if (known.isEmpty()) {
      return "no " + noun + " is known here";
    }
    String nearest =
        Nearest.to(word, known).map(found -> "; did you mean \"" + found + "\"?").orElse("");
    String are = known.size() == 1 ? "the known " + noun + " is " : "known " + noun + "s are ";
    return are + String.join(", ", known.stream().sorted().toList()) + nearest;
  }

  /// @param word a text at `at` that is none of the known ones
  Object unknownWord(Position at, String noun, String word, Collection<String> known) {
    String rule = "unknown " + noun + " \"" + shown(word) + "\"; ";
    return add(at, rule + suggestion(noun, word, known));
  }

  static String describe(Node node) {
    return switch (node) {
      case Node.Mapping _ -> "a mapping";
      case Node.Sequence _ -> "a list";
      case Node.Scalar scalar ->
          switch (scalar.kind()) {
            case STRING -> "the text \"" + shown(scalar.text()) + "\"";
            case NUMBER -> "the number " + shown(scalar.text());
            case BOOLEAN -> "the boolean " + scalar.text();
            case NULL -> "empty";
          };
    };
  }

  /// The rule that a constructor or parser stated when it refused a value.
  static String rule(RuntimeException refusal) {
    return Objects.requireNonNullElse(refusal.getMessage(), "is not valid here");
  }

  /// A slip is in one word; what is longer may be anything, and messages go to logs.
  static String shown(String text) {
    return WORD.matcher(text).matches()
        ? Problem.printable(text, SHOWN_MAX)
        : "(" + text.length() + " characters)";
  }

  private String keyPath() {
    var text = new StringBuilder();
    for (Iterator<Object> parts = path.iterator(); parts.hasNext(); ) {
      Object part = parts.next();
      if (part instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(shown(part.toString()));
      }
    }
    return text.toString();
  }
}
