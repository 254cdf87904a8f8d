package dev.surgeline.plane.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.plane.fixture.Canned;
import dev.surgeline.plane.fixture.Canned.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// One replica answers well, its neighbour in every wrong way; the first is heard all the same.
final class ReplicaMetricsTest {
  private static final ReplicaId GOOD = new ReplicaId("beds-1");
  private static final ReplicaId WRONG = new ReplicaId("beds-2");
  private static final Duration TIMEOUT = Duration.ofMillis(1500);

  private final ReplicaMetrics metrics = new ReplicaMetrics(TIMEOUT);

  private SortedMap<ReplicaId, SortedMap<String, Double>> ask(Answer wrong) throws IOException {
    try (var one = new Canned(_ -> Answer.of(200, "queue 3\n"));
        var other = new Canned(_ -> wrong)) {
      var pages = metrics.ask(Map.of(GOOD, one.port(), WRONG, other.port()), "/metrics");
      // Where nothing came back the client may have asked twice.
      assertEquals(Set.of("GET /metrics"), Set.copyOf(other.asked()));
      assertEquals(new TreeMap<>(Map.of("queue", 3.0)), pages.get(GOOD));
      return pages;
    }
  }

  @Test
  void hearsEveryReplica() throws IOException {
    assertEquals(2, ask(Answer.of(200, "queue 4\n")).size());
    assertEquals(Map.of(), ask(Answer.of(200, "")).get(WRONG));
  }

  @Test
  void anAnswerThatIsNoPageIsNone() throws IOException {
    for (int status : new int[] {204, 302, 404, 500, 503}) {
      assertEquals(1, ask(Answer.of(status, "queue 4\n")).size(), "status " + status);
    }
    assertEquals(1, ask(Answer.raw("queue 4\n")).size(), "no HTTP");
    assertEquals(1, ask(Answer.raw("")).size(), "nothing at all");
    assertEquals(1, ask(Answer.half("queue 4\n", false)).size(), "cut short");
  }

  @Test
  void aPageOfAnotherKindIsNone() throws IOException {
    assertEquals(2, ask(typed("text/plain; version=0.0.4")).size());
    assertEquals(2, ask(typed("application/openmetrics-text; version=1.0.0")).size());
    assertEquals(1, ask(typed("text/html; charset=utf-8")).size(), "a login form");
    assertEquals(1, ask(typed("application/json")).size(), "an error of something in between");
    assertEquals(1, ask(Answer.of(200, "<html>queue 0</html>\n")).size(), "HTML that says nothing");
    assertEquals(1, ask(Answer.of(200, "404 page not found\n")).size(), "an error that is well");
    assertEquals(1, ask(Answer.of(200, "0\n")).size(), "a lone number");
  }

  private static Answer typed(String type) {
    String head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 8\r\n";
    return Answer.raw(head + "Content-Type: " + type + "\r\n\r\nqueue 4\n");
  }

  @Test
  void aPageOverTheLimitIsNoneLestItsBeginningIsTakenForTheWhole() throws IOException {
    String series = "queue 4\n";
    String most = series.repeat(ReplicaMetrics.PAGE_BYTES / series.length());
    assertEquals(2, ask(Answer.of(200, most)).size());
    assertEquals(1, ask(Answer.of(200, most + series)).size());
  }

  @Test
  void aReplicaThatHangsInTheMiddleOfItsPageHoldsNobodyUp() throws IOException {
    long start = System.nanoTime();
    assertEquals(1, ask(Answer.half("queue 4\n", true)).size());
    assertEquals(1, ask(new Answer("", true)).size());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(Duration.ofSeconds(20)) < 0, "it took " + took);
  }

  @Test
  void nobodyThereIsNoAnswer() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertEquals(Map.of(), metrics.ask(Map.of(GOOD, free), "/metrics"));
    assertEquals(Map.of(), metrics.ask(Map.of(), "/metrics"));
  }
}
