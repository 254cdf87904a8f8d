package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.gateway.settings.Limits;
import dev.surgeline.gateway.settings.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void longHeadsAreRefused() throws Exception {
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one")) {
      gateway.serve(upstream.active());
      assertEquals(200, status(gateway, "GET /" + "a".repeat(7000) + " HTTP/1.1\r\nHost: a\r\n"));
      assertEquals(414, status(gateway, "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n"));
      String get = "GET / HTTP/1.1\r\nHost: a\r\n";
      assertEquals(200, status(gateway, get + "X-A: " + "b".repeat(30_000) + "\r\n"));
      assertEquals(431, status(gateway, get + "X-A: " + "b".repeat(40_000) + "\r\n"));
      assertEquals(200, status(gateway, get + "X-A: b\r\n".repeat(99)));
      assertEquals(431, status(gateway, get + "X-A: b\r\n".repeat(100)));
      assertEquals(3, upstream.requests().size());
    }
  }

  private static int status(TestGateway gateway, String head) throws Exception {
    try (var client = gateway.client()) {
      return client.send(head + "\r\n").answer().status();
    }
  }

  @Test
  void aSlowHeadIsEndedAlthoughBytesKeepComing() throws Exception {
    var timeouts = new Timeouts(LONG, LONG, SHORT, LONG, LONG, LONG, LONG);
    try (var gateway = TestGateway.with(timeouts);
        var client = gateway.client()) {
      client.send("GET / HTTP/1.1\r\n");
      long start = System.nanoTime();
      while (client.in().available() == 0) {
        assertTrue(System.nanoTime() - start < LONG.toNanos() / 2, "never answered");
        client.send("X-A: b\r\n");
        Thread.sleep(20);
      }
      RawHttp.Message answer = client.answer();
      assertEquals(408, answer.status());
      assertEquals("slow-client", answer.header("surge-gateway-reason"));
      assertTrue(client.ended());
    }
  }

  @Test
  void aSlowBodyIsEndedAndTheEndpointFreed() throws Exception {
    var timeouts = new Timeouts(LONG, LONG, LONG, SHORT, LONG, LONG, LONG);
    try (var gateway = TestGateway.with(timeouts);
        var upstream = new RawUpstream("one");
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 10") + "abc");
      assertEquals(408, client.answer().status());
      TestGateway.await("freed", () -> gateway.endpoint("one").inFlight() == 0);
      assertEquals(0, gateway.traffic().gatewayErrors(), "not the workload's fault");
    }
  }

  @Test
  void anIdleConnectionIsClosedWithoutWords() throws Exception {
    var timeouts = new Timeouts(LONG, LONG, LONG, LONG, SHORT, LONG, LONG);
    try (var gateway = TestGateway.with(timeouts);
        var client = gateway.client()) {
      assertTrue(client.ended());
    }
  }

  @Test
  void anEndpointThatDoesNotAnswerCosts504() throws Exception {
    var timeouts = new Timeouts(LONG, SHORT, LONG, LONG, LONG, LONG, LONG);
    try (var gateway = TestGateway.with(timeouts);
        var upstream = new RawUpstream("one", (_, _) -> {});
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      RawHttp.Message answer = client.get("/");
      assertEquals(504, answer.status());
      assertEquals("upstream-timeout", answer.header("surge-gateway-reason"));
      assertEquals(1, upstream.requests().size(), "a time-out is not retried");
    }
  }

  @Test
  void noByteKeepsARefusedConnectionOpen() throws Exception {
    try (var gateway = new TestGateway();
        var client = gateway.client()) {
      client.send("GET / HTTP/1.1\r\n\r\n");
      assertEquals(400, client.answer().status());
      long start = System.nanoTime();
      assertThrows(
          IOException.class,
          () -> {
            while (System.nanoTime() - start < LONG.toNanos() / 2) {
              client.send("x");
              Thread.sleep(20);
            }
          },
          "it lives on bytes");
    }
  }

  @Test
  void noByteKeepsABodyComingThatNobodyWants() throws Exception {
    var timeouts = new Timeouts(LONG, LONG, LONG, SHORT, LONG, LONG, LONG);
    try (var gateway = TestGateway.with(timeouts);
        var client = gateway.client()) {
      client.send(RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 60000"));
      assertEquals(404, client.answer().status());
      long start = System.nanoTime();
      assertThrows(
          IOException.class,
          () -> {
            while (System.nanoTime() - start < LONG.toNanos() / 2) {
              client.send("x");
              Thread.sleep(20);
            }
          },
          "it lives on bytes");
    }
  }

  @Test
  void oneClientTooManyIsToldSoAndTheOthersAreServed() throws Exception {
    try (var gateway =
            new TestGateway(
                Files.createTempDirectory("gateway-test"),
                TestGateway.TIMEOUTS,
                Limits.DEFAULT.withClientConnections(2),
                TestGateway.HEALTH);
        var upstream = new RawUpstream("one");
        var first = gateway.client()) {
      gateway.serve(upstream.active());
      assertEquals("one", first.get("/").text());
      try (var second = gateway.client()) {
        assertEquals("one", second.get("/").text());
        try (var third = gateway.client()) {
          RawHttp.Message refused = third.answer();
          assertEquals(503, refused.status());
          assertEquals("too-many-clients", refused.header("surge-gateway-reason"));
          assertEquals("close", refused.header("connection"));
          assertTrue(third.ended());
        }
        assertTrue(gateway.tells("surge_gateway_refused_total{reason=\"too-many-clients\"} 1"));
        assertEquals("one", first.get("/").text());
        assertEquals("one", second.get("/").text());
      }
      TestGateway.await("there is room again", () -> served(gateway));
    }
  }

  private static boolean served(TestGateway gateway) {
    try (var client = gateway.client()) {
      return client.get("/").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void anEndpointGetsNoMoreThanItMayHave() throws Exception {
    var limits = new Limits(100, 8192, 32_768, 100, 2, 2, 1024);
    var release = new CountDownLatch(1);
    RawUpstream.Script script =
        (_, talk) -> {
          try {
            release.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          talk.ok("late");
        };
    try (var gateway =
            new TestGateway(
                Files.createTempDirectory("gateway-test"),
                TestGateway.TIMEOUTS,
                limits,
                TestGateway.HEALTH);
        var upstream = new RawUpstream("one", script);
        var first = gateway.client();
        var second = gateway.client();
        var third = gateway.client()) {
      gateway.serve(upstream.active());
      String get = RawHttp.lines("GET / HTTP/1.1", "Host: a");
      first.send(get);
      second.send(get);
      TestGateway.await("both there", () -> gateway.endpoint("one").inFlight() == 2);
      RawHttp.Message refused = third.get("/");
      assertEquals(503, refused.status());
      assertEquals("endpoints-busy", refused.header("surge-gateway-reason"));
      release.countDown();
      assertEquals("late", first.answer().text());
      assertEquals("late", second.answer().text());
    }
  }
}
