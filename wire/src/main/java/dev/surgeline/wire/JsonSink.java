package dev.surgeline.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON as bytes, either canonical as RFC 8785 has it or indented for people.
///
/// Whoever writes an object in canonical form gives the keys in order of their UTF-16 code units.
final class JsonSink {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final boolean pretty;
  private byte[] bytes = new byte[512];
  private int size;
  private int depth;
  private boolean empty = true;

  JsonSink(boolean pretty) {
    this.pretty = pretty;
  }

  boolean pretty() {
    return pretty;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// What is nested deeper could not be read back.
  ///
  /// @param bracket opening
  void open(char bracket) {
    if (++depth > JsonText.DEPTH_MAX) {
      throw new IllegalArgumentException(
          "JSON is written at most " + JsonText.DEPTH_MAX + " levels deep");
    }
    put((byte) bracket);
    empty = true;
  }

  /// @param bracket closing
  void close(char bracket) {
    depth--;
    if (!empty) {
      newLine();
    }
    put((byte) bracket);
    empty = false;
  }

  /// Before each item of an array; [#key] does it for objects.
  void item() {
    if (!empty) {
      put((byte) ',');
    }
    newLine();
    empty = false;
  }

  void key(String key) {
    item();
    string(key);
    colon();
  }

  /// @param quoted a key in quotes, its escapes done
  void key(byte[] quoted) {
    item();
    raw(quoted);
    colon();
  }

  void string(String text) {
    reserve(text.length() + 2);
    put((byte) '"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        put((byte) c);
      } else {
        i += special(text, i);
      }
    }
    put((byte) '"');
  }

  void number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " is no JSON number");
    }
    ascii(EcmaNumber.text(value));
  }

  void number(long value) {
    ascii(Long.toString(value));
  }

  /// @param text in ASCII: a number, `true`, `false` or `null`
  @SuppressWarnings("deprecation") // the low bytes are the text: that is what ASCII means
  void ascii(String text) {
    int length = text.length();
    reserve(length);
    text.getBytes(0, length, bytes, size);
    size += length;
  }

  void raw(byte[] part) {
    reserve(part.length);
    System.arraycopy(part, 0, bytes, size, part.length);
    size += part.length;
  }

  /// Whether every surrogate has its other half: only such text has a form in UTF-8.
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  /// Writes what is not plain ASCII; gives the number of further characters it took.
  private int special(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x80) {
      escaped(c);
      return 0;
    }
    boolean pair = Character.isSurrogate(c);
    if (pair && !isPair(text, at)) {
      throw new IllegalArgumentException("a text has half of a surrogate pair: no character");
    }
    raw(text.substring(at, at + (pair ? 2 : 1)).getBytes(StandardCharsets.UTF_8));
    return pair ? 1 : 0;
  }

  private void escaped(char c) {
    put((byte) '\\');
    switch (c) {
      case '"', '\\' -> put((byte) c);
      case '\b' -> put((byte) 'b');
      case '\t' -> put((byte) 't');
      case '\n' -> put((byte) 'n');
      case '\f' -> put((byte) 'f');
      case '\r' -> put((byte) 'r');
      default -> {
        ascii("u00");
        put(HEX[c >> 4]);
        put(HEX[c & 0xf]);
      }
    }
  }

  private void colon() {
    put((byte) ':');
    if (pretty) {
      put((byte) ' ');
    }
  }

  private void newLine() {
    if (pretty) {
      put((byte) '\n');
      for (int i = 0; i < depth; i++) {
        put((byte) ' ');
        put((byte) ' ');
      }
    }
  }

  private void put(byte b) {
    reserve(1);
    bytes[size++] = b;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
