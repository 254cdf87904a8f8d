package dev.surgeline.sample.load;

import java.nio.ByteBuffer;
import java.util.Locale;

/// Finds the end of one HTTP/1.1 answer in a stream of bytes and keeps only what the load needs:
/// status, and whether the connection may be used again. Bodies are skipped, not kept.
///
///     HEAD --content-length--> BODY -----------------------> DONE
///       |--chunked--> SIZE <--> CHUNK ... --size 0--> TRAILER -^
///       |--neither--> UNTIL_CLOSE --close-->  DONE
///       |--no body--> DONE
final class ResponseParser {
  private enum Stage {
    HEAD,
    BODY,
    SIZE,
    CHUNK,
    TRAILER,
    UNTIL_CLOSE,
    DONE
  }

  private static final int MAX_LINE = 16 * 1024;

  private final StringBuilder line = new StringBuilder(64);
  private Stage stage = Stage.HEAD;
  private int status;
  private long left;
  private boolean sized;
  private boolean chunked;
  private boolean reusable;

  /// Makes it ready for the next answer on the same connection.
  void reset() {
    line.setLength(0);
    stage = Stage.HEAD;
    status = 0;
    left = 0;
    sized = false;
    chunked = false;
    reusable = true;
  }

  /// Takes bytes until the answer is whole.
  ///
  /// @return whether it is
  /// @throws IllegalArgumentException for bytes that are no HTTP answer
  boolean take(ByteBuffer bytes) {
    while (stage != Stage.DONE && bytes.hasRemaining()) {
      switch (stage) {
        case HEAD, SIZE, TRAILER -> {
          if (takeLine(bytes)) {
            endLine();
          }
        }
        case BODY, CHUNK -> skip(bytes);
        case UNTIL_CLOSE -> bytes.position(bytes.limit());
        case DONE -> throw new IllegalStateException("done stays done");
      }
    }
    return stage == Stage.DONE;
  }

  /// Whether the peer's close makes the answer whole.
  boolean isWholeAtClose() {
    return stage == Stage.DONE || stage == Stage.UNTIL_CLOSE;
  }

  int status() {
    return status;
  }

  /// Whether another request may follow on this connection.
  boolean isReusable() {
    return reusable && stage == Stage.DONE;
  }

  private boolean takeLine(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      char c = (char) (bytes.get() & 0xff);
      if (c == '\n') {
        return true;
      } else if (c != '\r') {
        line.append(c);
      }
      if (line.length() > MAX_LINE) {
        throw new IllegalArgumentException("a header line is too long");
      }
    }
    return false;
  }

  private void endLine() {
    String text = line.toString();
    line.setLength(0);
    switch (stage) {
      case SIZE -> chunkSize(text);
      case TRAILER -> stage = text.isEmpty() ? Stage.DONE : Stage.TRAILER;
      default -> {
        if (status == 0) {
          statusLine(text);
        } else if (text.isEmpty()) {
          endHead();
        } else {
          header(text);
        }
      }
    }
  }

  private void statusLine(String text) {
    if (!text.startsWith("HTTP/1.") || text.length() < 12) {
      throw new IllegalArgumentException("not an HTTP/1 answer");
    }
    status = Integer.parseInt(text, 9, 12, 10);
    reusable = text.charAt(7) != '0';
  }

  private void header(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a header line has a colon");
    }
    if (text.regionMatches(true, 0, "content-length:", 0, colon + 1)) {
      left = Long.parseLong(text.substring(colon + 1).strip());
      sized = true;
    } else if (text.regionMatches(true, 0, "transfer-encoding:", 0, colon + 1)) {
      chunked = text.toLowerCase(Locale.ROOT).endsWith("chunked");
    } else if (text.regionMatches(true, 0, "connection:", 0, colon + 1)) {
      reusable = !text.toLowerCase(Locale.ROOT).contains("close");
    }
  }

  private void endHead() {
    if (status < 200) {
      reset(); // an interim answer, such as 100; the real one follows
    } else if (status == 204 || status == 304) {
      stage = Stage.DONE;
    } else if (chunked) {
      stage = Stage.SIZE;
    } else if (sized) {
      stage = left > 0 ? Stage.BODY : Stage.DONE;
    } else {
      stage = Stage.UNTIL_CLOSE;
    }
  }

  private void chunkSize(String text) {
    if (text.isEmpty()) {
      return; // the line end after a chunk's bytes
    }
    int end = text.indexOf(';');
    left = Long.parseLong(end < 0 ? text.strip() : text.substring(0, end).strip(), 16);
    stage = left > 0 ? Stage.CHUNK : Stage.TRAILER;
  }

  private void skip(ByteBuffer bytes) {
    int skipped = (int) Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + skipped);
    left -= skipped;
    if (left == 0) {
      stage = stage == Stage.BODY ? Stage.DONE : Stage.SIZE;
    }
  }
}
