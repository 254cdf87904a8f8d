package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Bodies go through in pieces. That memory stays small is shown by who must wait: when one side
/// stops reading, the other can not send more than what sockets and one connection's buffers hold.
class StreamingTest {
  private static final int LARGE = 50 * 1024 * 1024;

  /// What two pairs of socket buffers may take up at most, with the gateway's own little in
  /// between.
  private static final long BUFFERED_MAX = 24L * 1024 * 1024;

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sends pseudo-random bytes, and returns their hash.
  private static byte[] pour(OutputStream out, long bytes) throws IOException {
    var random = new SplittableRandom(3);
    MessageDigest hash = sha();
    byte[] piece = new byte[32 * 1024];
    for (long sent = 0; sent < bytes; sent += piece.length) {
      random.nextBytes(piece);
      hash.update(piece);
      out.write(piece);
    }
    return hash.digest();
  }

  private static byte[] drink(InputStream in, long bytes) throws IOException {
    MessageDigest hash = sha();
    byte[] piece = new byte[32 * 1024];
    for (long left = bytes; left > 0; ) {
      int n = in.read(piece, 0, (int) Math.min(left, piece.length));
      if (n < 0) {
        throw new IOException(left + " bytes are missing");
      }
      hash.update(piece, 0, n);
      left -= n;
    }
    return hash.digest();
  }

  @Test
  void fiftyMegabytesThereAndBackArriveWhole() throws Exception {
    RawUpstream.Script script =
        (head, talk) -> {
          drink(talk.in(), Integer.parseInt(head.header("content-length")));
          talk.say(RawHttp.lines("HTTP/1.1 200 OK", "Content-Length: " + LARGE));
          pour(talk.out(), LARGE);
        };
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: " + LARGE));
      byte[] sent = pour(client.out(), LARGE);
      assertEquals(String.valueOf(LARGE), client.head().header("content-length"));
      assertArrayEquals(sent, drink(client.in(), LARGE));
    }
  }

  /// The first bytes come back before the last ones are sent.
  @Test
  void bothDirectionsFlowAtOnce() throws Exception {
    RawUpstream.Script script =
        (_, talk) -> {
          talk.say(RawHttp.lines("HTTP/1.1 200 OK", "Content-Length: 10"));
          for (int i = 0; i < 10; i++) {
            talk.out().write(talk.in().read());
          }
        };
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: 10"));
      client.send("0");
      assertEquals(200, client.head().status());
      for (int i = 0; i < 10; i++) {
        assertEquals('0' + i, client.in().read());
        if (i < 9) {
          client.out().write('1' + i);
        }
      }
    }
  }

  @Test
  void aClientThatDoesNotReadHoldsTheEndpointBack() throws Exception {
    var sent = new AtomicLong();
    RawUpstream.Script script =
        (_, talk) -> {
          talk.say(RawHttp.lines("HTTP/1.1 200 OK", "Content-Length: " + LARGE));
          byte[] piece = new byte[64 * 1024];
          for (long n = 0; n < LARGE; n += piece.length) {
            talk.out().write(piece);
            sent.addAndGet(piece.length);
          }
        };
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("GET / HTTP/1.1", "Host: a"));
      assertEquals(200, client.head().status());
      assertTrue(standsStillAt(sent) < BUFFERED_MAX, sent + " bytes were taken");
      drink(client.in(), LARGE);
      assertEquals(LARGE, sent.get());
    }
  }

  @Test
  void anEndpointThatDoesNotReadHoldsTheClientBack() throws Exception {
    var go = new CountDownLatch(1);
    RawUpstream.Script script =
        (_, talk) -> {
          try {
            go.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          drink(talk.in(), LARGE);
          talk.ok("all");
        };
    try (var gateway = new TestGateway();
        var upstream = new RawUpstream("one", script);
        var client = gateway.client()) {
      gateway.serve(upstream.active());
      client.send(RawHttp.lines("POST / HTTP/1.1", "Host: a", "Content-Length: " + LARGE));
      var sent = new AtomicLong();
      var sending = CompletableFuture.runAsync(() -> send(client, sent));
      assertTrue(standsStillAt(sent) < BUFFERED_MAX, sent + " bytes were taken");
      go.countDown();
      sending.get(20, TimeUnit.SECONDS);
      assertEquals("all", client.answer().text());
    }
  }

  private static void send(RawClient client, AtomicLong sent) {
    byte[] piece = new byte[64 * 1024];
    try {
      while (sent.get() < LARGE) {
        client.out().write(piece);
        sent.addAndGet(piece.length);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Where the counter has stopped for half a second.
  private static long standsStillAt(AtomicLong counter) throws InterruptedException {
    long last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < 500_000_000L || last <= 0) {
      long now = counter.get();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      Thread.sleep(5);
    }
    return last;
  }
}
