package dev.surgeline.plane.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The dashboard's server over real sockets.
@Timeout(60)
final class DashboardTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String TOKEN = "correct-horse-battery";

  private final HttpClient client = HttpClient.newHttpClient();
  private Dashboard dashboard;

  @BeforeEach
  void start() throws IOException {
    dashboard = Dashboard.start("127.0.0.1", 0, Optional.empty());
  }

  @AfterEach
  void stop() {
    dashboard.close();
    client.close();
  }

  @Test
  void givesTheLastPicture() throws Exception {
    assertEquals(204, get("/api/picture").statusCode());
    var pictures = Scenes.surge(NOW, 20);
    pictures.forEach(dashboard::publish);
    var answer = get("/api/picture");
    assertEquals(200, answer.statusCode());
    assertArrayEquals(
        Json.canonical(pictures.getLast()), answer.body().getBytes(StandardCharsets.UTF_8));
    assertEquals(
        pictures.getLast(),
        Json.read(Picture.class, answer.body().getBytes(StandardCharsets.UTF_8), "answer"));
  }

  @Test
  void givesTheHistory() throws Exception {
    var pictures = Scenes.surge(NOW, 120);
    pictures.forEach(dashboard::publish);
    History whole = history("/api/history");
    assertEquals(120, whole.through());
    assertEquals(List.of("beds", "claims", "portal"), List.copyOf(whole.workloads().keySet()));
    assertEquals(120, line(whole, "beds").size());
    assertEquals(NOW.toEpochMilli(), line(whole, "beds").getLast().at());
    assertEquals(pictures.getLast().decisions().size(), whole.decisions().size());
    assertEquals(10, line(history("/api/history?points=10"), "beds").size());
    for (String points : List.of("1", "601", "-3", "many", "")) {
      assertEquals(400, get("/api/history?points=" + points).statusCode(), points);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/app.js", "/api/picture", "/api/history", "/nowhere"})
  void everyAnswerTellsTheBrowserToBeCareful(String path) throws Exception {
    var headers = get(path).headers();
    String policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'self';"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""));
    assertEquals("", headers.firstValue("Access-Control-Allow-Origin").orElse(""));
    assertEquals("", headers.firstValue("Server").orElse(""));
  }

  @ParameterizedTest
  @CsvSource({
    "POST,405",
    "PUT,405",
    "DELETE,405",
    "PATCH,405",
    "OPTIONS,405",
    "TRACE,405",
    "HEAD,200"
  })
  void onlyShows(String method, int status) throws Exception {
    for (String path : List.of("/", "/events", "/api/history")) {
      assertEquals(status, statusOf(method, path, "127.0.0.1:" + dashboard.port(), ""), path);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:PORT,200",
    "localhost:PORT,200",
    "LocalHost:PORT,200",
    "[::1]:PORT,200",
    "127.0.0.1,403",
    "localhost:1,403",
    "evil.example:PORT,403",
    "evil.example,403",
    "127.0.0.1.evil.example:PORT,403",
    "localhost:PORT:PORT,400"
  })
  void answersOnlyUnderItsOwnNames(String host, int status) throws Exception {
    String named = host.replace("PORT", dashboard.port() + "");
    assertEquals(status, statusOf("GET", "/api/history", named, ""));
  }

  @Test
  void anotherSiteMayLinkToThePageAndNothingElse() throws Exception {
    String host = "127.0.0.1:" + dashboard.port();
    String site = "Sec-Fetch-Site: cross-site\r\n";
    assertEquals(403, statusOf("GET", "/events", host, site + "Sec-Fetch-Mode: cors\r\n"));
    assertEquals(403, statusOf("GET", "/app.js", host, site + "Sec-Fetch-Mode: no-cors\r\n"));
    assertEquals(200, statusOf("GET", "/", host, site + "Sec-Fetch-Mode: navigate\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/index.html", "/console/app.js", "/%2e%2e/x", "/axe/axe.min.js"})
  void servesOnlyItsOwnFiles(String path) throws Exception {
    int status = statusOf("GET", path, "127.0.0.1:" + dashboard.port(), "");
    assertTrue(status == 404 || status == 400, path + " gave " + status);
  }

  @Test
  void sendsEachPictureOnceAndInOrder() throws Exception {
    var pictures = Scenes.calm(NOW, 5);
    dashboard.publish(pictures.get(0));
    try (var reader = new EventReader(dashboard.port(), "")) {
      var hello = reader.next();
      assertEquals("hello", hello.name());
      assertTrue(hello.data().contains("\"resumed\":false"), hello.data());
      var first = reader.next();
      assertEquals(json(pictures.get(0)), first.data());
      pictures.subList(1, 5).forEach(dashboard::publish);
      for (Picture picture : pictures.subList(1, 5)) {
        assertEquals(json(picture), reader.next().data());
      }
    }
  }

  @Test
  void resumesWhereTheClientLeft() throws Exception {
    var pictures = Scenes.calm(NOW, 300);
    pictures.subList(0, 10).forEach(dashboard::publish);
    String seen;
    try (var reader = new EventReader(dashboard.port(), "")) {
      seen = reader.nextPicture();
      assertTrue(seen.endsWith("-10"), seen);
    }
    pictures.subList(10, 15).forEach(dashboard::publish);
    try (var reader = new EventReader(dashboard.port(), "Last-Event-ID: " + seen)) {
      assertTrue(reader.next().data().contains("\"resumed\":true"));
      for (Picture picture : pictures.subList(10, 15)) {
        assertEquals(json(picture), reader.next().data());
      }
    }
    pictures.subList(15, 300).forEach(dashboard::publish);
    for (String lost : List.of(seen, "other-10", "x", seen.replace("-10", "-999999"))) {
      try (var reader = new EventReader(dashboard.port(), "Last-Event-ID: " + lost)) {
        assertTrue(reader.next().data().contains("\"resumed\":false"), lost);
        assertEquals(json(pictures.getLast()), reader.next().data());
      }
    }
  }

  @Test
  void beatsWhenThereIsNothingToSay() throws Exception {
    try (var reader = new EventReader(dashboard.port(), "")) {
      assertEquals("hello", reader.next().name());
      assertEquals("beat", reader.next().name());
    }
  }

  @Test
  void takesNoMoreThanItsClients() throws Exception {
    var readers = new ArrayList<EventReader>();
    try {
      for (int i = 0; i < Broadcast.CLIENTS_MAX; i++) {
        readers.add(new EventReader(dashboard.port(), ""));
        assertEquals("hello", readers.getLast().next().name());
      }
      var refused = get("/events");
      assertEquals(503, refused.statusCode());
      assertEquals("The dashboard serves at most 32 pages at once.", refused.body());
    } finally {
      for (EventReader reader : readers) {
        reader.close();
      }
    }
  }

  /// One client never reads. The loop must not notice, nor the other client, and its place is free
  /// again.
  @Test
  void dropsWhoDoesNotRead() throws Exception {
    var idle = new ArrayList<EventReader>();
    for (int i = 0; i < Broadcast.CLIENTS_MAX - 1; i++) {
      idle.add(new EventReader(dashboard.port(), ""));
    }
    try (var reading = new EventReader(dashboard.port(), "")) {
      assertEquals("hello", reading.next().name());
      long slowest = 0;
      for (int tick = 0; tick < 900; tick++) {
        Picture picture = Scenes.many(NOW.plusSeconds(tick), 120, tick);
        long before = System.nanoTime();
        dashboard.publish(picture);
        slowest = Math.max(slowest, System.nanoTime() - before);
        assertTrue(reading.nextPicture().endsWith("-" + (tick + 1)));
      }
      assertTrue(slowest < 1_000_000_000L, "publish took " + slowest / 1000 + " us");
      assertEquals(200, streamStatus(), "those who do not read have lost their places");
    } finally {
      for (EventReader reader : idle) {
        reader.close();
      }
    }
  }

  @Test
  void saysThatThePortIsInUse() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      var failure =
          assertThrows(
              IOException.class, () -> Dashboard.start("127.0.0.1", port, Optional.empty()));
      assertEquals(
          "The dashboard can not listen on 127.0.0.1:%d: Address already in use.".formatted(port)
              + " Free that port, or take another; 0 takes any free one.",
          failure.getMessage());
    }
  }

  @Test
  void refusesWhatIsUnsafeOrImpossible() {
    var none = Optional.<String>empty();
    assertRefused("0 to 65535", () -> Dashboard.start("127.0.0.1", 70_000, none));
    assertRefused("set a token", () -> Dashboard.start("0.0.0.0", 0, none));
    assertRefused("at least 16", () -> Dashboard.start("127.0.0.1", 0, Optional.of("short")));
    var unknown =
        assertThrows(IOException.class, () -> Dashboard.start("no-such.invalid", 0, none));
    assertEquals("The dashboard's host no-such.invalid is not known here.", unknown.getMessage());
  }

  @Test
  void withATokenShowsNothingWithoutIt() throws Exception {
    try (var guarded = Dashboard.start("127.0.0.1", 0, Optional.of(TOKEN))) {
      String base = "http://127.0.0.1:" + guarded.port();
      assertEquals(401, send(base + "/", "").statusCode());
      assertEquals(401, send(base + "/app.js", "").statusCode());
      assertEquals(401, send(base + "/events", "").statusCode());
      assertEquals(401, send(base + "/?token=wrong-horse-battery", "").statusCode());
      assertEquals(401, send(base + "/api/history?token=" + TOKEN, "").statusCode());
      assertEquals(200, send(base + "/api/history", "Authorization:Bearer " + TOKEN).statusCode());
      var entry = send(base + "/?token=" + TOKEN, "");
      assertEquals(303, entry.statusCode());
      assertEquals("/", URI.create(entry.headers().firstValue("Location").orElse("")).getPath());
      String cookie = entry.headers().firstValue("Set-Cookie").orElse("");
      assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), cookie);
      assertEquals(200, send(base + "/", "Cookie:" + cookie.split(";")[0]).statusCode());
    }
  }

  @Test
  void closingEndsTheStreamsAndFreesThePort() throws Exception {
    int port = dashboard.port();
    try (var reader = new EventReader(port, "")) {
      reader.next();
      long before = System.nanoTime();
      dashboard.close();
      assertThrows(IOException.class, reader::next);
      assertTrue(System.nanoTime() - before < 5_000_000_000L, "closing takes no time");
    }
    dashboard.publish(Scenes.missing(NOW));
    // Not by listening there again: it is a port that any connection of this machine may be given.
    assertThrows(
        ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
  }

  private static void assertRefused(String words, org.junit.jupiter.api.function.Executable start) {
    var refusal = assertThrows(IllegalArgumentException.class, start);
    assertTrue(refusal.toString().contains(words), refusal.toString());
  }

  private static List<History.Point> line(History history, String workload) {
    return history.workloads().getOrDefault(workload, List.of());
  }

  private static String json(Picture picture) {
    return new String(Json.canonical(picture), StandardCharsets.UTF_8);
  }

  private History history(String path) throws Exception {
    return Json.read(History.class, get(path).body().getBytes(StandardCharsets.UTF_8), path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("http://127.0.0.1:" + dashboard.port() + path, "");
  }

  private HttpResponse<String> send(String address, String header) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address));
    if (!header.isEmpty()) {
      request.header(header.split(":")[0], header.split(":", 2)[1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int streamStatus() throws IOException {
    try (var reader = new EventReader(dashboard.port(), "")) {
      return Integer.parseInt(reader.status().split(" ")[1]);
    }
  }

  /// With whatever host and method, which the JDK's client would not send.
  private int statusOf(String method, String path, String host, String headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
      socket.setSoTimeout(10_000);
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(method, path, host, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }
}
