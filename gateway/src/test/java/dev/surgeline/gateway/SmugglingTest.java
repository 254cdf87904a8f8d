package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose end could be seen in two places, and others that are not passed on. Each is
/// followed by a second request in the same bytes; the endpoint must see neither.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

  private TestGateway gateway;
  private RawUpstream upstream;

  @BeforeAll
  void start() throws Exception {
    gateway = new TestGateway();
    upstream = new RawUpstream("one");
    gateway.serve(upstream.active());
  }

  @AfterAll
  void stop() throws IOException {
    gateway.close();
    upstream.close();
  }

  static Stream<Arguments> refused() {
    return Stream.concat(refusedFramings(), refusedRequestLines());
  }

  private static Stream<Arguments> refusedFramings() {
    return Stream.of(
        post("both framings", 400, "Content-Length: 5", "Transfer-Encoding: chunked"),
        post("both, other order", 400, "Transfer-Encoding: chunked", "Content-Length: 5"),
        post("two lengths", 400, "Content-Length: 5", "Content-Length: 6"),
        post("the same length twice", 400, "Content-Length: 5", "Content-Length: 5"),
        post("a list of lengths", 400, "Content-Length: 5, 5"),
        post("signed length", 400, "Content-Length: +5"),
        post("negative length", 400, "Content-Length: -5"),
        post("hexadecimal length", 400, "Content-Length: 0x5"),
        post("length with blanks in it", 400, "Content-Length: 5 5"),
        post("empty length", 400, "Content-Length: "),
        post("huge length", 400, "Content-Length: 99999999999999999999"),
        post("unknown coding", 400, "Transfer-Encoding: xchunked"),
        post("coding before chunked", 400, "Transfer-Encoding: gzip, chunked"),
        post("chunked before another", 400, "Transfer-Encoding: chunked, identity"),
        post("chunked twice", 400, "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
        post("chunked with a tab", 400, "Transfer-Encoding:\u000bchunked"),
        post("quoted chunked", 400, "Transfer-Encoding: \"chunked\""),
        post("blank before the colon", 400, "Content-Length : 5"),
        post("length is hop by hop", 400, "Connection: content-length", "Content-Length: 5"),
        post("bare newline in the head", 400, "X-A: b\nTransfer-Encoding: chunked"),
        post("bare return in a value", 400, "X-A: b\rTransfer-Encoding: chunked"),
        post("null in a value", 400, "X-A: b\0c"),
        post("odd header name", 400, "X(A): b"));
  }

  private static Stream<Arguments> refusedRequestLines() {
    return Stream.of(
        line("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
        line("two hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        line("host with a path", 400, "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        line("host with blanks", 400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        line("chunked in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
        line("newer version", 505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
        line("HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        line("no version", 400, "GET /\r\n\r\n"),
        line("not HTTP", 400, "\u0016\u0003\u0001\u0002\r\n\r\n"),
        line("tunnel", 501, "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("trace", 501, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("dot segments", 400, "GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("encoded dot segments", 400, "GET /a/%2E./b HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("dot segment with parameter", 400, "GET /a/..;x/b HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("encoded slash after dots", 400, "GET /a/..%2fb HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("encoded slashes", 400, "GET /a%2F%2e.%2fb HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("encoded backslashes", 400, "GET /a/%5c..%5Cb HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("dots at the end", 400, "GET /a%5c.. HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("backslash", 400, "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("fragment", 400, "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("bytes above ASCII", 400, "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("relative path", 400, "GET a HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("other scheme", 400, "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        line("user in the target", 400, "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n"));
  }

  private static Arguments post(String name, int status, String... headers) {
    String head = "POST / HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", headers);
    return Arguments.of(name, status, head + "\r\n\r\n0\r\n\r\n");
  }

  private static Arguments line(String name, int status, String request) {
    return Arguments.of(name, status, request);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @MethodSource("refused")
  void refusesAndCloses(String name, int status, String request) throws Exception {
    int before = upstream.requests().size();
    try (var client = gateway.client()) {
      RawHttp.Message answer = client.send(request + SMUGGLED).answer();
      assertEquals(status, answer.status(), name + ": " + answer.text());
      assertEquals("close", answer.header("connection"));
      assertTrue(client.ended(), "nothing more is answered");
      assertEquals("one", healthyGet(), "others are served");
      assertEquals(before + 1, upstream.requests().size(), upstream.requests().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/..b", "/a..%2fb", "/a%2fb", "/.well-known/x", "/a/b...", "/a%5cb"})
  void dotsInNamesArePassedOn(String path) throws Exception {
    try (var client = gateway.client()) {
      assertEquals("one", client.get(path).text());
      assertEquals("GET " + path + " HTTP/1.1", upstream.requests().getLast());
    }
  }

  private String healthyGet() throws IOException {
    try (var other = gateway.client()) {
      return other.get("/").text();
    }
  }

  /// With servers of its own: what it begins may come to the server after the client has its
  /// answer, and would be counted among another test's requests.
  @Test
  void aBrokenChunkEndsTheRequestOnBothSides() throws Exception {
    try (var other = new TestGateway();
        var behind = new RawUpstream("one", (_, talk) -> talk.ok("one"));
        var client = other.client()) {
      other.serve(behind.active());
      client.send(
          RawHttp.lines("POST /chunks HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
              + "3\r\nabcdef\r\n0\r\n\r\n"
              + SMUGGLED);
      assertEquals(400, client.answer().status());
      assertTrue(client.ended());
      assertTrue(behind.requests().stream().noneMatch(first -> first.contains("smuggled")));
    }
  }

  /// RFC 9112 section 5.2 lets a proxy mend this one: both sides then see the same.
  @Test
  void aFoldedHeaderIsPassedOnAsOneLine() throws Exception {
    RawUpstream.Script script = (head, talk) -> talk.ok(head.header("x-a"));
    try (var other = new TestGateway();
        var echo = new RawUpstream("echo", script);
        var client = other.client()) {
      other.serve(echo.active());
      client.send("GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n Content-Length: 5\r\n\r\n");
      assertEquals("b Content-Length: 5", client.answer().text());
      assertEquals("", client.get("/").text(), "the next request is the next request");
    }
  }
}
