package dev.surgeline.gateway;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads HTTP/1.1 messages from bytes with as little cleverness as will do: a second opinion on
/// what Netty wrote.
final class RawHttp {
  private RawHttp() {}

  /// A message; header names in small letters, values of one name joined by a comma.
  record Message(String first, SortedMap<String, String> headers, String text) {
    int status() {
      return Integer.parseInt(first.split(" ", -1)[1]);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// A head without its body, or nothing at the end of the stream.
  static Optional<Message> head(InputStream in) throws IOException {
    Optional<String> first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var headers = new TreeMap<String, String>();
    while (true) {
      String line = line(in).orElseThrow(EOFException::new);
      if (line.isEmpty()) {
        return Optional.of(new Message(first.get(), headers, ""));
      }
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
  }

  /// The body that the head announces; a response without length goes on to the stream's end.
  static byte[] body(InputStream in, Message head) throws IOException {
    if (head.header("transfer-encoding").equals("chunked")) {
      return chunks(in);
    }
    String length = head.header("content-length");
    if (!length.isEmpty()) {
      return exactly(in, Integer.parseInt(length));
    }
    return head.first().startsWith("HTTP/") ? in.readAllBytes() : new byte[0];
  }

  /// The body as text, a character a byte.
  static String text(InputStream in, Message head) throws IOException {
    return new String(body(in, head), StandardCharsets.ISO_8859_1);
  }

  static Message whole(InputStream in, Message head) throws IOException {
    return new Message(head.first(), head.headers(), text(in, head));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).orElseThrow(EOFException::new), 16);
      if (size == 0) {
        while (!line(in).orElseThrow(EOFException::new).isEmpty()) {
          // Trailers are not looked at.
        }
        return body.toByteArray();
      }
      body.writeBytes(exactly(in, size));
      if (!line(in).orElseThrow(EOFException::new).isEmpty()) {
        throw new IOException("a chunk is longer than it says");
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body ends after " + bytes.length + " of " + length);
    }
    return bytes;
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var line = new StringBuilder();
    while (true) {
      int next = in.read();
      if (next < 0) {
        if (line.isEmpty()) {
          return Optional.empty();
        }
        throw new EOFException("the stream ends in '" + line + "'");
      }
      if (next == '\n') {
        return Optional.of(line.substring(0, Math.max(0, line.length() - 1)));
      }
      line.append((char) next);
    }
  }

  static String lines(String... lines) {
    return String.join("\r\n", List.of(lines)) + "\r\n\r\n";
  }
}
