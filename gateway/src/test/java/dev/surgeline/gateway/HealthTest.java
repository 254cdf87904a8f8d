package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.RoutingSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
  private static final String HEALTHY = "surge_gateway_endpoints_healthy";
  private static final WorkloadName BEDS = new WorkloadName("beds");
  private static final WorkloadName CLAIMS = new WorkloadName("claims");

  private static SortedMap<String, Integer> spread(TestGateway gateway, int requests)
      throws Exception {
    var seen = new TreeMap<String, Integer>();
    try (var client = gateway.client()) {
      for (int i = 0; i < requests; i++) {
        RawHttp.Message answer = client.get("/");
        seen.merge(answer.status() == 200 ? answer.text() : "error", 1, Integer::sum);
      }
    }
    return seen;
  }

  @Test
  void idleEndpointsShareEvenly() throws Exception {
    try (var gateway = new TestGateway();
        var a = new RawUpstream("a");
        var b = new RawUpstream("b");
        var c = new RawUpstream("c")) {
      gateway.serve(a.active(), b.active(), c.active());
      var seen = spread(gateway, 600);
      // Five standard deviations of a fair draw.
      seen.forEach((name, n) -> assertTrue(Math.abs(n - 200) < 58, name + " " + seen));
    }
  }

  @Test
  void aBusyEndpointIsLeftAlone() throws Exception {
    var release = new CountDownLatch(1);
    RawUpstream.Script stuck =
        (_, talk) -> {
          try {
            release.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          talk.ok("stuck");
        };
    try (var gateway = new TestGateway();
        var slow = new RawUpstream("slow", stuck);
        var fast = new RawUpstream("fast");
        var waiting = gateway.client()) {
      gateway.serve(slow.active());
      waiting.send(RawHttp.lines("GET / HTTP/1.1", "Host: a"));
      TestGateway.await("stuck", () -> gateway.endpoint("slow").inFlight() == 1);
      gateway.serve(slow.active(), fast.active());
      assertEquals(100, spread(gateway, 100).get("fast"));
      release.countDown();
      assertEquals("stuck", waiting.answer().text());
    }
  }

  @ParameterizedTest(name = "{0} on an endpoint that hangs is answered by {1}")
  @CsvSource({"GET, other", "OPTIONS, other", "POST, hung", "PUT, hung"})
  void whatOnlyReadsDoesNotWaitForAnEndpointThatHangs(String method, String by) throws Exception {
    var goOn = new CountDownLatch(1);
    RawUpstream.Script hangs =
        (head, talk) -> {
          RawHttp.body(talk.in(), head);
          try {
            goOn.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          talk.ok("hung");
        };
    try (var gateway = new TestGateway();
        var hung = new RawUpstream("hung", hangs);
        var other = new RawUpstream("other");
        var client = gateway.client()) {
      gateway.serve(hung.active());
      client.send(RawHttp.lines(method + " / HTTP/1.1", "Host: a", "Content-Length: 0"));
      TestGateway.await("it hangs", () -> gateway.endpoint("hung").inFlight() == 1);
      hung.healthy(false);
      TestGateway.await("it is unwell", () -> !gateway.endpoint("hung").healthy());
      assertEquals(List.of(), other.requests());
      gateway.serve(hung.active(), other.active());
      if (by.equals("other")) {
        TestGateway.await("asked elsewhere", () -> other.requests().size() == 1);
        TestGateway.await("given up", () -> gateway.endpoint("hung").inFlight() == 0);
      } else {
        int checks = hung.checks();
        TestGateway.await("swept", () -> hung.checks() > checks + 5);
        assertEquals(List.of(), other.requests(), "it may have been done already");
        goOn.countDown();
      }
      RawHttp.Message answer = client.answer();
      assertEquals(200, answer.status());
      assertEquals(by.equals("other") ? 1 : 0, gateway.traffic().retries());
    } finally {
      goOn.countDown();
    }
  }

  @Test
  void failedChecksTakeAnEndpointOutAndOnePassedBringsItBack() throws Exception {
    try (var gateway = new TestGateway();
        var a = new RawUpstream("a");
        var b = new RawUpstream("b")) {
      gateway.serve(a.active(), b.active());
      assertTrue(gateway.endpoint("a").healthy(), "taken for healthy until shown otherwise");
      a.healthy(false);
      TestGateway.await("a is out", () -> !gateway.endpoint("a").healthy());
      assertEquals(50, spread(gateway, 50).get("b"));
      b.healthy(false);
      TestGateway.await("b is out too", () -> !gateway.endpoint("b").healthy());
      assertEquals(2, spread(gateway, 50).size(), "all are used when none is healthy");
      a.healthy(true);
      TestGateway.await("a is back", () -> gateway.endpoint("a").healthy());
      assertEquals(50, spread(gateway, 50).get("a"));
    }
  }

  @Test
  void eachWorkloadIsAskedAtItsOwnPath() throws Exception {
    try (var gateway = new TestGateway();
        var beds = new RawUpstream("beds");
        var claims = new RawUpstream("claims")) {
      beds.healthyAt("/beds/ready?deep=1");
      claims.healthyAt("/alive");
      gateway.push(twoWorkloads(1, beds, claims, "/beds/ready?deep=1", "/alive"));
      int more = beds.checks() + claims.checks() + 10;
      TestGateway.await("checked", () -> beds.checks() + claims.checks() > more);
      assertTrue(gateway.tells(HEALTHY + "{workload=\"beds\"} 1"));
      assertTrue(gateway.tells(HEALTHY + "{workload=\"claims\"} 1"));
      gateway.push(twoWorkloads(2, beds, claims, "/beds/ready?deep=1", "/beds/ready?deep=1"));
      TestGateway.await("unwell", () -> gateway.tells(HEALTHY + "{workload=\"claims\"} 0"));
      assertTrue(gateway.tells(HEALTHY + "{workload=\"beds\"} 1"));
    }
  }

  private static RoutingSnapshot twoWorkloads(
      long version, RawUpstream beds, RawUpstream claims, String bedsPath, String claimsPath) {
    var endpoints = new TreeMap<WorkloadName, List<Endpoint>>();
    endpoints.put(BEDS, List.of(beds.active()));
    endpoints.put(CLAIMS, List.of(claims.active()));
    var health = new TreeMap<>(Map.of(BEDS, bedsPath, CLAIMS, claimsPath));
    return new RoutingSnapshot(version, List.of(), endpoints, Optional.of(health));
  }

  @Test
  void brokenRequestsEjectAnEndpointForAWhile() throws Exception {
    var breaks = new AtomicBoolean(true);
    RawUpstream.Script script =
        (_, talk) -> {
          if (breaks.get()) {
            talk.reset();
          } else {
            talk.ok("bad");
          }
        };
    try (var gateway = TestGateway.withoutChecks();
        var bad = new RawUpstream("bad", script);
        var good = new RawUpstream("good")) {
      gateway.serve(bad.active(), good.active());
      TestGateway.await(
          "ejected",
          () -> {
            try {
              spread(gateway, 5);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return !gateway.endpoint("bad").healthy();
          });
      breaks.set(false);
      assertTrue(gateway.endpoint("good").healthy());
      TestGateway.await("back", () -> gateway.endpoint("bad").healthy());
      TestGateway.await(
          "used",
          () -> {
            try {
              return spread(gateway, 10).containsKey("bad");
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }

  @Test
  void theLastEndpointsAreNeverEjected() throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var a = new RawUpstream("a", (_, talk) -> talk.reset());
        var b = new RawUpstream("b", (_, talk) -> talk.reset())) {
      gateway.serve(a.active(), b.active());
      assertEquals(30, spread(gateway, 30).get("error"));
      assertTrue(gateway.endpoint("a").healthy() || gateway.endpoint("b").healthy());
    }
  }

  @Test
  void errorsOfTheApplicationDoNotEject() throws Exception {
    RawUpstream.Script script =
        (_, talk) ->
            talk.say(RawHttp.lines("HTTP/1.1 500 Internal Server Error", "Content-Length: 0"));
    try (var gateway = TestGateway.withoutChecks();
        var a = new RawUpstream("a", script);
        var b = new RawUpstream("b")) {
      gateway.serve(a.active(), b.active());
      spread(gateway, 50);
      assertTrue(gateway.endpoint("a").healthy());
      assertEquals(50, gateway.traffic().responses() + gateway.traffic().serverErrors());
      assertTrue(gateway.traffic().serverErrors() > 0);
    }
  }
}
