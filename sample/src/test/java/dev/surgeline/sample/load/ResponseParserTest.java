package dev.surgeline.sample.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseParserTest {
  /// However the bytes are cut, an answer is whole exactly at its last byte.
  @Test
  void findsTheEndHoweverTheBytesAreCut() {
    for (String answer :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n",
            chunked("503 No", "5;x=y", "hello", "a", "0123456789", "0", ""),
            chunked("200 OK", "1", "x", "0", "Trailer: y", ""),
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok")) {
      byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
      for (int size = 1; size <= bytes.length; size++) {
        ResponseParser parser = new ResponseParser();
        parser.reset();
        for (int from = 0; from < bytes.length; from += size) {
          int length = Math.min(size, bytes.length - from);
          boolean whole = parser.take(ByteBuffer.wrap(bytes, from, length));
          assertEquals(from + length == bytes.length, whole, answer + " by " + size);
        }
        assertTrue(parser.isReusable(), answer);
      }
    }
  }

  @Test
  void knowsWhatTheConnectionIsGoodFor() {
    assertFalse(
        parse("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").isReusable());
    assertFalse(parse("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").isReusable());
    ResponseParser untilClose = parse("HTTP/1.1 200 OK\r\n\r\nany length");
    assertTrue(untilClose.isWholeAtClose());
    assertFalse(untilClose.isReusable());
    assertFalse(parse("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort").isWholeAtClose());
    assertEquals(503, parse("HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n").status());
  }

  @Test
  void whatIsNoAnswerIsAnError() {
    for (String bad :
        List.of(
            "SSH-2.0-x\r\n",
            "HTTP/1.1 abc\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "H".repeat(20_000))) {
      assertThrows(IllegalArgumentException.class, () -> parse(bad), bad);
    }
  }

  private static ResponseParser parse(String answer) {
    ResponseParser parser = new ResponseParser();
    parser.reset();
    parser.take(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    return parser;
  }

  private static String chunked(String status, String... lines) {
    String head = "HTTP/1.1 " + status + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    return head + String.join("\r\n", lines) + "\r\n";
  }
}
