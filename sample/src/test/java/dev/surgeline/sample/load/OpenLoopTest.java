package dev.surgeline.sample.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.surgeline.sample.json.Json;
import dev.surgeline.sample.launch.Flags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final long SECOND = 1_000_000_000L;

  static {
    // By default the JDK's server closes idle connections beyond 200, also one that is just being
    // used again; the load would count a reset, and rightly.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
  }

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable server : open) {
      server.close();
    }
  }

  /// The server stands still for one second of two and a half. Everybody who was due in that second
  /// waited, on average half a second: about a hundred of two hundred a second waited longer than
  /// that. With one connection a generator that measures from the sending sees one slow answer.
  @Test
  void aStallCountsForEverybodyWhoWasDueInIt() throws Exception {
    for (int connections : new int[] {1, 1_000}) {
      long began = System.nanoTime();
      int port =
          serve(_ -> {
            long at = System.nanoTime() - began;
            if (at > SECOND && at < 2 * SECOND) {
              sleepUntil(began + 2 * SECOND);
            }
            return 200;
          });
      Json.Obj totals =
          run(port, 200, Duration.ofMillis(2_500), 1, "--max-connections=" + connections);
      long scheduled = totals.whole("scheduled").getAsLong();
      assertEquals(scheduled, totals.whole("answered").getAsLong());
      long late = totals.whole("late").getAsLong();
      assertTrue(late > 60, connections + " connections: late " + late + " of " + scheduled);
      double p99 = number(totals, "p99Millis");
      assertTrue(p99 > 850, "p99 " + p99);
    }
  }

  @Test
  void everyRequestHasOneOutcome() throws Exception {
    AtomicInteger count = new AtomicInteger();
    int port =
        serve(_ ->
            switch (count.incrementAndGet() % 4) {
              case 0 -> 500;
              case 1 -> 404;
              default -> 200;
            });
    Json.Obj totals = run(port, 400, Duration.ofSeconds(1), 0.5);
    long scheduled = totals.whole("scheduled").getAsLong();
    assertEquals(scheduled, totals.whole("sent").getAsLong());
    assertEquals(scheduled / 4, failures(totals, "status5xx"));
    assertEquals((scheduled + 3) / 4, failures(totals, "status4xx"));
    assertEquals(
        scheduled,
        totals.whole("answered").getAsLong()
            + failures(totals, "status5xx")
            + failures(totals, "status4xx"));
  }

  @Test
  void refusedConnectionsAreCounted() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Json.Obj totals = run(port, 100, Duration.ofMillis(500), 0.5);
    assertTrue(totals.whole("scheduled").getAsLong() > 0);
    assertEquals(totals.whole("scheduled").getAsLong(), failures(totals, "connect"));
  }

  @Test
  void resetsAndTimeoutsAreCounted() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      AtomicInteger accepted = new AtomicInteger();
      List<Socket> silent = new ArrayList<>();
      Thread.startVirtualThread(() -> {
        try {
          while (true) {
            Socket socket = server.accept();
            if (accepted.incrementAndGet() % 2 == 0) {
              socket.close(); // in the middle of the exchange
            } else {
              silent.add(socket); // never answers
            }
          }
        } catch (IOException _) {
          // The test is over.
        }
      });
      Json.Obj totals =
          run(server.getLocalPort(), 100, Duration.ofMillis(400), 1, "--timeout=300ms");
      long scheduled = totals.whole("scheduled").getAsLong();
      assertEquals(scheduled, totals.whole("failed").getAsLong());
      assertEquals(scheduled / 2, failures(totals, "reset"));
      assertEquals(scheduled - scheduled / 2, failures(totals, "timeout"));
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  /// Rows count by the second a request was due in; they add up to the totals.
  @Test
  void rowsAddUp() throws Exception {
    int port = serve(_ -> 200);
    Json.Obj last = last(port, 300, Duration.ofMillis(2_200), 1);
    Json.Obj stream = (Json.Obj) field((Json.Obj) field(last, "streams"), "s");
    long scheduled = 0;
    long answered = 0;
    List<Json> rows = stream.list("perSecond").orElseThrow();
    assertEquals(3, rows.size());
    for (Json row : rows) {
      scheduled += ((Json.Obj) row).whole("scheduled").getAsLong();
      answered += ((Json.Obj) row).whole("answered").getAsLong();
    }
    assertEquals(stream.whole("scheduled").getAsLong(), scheduled);
    assertEquals(stream.whole("answered").getAsLong(), answered);
    assertTrue(number(stream, "sendLagP99Millis") < 250, "the generator keeps its own time");
  }

  private interface Answer {
    int to(String path) throws InterruptedException;
  }

  private int serve(Answer answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try {
            int status = answer.to(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
          } catch (InterruptedException e) {
            throw new IOException(e);
          } finally {
            exchange.close();
          }
        });
    server.start();
    open.add(() -> server.stop(0));
    return server.getAddress().getPort();
  }

  private static Json.Obj run(
      int port, double perSecond, Duration length, double share, String... more)
      throws IOException {
    return (Json.Obj) field(last(port, perSecond, length, share, more), "totals");
  }

  private static Json.Obj last(
      int port, double perSecond, Duration length, double share, String... more)
      throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of("--trace=t", "--out=o", "--target=http://127.0.0.1:" + port, "--compress=1"));
    args.add("--stream=name=s,path=/x,share=" + share);
    args.addAll(List.of(more));
    LoadOptions options = LoadOptions.from(Flags.parse("load", LoadOptions.FLAGS, args));
    double count = perSecond * length.toMillis() / 1e3;
    Trace trace = new Trace(Instant.EPOCH, length, List.of(count), List.of());
    Schedule schedule = LoadCommand.schedule(options, trace);
    Report report = new Report(options, length.toMillis());
    OpenLoop loop = new OpenLoop(schedule, options, report, _ -> {});
    return (Json.Obj) report.last(loop.run(), 0, false);
  }

  private static Json field(Json.Obj json, String key) {
    return Objects.requireNonNull(json.fields().get(key), key);
  }

  private static double number(Json.Obj json, String key) {
    return ((Json.Num) field(json, key)).value();
  }

  private static long failures(Json.Obj totals, String kind) {
    return ((Json.Obj) field(totals, "failures")).whole(kind).getAsLong();
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }
}
