package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.gateway.settings.Limits;
import dev.surgeline.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTest {
  @TempDir private Path folder;

  private TestGateway start() throws Exception {
    return new TestGateway(folder, TestGateway.TIMEOUTS, Limits.DEFAULT, TestGateway.HEALTH);
  }

  @Test
  void everythingButHealthzNeedsTheToken() throws Exception {
    byte[] snapshot = Json.canonical(TestGateway.snapshot(1));
    try (var gateway = start()) {
      for (String path : new String[] {"/snapshot", "/report", "/metrics", "/", "/healthz/.."}) {
        for (String token : new String[] {"", "wrong", TestGateway.TOKEN + "x"}) {
          var answer = gateway.admin("GET", path, Optional.of(token), new byte[0]);
          assertEquals(401, answer.statusCode(), path + " with '" + token + "'");
        }
        assertEquals(401, gateway.admin("GET", path, Optional.empty(), new byte[0]).statusCode());
      }
      assertEquals(
          401, gateway.admin("PUT", "/snapshot", Optional.of("wrong"), snapshot).statusCode());
      assertEquals(404, gateway.admin("GET", "/snapshot").statusCode(), "nothing was taken");
      var open = gateway.admin("GET", "/healthz", Optional.empty(), new byte[0]);
      assertEquals(200, open.statusCode());
      assertEquals("ok\n", open.body());
    }
  }

  @Test
  void withoutATokenHealthzIsReadAndNothingElse() throws Exception {
    try (var gateway = start()) {
      var head = gateway.admin("HEAD", "/healthz", Optional.empty(), new byte[0]);
      assertEquals(200, head.statusCode());
      for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
        var answer = gateway.admin(method, "/healthz", Optional.empty(), new byte[0]);
        assertEquals(401, answer.statusCode(), method);
        assertEquals(404, gateway.admin(method, "/healthz").statusCode(), method + " with token");
      }
      for (String framing : new String[] {"Content-Length: 9000", "Transfer-Encoding: chunked"}) {
        try (var client = new RawClient(gateway.gateway().adminAddress())) {
          client.send(RawHttp.lines("GET /healthz HTTP/1.1", "Host: a", framing));
          assertEquals(401, client.answer().status(), framing + " is answered unread");
        }
      }
    }
  }

  @Test
  void versionsOnlyGoUp() throws Exception {
    try (var gateway = start();
        var upstream = new RawUpstream("one")) {
      assertEquals(200, gateway.push(TestGateway.snapshot(5)).statusCode());
      assertEquals(200, gateway.push(TestGateway.snapshot(5)).statusCode(), "the same again");
      var other = gateway.push(TestGateway.snapshot(5, upstream.active()));
      assertEquals(409, other.statusCode());
      assertTrue(other.body().contains("version 5"), other.body());
      assertEquals(409, gateway.push(TestGateway.snapshot(4)).statusCode());
      assertEquals(200, gateway.push(TestGateway.snapshot(6, upstream.active())).statusCode());
      var now = gateway.admin("GET", "/snapshot").body().getBytes(StandardCharsets.UTF_8);
      assertEquals(
          TestGateway.snapshot(6, upstream.active()),
          Json.read(RoutingSnapshot.class, now, "snapshot"));
    }
  }

  @Test
  void aBadDocumentIsAnsweredWithWhereAndWhy() throws Exception {
    try (var gateway = start()) {
      String[] bad = {
        "{",
        "[]",
        "",
        "{\"version\":-1,\"routes\":[],\"endpoints\":{}}",
        "{\"versoin\":1}",
        "{\"version\":1,\"routes\":[],\"endpoints\":{},\"health\":{\"app\":\"no path\"}}"
      };
      for (String body : bad) {
        var answer =
            gateway.admin(
                "PUT",
                "/snapshot",
                Optional.of(TestGateway.TOKEN),
                body.getBytes(StandardCharsets.UTF_8));
        assertEquals(400, answer.statusCode(), body);
        assertTrue(answer.body().contains("snapshot:1:"), answer.body());
      }
      assertEquals(404, gateway.admin("GET", "/snapshot").statusCode());
      assertFalse(Files.exists(folder.resolve("snapshot.json")));
    }
  }

  @Test
  void aBodyAboveTheLimitIsRefused() throws Exception {
    try (var gateway = start();
        var client = new RawClient(gateway.gateway().adminAddress())) {
      client.send(
          RawHttp.lines(
              "PUT /snapshot HTTP/1.1",
              "Host: a",
              "Authorization: Bearer " + TestGateway.TOKEN,
              "Content-Length: " + (8 * 1024 * 1024 + 1)));
      assertEquals(413, client.head().status());
    }
  }

  @Test
  void servesTheLastSnapshotAfterARestart() throws Exception {
    try (var upstream = new RawUpstream("one")) {
      try (var gateway = start()) {
        gateway.serve(upstream.active());
      }
      try (var gateway = start();
          var client = gateway.client()) {
        assertEquals("one", client.get("/").text());
        assertEquals(409, gateway.push(TestGateway.snapshot(0)).statusCode());
      }
    }
  }

  /// What a gateway stored that knew one health path for all workloads.
  @Test
  void aStoredSnapshotWithoutHealthPathsIsServed() throws Exception {
    try (var upstream = new RawUpstream("one")) {
      int port = upstream.active().port();
      Files.writeString(
          folder.resolve("snapshot.json"),
          "{\"endpoints\":{\"app\":[{\"host\":\"127.0.0.1\",\"port\":"
              + port
              + ",\"replica\":\"one\",\"state\":\"active\"}]},\"routes\":"
              + "[{\"pathPrefix\":\"/\",\"workload\":\"app\"}],\"version\":3}");
      try (var gateway = start();
          var client = gateway.client()) {
        assertEquals(Optional.empty(), gateway.gateway().complaint());
        assertEquals("one", client.get("/").text());
        TestGateway.await("checked", () -> upstream.checks() > 5);
        assertTrue(gateway.endpoint("one").healthy(), "it is asked at /health");
      }
    }
  }

  @Test
  void aBrokenSnapshotFileIsMovedAside() throws Exception {
    Files.writeString(folder.resolve("snapshot.json"), "{\"version\":1,");
    try (var gateway = start();
        var client = gateway.client()) {
      String sentence = gateway.gateway().complaint().orElseThrow();
      assertTrue(sentence.contains("snapshot.json.broken"), sentence);
      assertFalse(sentence.contains("\n"), sentence);
      assertEquals(404, client.get("/").status());
      assertEquals("{\"version\":1,", Files.readString(folder.resolve("snapshot.json.broken")));
      assertEquals(200, gateway.push(TestGateway.snapshot(1)).statusCode());
    }
  }

  @Test
  void metricsTellWhatWasCounted() throws Exception {
    try (var gateway = start();
        var upstream = new RawUpstream("one");
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      for (int i = 0; i < 3; i++) {
        client.get("/");
      }
      client.get("/a/../b");
      String text = gateway.admin("GET", "/metrics").body();
      for (String line :
          new String[] {
            "surge_gateway_requests_total{workload=\"app\"} 3",
            "surge_gateway_responses_total{workload=\"app\"} 3",
            "surge_gateway_in_flight{workload=\"app\"} 0",
            "surge_gateway_endpoints_healthy{workload=\"app\"} 1",
            "surge_gateway_latency_seconds_count{workload=\"app\"} 3",
            "surge_gateway_latency_seconds_bucket{workload=\"app\",le=\"+Inf\"} 3",
            "surge_gateway_refused_total{reason=\"bad-path\"} 1",
            "surge_gateway_snapshot_version 1"
          }) {
        assertTrue(text.contains(line + "\n"), line + " is not in\n" + text);
      }
      var latency = gateway.traffic().latency();
      assertEquals(3, latency.counts().stream().mapToLong(Long::longValue).sum());
      assertTrue(latency.sumMillis() > 0);
    }
  }
}
