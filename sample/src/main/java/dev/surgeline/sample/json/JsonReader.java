package dev.surgeline.sample.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Strict recursive descent over RFC 8259; duplicate keys and deep nesting are errors.
final class JsonReader {
  private static final int MAX_DEPTH = 16;

  private final String text;
  private int at;

  JsonReader(String text) {
    this.text = text;
  }

  Json document() {
    Json value = value(0);
    space();
    if (at < text.length()) {
      throw wrong("nothing may follow the value");
    }
    return value;
  }

  private Json value(int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("more than " + MAX_DEPTH + " levels");
    }
    space();
    char c = at < text.length() ? text.charAt(at) : 0;
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", new Json.Nothing());
      default -> number();
    };
  }

  private Json object(int depth) {
    Map<String, Json> fields = new LinkedHashMap<>();
    at++;
    if (take('}')) {
      return new Json.Obj(fields);
    }
    do {
      space();
      String key = string();
      if (!take(':')) {
        throw wrong("a key must be followed by :");
      }
      if (fields.put(key, value(depth + 1)) != null) {
        throw wrong("a key stands twice");
      }
    } while (take(','));
    if (!take('}')) {
      throw wrong("an object must go on with , or end with }");
    }
    return new Json.Obj(fields);
  }

  private Json array(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    if (take(']')) {
      return new Json.Arr(items);
    }
    do {
      items.add(value(depth + 1));
    } while (take(','));
    if (!take(']')) {
      throw wrong("a list must go on with , or end with ]");
    }
    return new Json.Arr(items);
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw wrong("a text in quotes is due");
    }
    at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      } else if (c == '\\') {
        out.append(escape());
      } else if (c < ' ') {
        throw wrong("a text holds no control character");
      } else {
        out.append(c);
      }
    }
    throw wrong("a text must end with a quote");
  }

  private char escape() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an unknown escape");
    };
  }

  private char unicode() {
    int value = 0;
    for (int end = at + 4; at < end; at++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw wrong("\\u needs four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value is due");
    }
    at += word.length();
    return value;
  }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
  private Json number() {
    int start = at;
    skip('-');
    int first = at;
    int digits = digits();
    boolean valid = digits > 0 && (digits == 1 || text.charAt(first) != '0');
    if (valid && skip('.')) {
      valid = digits() > 0;
    }
    if (valid && (skip('e') || skip('E'))) {
      if (!skip('+')) {
        skip('-');
      }
      valid = digits() > 0;
    }
    double value = valid ? Double.parseDouble(text.substring(start, at)) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw wrong("a value is due");
    }
    return new Json.Num(value);
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private boolean take(char c) {
    space();
    return skip(c);
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException("not JSON at character " + (at + 1) + ": " + rule);
  }
}
