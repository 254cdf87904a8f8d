package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One side goes away in the middle.
class BrokenTest {
  /// An answer that is not whole must not look whole: neither by its length, nor by a last chunk,
  /// nor to an HTTP/1.0 client by the end of the connection.
  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, Content-Length: 100,        partial",
    "HTTP/1.1, Transfer-Encoding: chunked, '7\r\npartial\r\n'",
    "HTTP/1.1, Transfer-Encoding: chunked, '7\r\npar'",
    "HTTP/1.0, Transfer-Encoding: chunked, '7\r\npartial\r\n'",
    "HTTP/1.0, Content-Length: 100,        partial",
  })
  void anEndpointKilledInMidAnswerIsABrokenAnswer(String version, String framing, String part)
      throws Exception {
    var seen = new CountDownLatch(1);
    RawUpstream.Script script =
        (_, talk) -> {
          talk.say(RawHttp.lines("HTTP/1.1 200 OK", framing) + part);
          try {
            seen.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          talk.reset();
        };
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("GET / " + version, "Host: a"));
      RawHttp.Message head = client.head();
      assertEquals(200, head.status());
      seen.countDown();
      assertThrows(IOException.class, () -> RawHttp.body(client.in(), head));
      TestGateway.await("counted", () -> gateway.traffic().gatewayErrors() == 1);
      assertEquals(0, gateway.traffic().responses());
      assertEquals(0, gateway.traffic().inFlight());
      assertEquals(0, gateway.endpoint("one").inFlight());
    }
  }

  @Test
  void aMalformedAnswerCosts502() throws Exception {
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", (_, talk) -> talk.say("SSH-2.0-x\r\n\r\n"));
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      RawHttp.Message answer = client.get("/");
      assertEquals(502, answer.status());
      assertEquals("upstream-malformed", answer.header("surge-gateway-reason"));
    }
  }

  @Test
  void surplusBytesAfterAnAnswerAreNobodysAnswer() throws Exception {
    RawUpstream.Script script =
        (head, talk) ->
            talk.say(
                RawHttp.lines("HTTP/1.1 200 OK", "Content-Length: 4")
                    + head.first().substring(4, 8)
                    + RawHttp.lines("HTTP/1.1 200 OK", "Content-Length: 4")
                    + "evil");
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      for (String path : new String[] {"/one", "/two", "/six"}) {
        client.send(RawHttp.lines("GET " + path + " HTTP/1.1", "Host: a"));
      }
      assertEquals("/one", client.answer().text());
      assertEquals("/two", client.answer().text());
      assertEquals("/six", client.answer().text());
    }
  }

  @Test
  void aClientThatLeavesFreesTheEndpoint() throws Exception {
    var gone = new CountDownLatch(1);
    RawUpstream.Script script =
        (_, talk) -> {
          if (talk.in().read() < 0) {
            gone.countDown();
          }
        };
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("GET / HTTP/1.1", "Host: a"));
      TestGateway.await("asked", () -> upstream.requests().size() == 1);
      assertEquals(1, gateway.endpoint("one").inFlight());
      client.socket().close();
      TestGateway.await("freed", () -> gateway.endpoint("one").inFlight() == 0);
      assertTrue(gone.await(10, TimeUnit.SECONDS), "endpoint was told");
      assertEquals(0, gateway.traffic().inFlight());
      assertEquals(0, gateway.traffic().gatewayErrors());
    }
  }

  @Test
  void anEarlyAnswerReachesAClientThatStillSends() throws Exception {
    RawUpstream.Script script =
        (_, talk) -> talk.say(RawHttp.lines("HTTP/1.1 413 Too Large", "Content-Length: 3") + "big");
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 9000000"));
      client.send("x".repeat(1000));
      RawHttp.Message answer = client.answer();
      assertEquals(413, answer.status());
      assertEquals("big", answer.text());
      assertTrue(client.ended());
    }
  }
}
