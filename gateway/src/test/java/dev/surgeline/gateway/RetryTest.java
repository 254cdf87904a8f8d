package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.route.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a request is sent a second time, and above all when not. The endpoint counts.
class RetryTest {
  /// Answers the first request of the test, so that a connection waits in the pool; closes the
  /// connection on every later request that comes on a used one, without an answer.
  private static RawUpstream closesReused(String closing) throws IOException {
    var served = new ConcurrentHashMap<Socket, AtomicInteger>();
    return new RawUpstream(
        "one",
        (head, talk) -> {
          int before =
              served.computeIfAbsent(talk.socket(), _ -> new AtomicInteger()).getAndIncrement();
          String body = RawHttp.text(talk.in(), head);
          if (before == 0) {
            talk.ok("served " + body);
            return;
          }
          switch (closing) {
            case "reset" -> talk.reset();
            case "close" -> talk.socket().close();
            case "half" -> {
              talk.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
              talk.reset();
            }
            default -> throw new IllegalArgumentException(closing);
          }
        });
  }

  @ParameterizedTest(name = "{0} of {1} bytes, then {2}: endpoint sees {3}, client {4}")
  @CsvSource({
    "GET,          0, reset, 2, 200",
    "GET,          0, close, 2, 200",
    "OPTIONS,      0, reset, 2, 200",
    "DELETE,       0, reset, 2, 200",
    "PUT,          5, reset, 2, 200",
    "PUT,      10000, reset, 2, 200",
    "PUT,      40000, reset, 1, 502",
    "POST,         0, reset, 1, 502",
    "POST,         5, reset, 1, 502",
    "POST,         5, close, 1, 502",
    "PATCH,        5, reset, 1, 502",
  })
  void aReusedConnectionThatCloses(String method, int bytes, String closing, int seen, int status)
      throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var upstream = closesReused(closing);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      assertEquals(200, client.get("/first").status());
      String body = "x".repeat(bytes);
      client.send(
          RawHttp.lines(method + " /second HTTP/1.1", "Host: a", "Content-Length: " + bytes)
              + body);
      RawHttp.Message answer = client.answer();
      assertEquals(status, answer.status());
      if (status == 200) {
        assertEquals("served " + body, answer.text(), "the whole body came the second time");
      }
      assertEquals(1 + seen, upstream.requests().size(), upstream.requests().toString());
      assertEquals(seen - 1, gateway.traffic().retries());
    }
  }

  @Test
  void anAnswerThatBeganIsNeverRepeated() throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var upstream = closesReused("half");
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      assertEquals(200, client.get("/first").status());
      assertThrows(IOException.class, () -> client.get("/second"));
      assertEquals(2, upstream.requests().size());
    }
  }

  /// A request that kills an endpoint kills two at most.
  @ParameterizedTest
  @CsvSource({
    "GET,     0, 2",
    "HEAD,    0, 2",
    "OPTIONS, 5, 2",
    "GET, 40000, 1",
    "PUT,     5, 1",
    "DELETE,  0, 1",
    "POST,    0, 1",
    "PATCH,   5, 1"
  })
  void onFreshConnectionsOnlyWhatReadsIsRepeatedAndOnlyOnce(String method, int bytes, int seen)
      throws Exception {
    RawUpstream.Script breaks =
        (head, talk) -> {
          RawHttp.body(talk.in(), head);
          talk.reset();
        };
    try (var gateway = TestGateway.withoutChecks();
        var a = new RawUpstream("a", breaks);
        var b = new RawUpstream("b", breaks);
        var c = new RawUpstream("c", breaks);
        var client = gateway.client()) {
      gateway.serve(a.active(), b.active(), c.active());
      client.send(
          RawHttp.lines(method + " / HTTP/1.1", "Host: a", "Content-Length: " + bytes)
              + "x".repeat(bytes));
      RawHttp.Message answer = client.head();
      assertEquals(502, answer.status());
      assertEquals("upstream-closed", answer.header("surge-gateway-reason"));
      var seenBy = Stream.of(a, b, c).map(one -> one.requests().size()).sorted().toList();
      assertEquals(seen == 2 ? List.of(0, 1, 1) : List.of(0, 0, 1), seenBy, "another each time");
      assertEquals(seen - 1, gateway.traffic().retries());
    }
  }

  @Test
  void aReadWhoseFreshConnectionBreaksIsAnsweredByAnother() throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var broken = new RawUpstream("broken", (_, talk) -> talk.reset());
        var upstream = new RawUpstream("one")) {
      gateway.serve(broken.active(), upstream.active());
      // Which of two idle ones is asked is chance: ten times the same comes once in a thousand
      // runs.
      for (int i = 0; i < 10 || (broken.requests().isEmpty() && i < 200); i++) {
        try (var client = gateway.client()) {
          assertEquals("one", client.get("/").text());
        }
      }
      assertTrue(broken.requests().size() > 0, "it was tried");
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, 0", "POST, 5", "POST, 1000000"})
  void aRefusedConnectionIsRetriedElsewhereWithAnyMethod(String method, int bytes)
      throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var upstream = new RawUpstream("one")) {
      gateway.serve(refuses("dead-1"), refuses("dead-2"), upstream.active());
      for (int i = 0; i < 20; i++) {
        try (var client = gateway.client()) {
          client.send(
              RawHttp.lines(method + " / HTTP/1.1", "Host: a", "Content-Length: " + bytes)
                  + "x".repeat(bytes));
          assertEquals("one", client.answer().text());
        }
      }
      assertEquals(20, upstream.requests().size());
    }
  }

  @Test
  void threeAttemptsAtMost() throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var client = gateway.client()) {
      gateway.serve(refuses("a"), refuses("b"), refuses("c"), refuses("d"));
      RawHttp.Message answer = client.get("/");
      assertEquals(502, answer.status());
      assertEquals("connect-failed", answer.header("surge-gateway-reason"));
      assertEquals(2, gateway.traffic().retries());
    }
  }

  @Test
  void theBudgetEnds() throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var client = gateway.client()) {
      gateway.serve(refuses("a"), refuses("b"), refuses("c"), refuses("d"));
      long start = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        assertEquals(502, client.get("/").status());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long most = Math.round(30 + 200 * 0.1 + 3 * (seconds + 1));
      long retries = gateway.traffic().retries();
      assertTrue(retries <= most && retries >= 30, retries + " retries, at most " + most);
    }
  }

  /// An address where nobody listens.
  private static Endpoint refuses(String name) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Endpoint(
          new ReplicaId(name), "127.0.0.1", socket.getLocalPort(), Endpoint.State.ACTIVE);
    }
  }
}
