package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.route.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DrainTest {
  /// Waits for a sign, then answers.
  private static RawUpstream.Script held(CountDownLatch release) {
    return (_, talk) -> {
      try {
        release.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      talk.ok("held");
    };
  }

  @Test
  void aDrainingEndpointFinishesWhatItHasAndGetsNothingNew() throws Exception {
    var release = new CountDownLatch(1);
    try (var gateway = new TestGateway();
        var old = new RawUpstream("old", held(release));
        var young = new RawUpstream("young");
        var waiting = gateway.client();
        var client = gateway.client()) {
      gateway.serve(old.active());
      waiting.send(RawHttp.lines("GET / HTTP/1.1", "Host: a"));
      TestGateway.await("asked", () -> gateway.endpoint("old").inFlight() == 1);
      gateway.serve(old.draining(), young.active());
      for (int i = 0; i < 50; i++) {
        assertEquals("young", client.get("/").text());
      }
      assertEquals(1, gateway.endpoint("old").inFlight());
      gateway.serve(young.active());
      assertEquals(1, gateway.endpoint("old").inFlight(), "told although it was removed");
      release.countDown();
      assertEquals("held", waiting.answer().text());
      TestGateway.await("forgotten", () -> gateway.traffic().endpoints().size() == 1);
      TestGateway.await("its connection is closed", () -> old.open() == 0);
    }
  }

  @Test
  void waitingConnectionsToADrainingEndpointAreClosed() throws Exception {
    try (var gateway = TestGateway.withoutChecks();
        var upstream = new RawUpstream("one");
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.get("/");
      assertEquals(1, upstream.open());
      gateway.serve(upstream.draining());
      TestGateway.await("closed", () -> upstream.open() == 0);
      assertEquals(503, client.get("/").status());
      gateway.serve(upstream.active());
      assertEquals("one", client.get("/").text());
    }
  }

  /// Scale-out and scale-in at twenty changes a second under load: each endpoint drains, is seen
  /// with nothing in flight, and only then dies, as the control plane does it. No request may
  /// notice.
  @Test
  void noRequestFailsWhileEndpointsComeAndGo() throws Exception {
    var failures = new ConcurrentLinkedQueue<String>();
    var served = new AtomicLong();
    var stop = new AtomicBoolean();
    try (var gateway = new TestGateway()) {
      var active = new ArrayList<RawUpstream>(List.of(new RawUpstream("r-0")));
      gateway.serve(endpoints(active, List.of()));
      var load = new ArrayList<CompletableFuture<Void>>();
      for (int i = 0; i < 8; i++) {
        String method = i % 2 == 0 ? "GET" : "POST";
        load.add(CompletableFuture.runAsync(() -> load(gateway, method, stop, served, failures)));
      }
      var draining = new ArrayList<RawUpstream>();
      for (int step = 1; step <= 60; step++) {
        active.add(new RawUpstream("r-" + step));
        if (active.size() > 3) {
          draining.add(active.removeFirst());
        }
        gateway.serve(endpoints(active, draining));
        Thread.sleep(50);
        for (RawUpstream done : List.copyOf(draining)) {
          String name = done.active().replica().value();
          if (gateway.endpoint(name).inFlight() == 0) {
            draining.remove(done);
            done.close();
          }
        }
      }
      stop.set(true);
      for (var one : load) {
        one.get(20, TimeUnit.SECONDS);
      }
      assertEquals(List.of(), List.copyOf(failures));
      assertTrue(served.get() > 500, "only " + served + " requests in three seconds");
      for (RawUpstream left : active) {
        left.close();
      }
      for (RawUpstream left : draining) {
        left.close();
      }
    }
  }

  private static Endpoint[] endpoints(List<RawUpstream> active, List<RawUpstream> draining) {
    var all = new ArrayList<Endpoint>();
    active.forEach(upstream -> all.add(upstream.active()));
    draining.forEach(upstream -> all.add(upstream.draining()));
    return all.toArray(Endpoint[]::new);
  }

  private static void load(
      TestGateway gateway,
      String method,
      AtomicBoolean stop,
      AtomicLong served,
      Queue<String> failures) {
    String request = RawHttp.lines(method + " / HTTP/1.1", "Host: a", "Content-Length: 3") + "abc";
    try (var client = gateway.client()) {
      while (!stop.get()) {
        RawHttp.Message answer = client.send(request).answer();
        if (answer.status() != 200) {
          failures.add(answer.first() + " " + answer.text());
        }
        served.incrementAndGet();
      }
    } catch (IOException e) {
      failures.add(e.toString());
    }
  }

  @Test
  void aStoppingGatewayFinishesRequestsAndSaysGoodbye() throws Exception {
    var release = new CountDownLatch(1);
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", held(release));
        var busy = gateway.client();
        var idle = gateway.client()) {
      gateway.serve(upstream.active());
      busy.send(RawHttp.lines("GET / HTTP/1.1", "Host: a"));
      TestGateway.await("asked", () -> gateway.endpoint("one").inFlight() == 1);
      var draining = CompletableFuture.supplyAsync(() -> gateway.gateway().drain());
      TestGateway.await("nobody listens", () -> !accepts(gateway));
      idle.send(RawHttp.lines("GET / HTTP/1.1", "Host: a"));
      TestGateway.await("asked", () -> upstream.requests().size() == 2);
      assertFalse(draining.isDone());
      release.countDown();
      for (RawClient client : List.of(busy, idle)) {
        RawHttp.Message answer = client.answer();
        assertEquals("held", answer.text());
        assertEquals("close", answer.header("connection"));
        assertTrue(client.ended());
        client.socket().close();
      }
      assertEquals(0, draining.get(10, TimeUnit.SECONDS), "no connection was cut");
      assertThrows(IOException.class, gateway::client);
    }
  }

  private static boolean accepts(TestGateway gateway) {
    try (var _ = gateway.client()) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
