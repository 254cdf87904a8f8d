package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.Route;
import dev.surgeline.core.route.RoutingSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new TestGateway();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void changesOfTheHeadsOnlyWhatBelongsToOneHop() throws Exception {
    var seen = new AtomicReference<RawHttp.Message>();
    RawUpstream.Script script =
        (head, talk) -> {
          seen.set(head);
          talk.say(
              RawHttp.lines(
                      "HTTP/1.1 201 Made",
                      "Content-Length: 2",
                      "Connection: keep-alive, X-Secret",
                      "X-Secret: 1",
                      "Keep-Alive: timeout=5",
                      "Set-Cookie: a=1",
                      "Set-Cookie: b=2")
                  + "ok");
        };
    try (var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(
          RawHttp.lines(
              "GET /a%20b/c?d=e&f=%2F HTTP/1.1",
              "Host: App.Example:81",
              "Connection: close, X-Mine",
              "X-Mine: 1",
              "X-Kept: 2",
              "TE: trailers",
              "Upgrade: h2c",
              "X-Forwarded-For: 10.0.0.1",
              "X-Forwarded-Proto: https"));
      RawHttp.Message answer = client.answer();
      assertHeadAsPassedOn(Objects.requireNonNull(seen.get()));
      assertEquals("HTTP/1.1 201 Made", answer.first());
      assertEquals("ok", answer.text());
      assertEquals("a=1, b=2", answer.header("set-cookie"));
      assertEquals("close", answer.header("connection"));
      assertFalse(answer.headers().containsKey("x-secret"));
      assertFalse(answer.headers().containsKey("keep-alive"));
      assertTrue(client.ended());
    }
  }

  private static void assertHeadAsPassedOn(RawHttp.Message asked) {
    assertEquals("GET /a%20b/c?d=e&f=%2F HTTP/1.1", asked.first());
    assertEquals("App.Example:81", asked.header("host"));
    assertEquals("10.0.0.1, 127.0.0.1", asked.header("x-forwarded-for"));
    assertEquals("http", asked.header("x-forwarded-proto"));
    assertEquals("1.1 surgeline", asked.header("via"));
    assertEquals("2", asked.header("x-kept"));
    for (String gone : List.of("connection", "x-mine", "te", "upgrade")) {
      assertFalse(asked.headers().containsKey(gone), gone);
    }
  }

  @Test
  void doesNotPassOnWhatAClientSaysOfItself() throws Exception {
    var seen = new AtomicReference<RawHttp.Message>();
    RawUpstream.Script script =
        (head, talk) -> {
          seen.set(head);
          talk.ok("ok");
        };
    List<String> hearsay =
        List.of("forwarded", "x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix");
    try (var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      var head = new StringBuilder("GET / HTTP/1.1\r\nHost: a\r\n");
      hearsay.forEach(name -> head.append(name).append(": evil\r\n"));
      client.send(head + "X-Real-IP: 10.0.0.9\r\nX-REAL-IP: 10.0.0.8\r\n\r\n");
      assertEquals("ok", client.answer().text());
      RawHttp.Message asked = Objects.requireNonNull(seen.get());
      hearsay.forEach(name -> assertFalse(asked.headers().containsKey(name), name));
      assertEquals("127.0.0.1", asked.header("x-real-ip"));
      assertEquals("127.0.0.1", asked.header("x-forwarded-for"));
    }
  }

  @Test
  void keepsConnectionsOnBothSides() throws Exception {
    try (var upstream = new RawUpstream("one");
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      for (int i = 0; i < 100; i++) {
        assertEquals("one", client.get("/").text());
      }
      assertEquals(1, upstream.connections());
      assertEquals(100, gateway.traffic().responses());
      assertEquals(0, gateway.traffic().inFlight());
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    RawUpstream.Script script =
        (head, talk) -> {
          byte[] body = RawHttp.body(talk.in(), head);
          talk.ok(head.first() + " " + body.length);
        };
    try (var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      var all = new StringBuilder();
      var expected = new ArrayList<String>();
      for (int i = 0; i < 200; i++) {
        if (i % 3 == 0) {
          all.append(RawHttp.lines("POST /" + i + " HTTP/1.1", "Host: a", "Content-Length: 3"));
          all.append("abc");
          expected.add("POST /" + i + " HTTP/1.1 3");
        } else if (i % 7 == 0) {
          all.append(RawHttp.lines("GET /a/../b HTTP/1.0", "Connection: keep-alive"));
          expected.add("refused");
          break;
        } else {
          all.append(RawHttp.lines("GET /" + i + " HTTP/1.1", "Host: a"));
          expected.add("GET /" + i + " HTTP/1.1 0");
        }
      }
      client.send(all.toString());
      for (String text : expected) {
        RawHttp.Message answer = client.answer();
        assertEquals(text, answer.status() == 200 ? answer.text() : "refused");
      }
      assertTrue(client.ended());
    }
  }

  @Test
  void passesAHeadAndItsLengthButNoBody() throws Exception {
    RawUpstream.Script script =
        (_, talk) -> talk.say(RawHttp.lines("HTTP/1.1 200 OK", "Content-Length: 12345"));
    try (var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      for (int i = 0; i < 3; i++) {
        RawHttp.Message answer = client.send(RawHttp.lines("HEAD / HTTP/1.1", "Host: a")).head();
        assertEquals("12345", answer.header("content-length"));
      }
      assertEquals(1, upstream.connections());
    }
  }

  @Test
  void passesChunksAndAnswersWithoutLength() throws Exception {
    RawUpstream.Script script =
        (head, talk) -> {
          String got = RawHttp.text(talk.in(), head);
          if (head.first().contains("/close")) {
            talk.say(RawHttp.lines("HTTP/1.1 200 OK") + "until the end " + got);
            talk.socket().close();
          } else {
            talk.say(
                RawHttp.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                    + "5\r\nparts\r\n"
                    + Integer.toHexString(got.length())
                    + "\r\n"
                    + got
                    + "\r\n0\r\n\r\n");
          }
        };
    try (var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      String chunked = "4\r\nwiki\r\n3\r\nped\r\n0\r\n\r\n";
      for (String path : List.of("/", "/close", "/")) {
        client.send(
            RawHttp.lines("POST " + path + " HTTP/1.1", "Host: a", "Transfer-Encoding: chunked")
                + chunked);
        RawHttp.Message answer = client.answer();
        assertEquals("chunked", answer.header("transfer-encoding"));
        assertEquals(path.equals("/") ? "partswikiped" : "until the end wikiped", answer.text());
      }
    }
  }

  @Test
  void passesContinueBothWays() throws Exception {
    RawUpstream.Script script =
        (head, talk) -> {
          assertEquals("100-continue", head.header("expect"));
          talk.say(RawHttp.lines("HTTP/1.1 100 Continue"));
          talk.ok(RawHttp.text(talk.in(), head));
        };
    try (var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(
          RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 4", "Expect: 100-continue"));
      assertEquals(100, client.head().status());
      assertEquals("body", client.send("body").answer().text());
      assertEquals("again", postAgain(client));
    }
  }

  private static String postAgain(RawClient client) throws IOException {
    client.send(
        RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 5", "Expect: 100-continue"));
    assertEquals(100, client.head().status());
    return client.send("again").answer().text();
  }

  @Test
  void speaksHttp10ToWhoDoes() throws Exception {
    RawUpstream.Script script =
        (_, talk) ->
            talk.say(
                RawHttp.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                    + "2\r\nhi\r\n0\r\n\r\n");
    try (var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      RawHttp.Message answer = client.send(RawHttp.lines("GET / HTTP/1.0")).answer();
      assertFalse(answer.headers().containsKey("transfer-encoding"));
      assertEquals("hi", answer.text());
    }
  }

  @Test
  void routesByHostThenByPrefix() throws Exception {
    try (var beds = new RawUpstream("beds");
        var claims = new RawUpstream("claims");
        var client = gateway.client()) {
      var endpoints = new TreeMap<WorkloadName, List<Endpoint>>();
      endpoints.put(new WorkloadName("beds"), List.of(beds.active()));
      endpoints.put(new WorkloadName("claims"), List.of(claims.active()));
      var routes =
          List.of(
              new Route(new WorkloadName("beds"), Optional.empty(), Optional.of("/beds")),
              new Route(
                  new WorkloadName("claims"), Optional.of("claims.example"), Optional.empty()));
      gateway.push(new RoutingSnapshot(1, routes, endpoints));
      assertEquals("beds", client.get("/beds/7?x=1").text());
      assertEquals(404, client.get("/bedside").status());
      client.send(RawHttp.lines("GET /beds HTTP/1.1", "Host: CLAIMS.example:8080"));
      assertEquals("claims", client.answer().text());
      client.send(RawHttp.lines("GET http://claims.example/beds HTTP/1.1", "Host: other"));
      assertEquals("claims", client.answer().text());
    }
  }

  @Test
  void answersItselfWhenNobodyElseCan() throws Exception {
    try (var client = gateway.client()) {
      RawHttp.Message unknown = client.get("/");
      assertEquals(404, unknown.status());
      assertEquals("unknown-route", unknown.header("surge-gateway-reason"));
      gateway.serve();
      client.send(RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 3") + "abc");
      RawHttp.Message none = client.answer();
      assertEquals(503, none.status());
      assertEquals("no-endpoint", none.header("surge-gateway-reason"));
      assertEquals("1", none.header("retry-after"));
      assertEquals(503, client.get("/").status(), "the connection goes on");
      assertEquals(2, gateway.traffic().gatewayErrors());
    }
  }
}
