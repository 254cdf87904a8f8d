package dev.surgeline.plane.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.LogWriter;
import dev.surgeline.plane.audit.RemoteLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log over HTTP: what an auditor elsewhere verifies, and nothing else of the state folder.
final class AuditPagesTest {
  @TempDir Path state;
  private AuditFolder folder;
  private Dashboard dashboard;
  private VerifierKey key;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    folder = new AuditFolder(state);
    grow(300);
    key = folder.log().key().orElseThrow();
    dashboard =
        Dashboard.start(
            "127.0.0.1",
            0,
            Optional.empty(),
            new Dashboard.Beside(Optional.of(folder.log()), Optional.empty()));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    client.close();
  }

  private void grow(int size) throws IOException {
    try (LogWriter writer = LogWriter.open(folder, "pages", _ -> {})) {
      writer.append(
          IntStream.range((int) writer.size(), size)
              .mapToObj(i -> ("record " + i).getBytes(StandardCharsets.UTF_8))
              .toList());
    }
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + dashboard.port() + path);
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private int head(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address(path)).HEAD().build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void anAuditorElsewhereVerifiesItAndThatItOnlyGrew() throws Exception {
    byte[] kept = get("/audit/checkpoint").body();
    try (RemoteLog log = new RemoteLog(address("/audit/"))) {
      assertTrue(LogCheck.verify(log, key, Optional.empty()).ok());
      grow(600);
      LogCheck.Result result = LogCheck.verify(log, key, Optional.of(kept));
      assertTrue(result.ok(), result::toString);
      assertEquals(Optional.of(600L), result.size());
      assertEquals(300, result.since().orElseThrow().size());
      assertEquals(List.of(), Fsck.run(log, key).problems());
      Path bundle = folder.log().folder().resolve("tile/entries/001");
      byte[] bytes = Files.readAllBytes(bundle);
      bytes[20] ^= 1;
      Files.write(bundle, bytes);
      assertFalse(Fsck.run(log, key).ok());
    }
  }

  @Test
  void everyAnswerSaysWhatItIsAndHowLongItMayBeKept() throws Exception {
    HttpResponse<byte[]> checkpoint = get("/audit/checkpoint");
    assertEquals(200, checkpoint.statusCode());
    assertArrayEquals(folder.log().checkpoint(), checkpoint.body());
    header("text/plain;charset=utf-8", checkpoint, "Content-Type");
    header("no-cache", checkpoint, "Cache-Control");
    HttpResponse<byte[]> tile = get("/audit/tile/0/001.p/44");
    assertEquals(200, tile.statusCode());
    assertEquals(44 * 32, tile.body().length);
    header("application/octet-stream", tile, "Content-Type");
    header("max-age=31536000, immutable", tile, "Cache-Control");
    assertEquals(200, get("/audit/tile/entries/000").statusCode());
    assertEquals(200, head("/audit/tile/entries/000"));
    assertEquals(key + "\n", new String(get("/audit/vkey").body(), StandardCharsets.UTF_8));
  }

  private static void header(String expected, HttpResponse<?> answer, String name) {
    String there = answer.headers().firstValue(name).orElse("");
    assertEquals(expected, there.toLowerCase(java.util.Locale.ROOT).replace("; c", ";c"));
  }

  @Test
  void nothingElseOfTheFolderIsServed() throws Exception {
    for (String path :
        List.of(
            "/audit/tile/0/001",
            "/audit/tile/0/000.p/5",
            "/audit/tile/0/0",
            "/audit/tile/0/../../../audit.key",
            "/audit/tile/0/..%2f..%2f..%2faudit.key",
            "/audit/tile/%2e%2e/%2e%2e/audit.key",
            "/audit/../audit.key",
            "/audit/audit.key",
            "/audit/")) {
      HttpResponse<byte[]> answer = get(path);
      assertTrue(answer.statusCode() >= 400, path);
      assertEquals(answer.statusCode(), head(path), path);
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      assertFalse(body.contains("PRIVATE"), path);
    }
    HttpRequest put =
        HttpRequest.newBuilder(address("/audit/checkpoint"))
            .PUT(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertEquals(405, client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode());
  }

  @Test
  void aServerWithoutALogIsNoLog() throws Exception {
    try (RemoteLog log = new RemoteLog(address("/nothing"))) {
      IOException refused =
          Assertions.assertThrows(IOException.class, () -> LogCheck.checkpoint(log, key));
      assertTrue(("" + refused.getMessage()).contains("/nothing"), refused::toString);
      Assertions.assertThrows(
          Unverified.class, () -> log.read(new dev.surgeline.core.audit.Tile(0, 0, 256)));
    }
  }
}
