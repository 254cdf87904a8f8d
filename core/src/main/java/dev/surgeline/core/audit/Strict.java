package dev.surgeline.core.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Numbers, base64 and text, each in the one form that the formats allow: two spellings of one
/// thing would be two notes with one meaning.
final class Strict {
  private Strict() {}

  /// A decimal number without sign and leading zeros, below 2^63.
  static long decimal(String text, String what) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean plain = digits && text.length() <= 19 && (text.length() == 1 || text.charAt(0) != '0');
    try {
      if (plain) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException tooLarge) {
      throw new Unverified(what + " is at most 2^63 - 1, not " + text, tooLarge);
    }
    throw new Unverified(
        what + " is a decimal number without leading zeros, not '" + shown(text) + "'");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// Java's decoder takes text without padding, and bits that say nothing; this does not.
  static byte[] base64(String text, String what) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException wrong) {
      throw new Unverified(what + " is base64, and '" + shown(text) + "' is not", wrong);
    }
    if (!base64(bytes).equals(text)) {
      throw new Unverified(what + " is base64 with its padding, and '" + shown(text) + "' is not");
    }
    return bytes;
  }

  /// Text in UTF-8 whose only control characters are ends of lines, and tabs where they may be.
  static String text(byte[] bytes, boolean tabs, String what) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
    } catch (CharacterCodingException wrong) {
      throw new Unverified(what + " is not UTF-8", wrong);
    }
    controlFree(text, tabs, what);
    return text;
  }

  static void controlFree(String text, boolean tabs, String what) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n' && !(tabs && c == '\t')) {
        throw new Unverified(
            what + " has the control character " + (int) c + " at its character " + (i + 1));
      }
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// What of a text a message may show: foreign text can be long.
  static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
