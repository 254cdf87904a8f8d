package dev.surgeline.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Bytes to characters: UTF-8 and nothing else, within a size, without a byte order mark.
final class SourceText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SourceText() {}

  /// @throws DocumentException if the bytes are too many, not UTF-8, or start with a mark
  static String decode(byte[] bytes, String source, int bytesMax) {
    var start = new Position(source, 1, 1);
    if (bytes.length > bytesMax) {
      throw refused(start, "is larger than " + bytesMax + " bytes, the most that is read");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      refuseIfMalformed(bytes, source);
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw refused(start, "starts with a byte order mark; save it as UTF-8 without one");
    }
    return text;
  }

  static DocumentException refused(Position at, String rule) {
    return new DocumentException(List.of(new Problem(at, "", rule)));
  }

  private static void refuseIfMalformed(byte[] bytes, String source) {
    var chars = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
    if (result.isError()) {
      int line = 1;
      int column = 1;
      for (char c : chars.flip().toString().toCharArray()) {
        line += c == '\n' ? 1 : 0;
        column = c == '\n' ? 1 : column + 1;
      }
      throw refused(new Position(source, line, column), "is not UTF-8 here");
    }
  }
}
