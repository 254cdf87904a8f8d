package dev.surgeline.plane.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.audit.WitnessRequest;
import dev.surgeline.plane.audit.LogKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The witness as its clients have it: each answer of C2SP tlog-witness, and that it never signs
/// two histories.
final class WitnessServerTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private NoteSigner log;
  private NoteSigner witness;
  private WitnessStore store;
  private WitnessServer server;
  private Answers answers;

  @BeforeEach
  void start() throws IOException {
    log = LogKey.create(folder.resolve("log.key"), "test", VerifierKey.Type.LOG);
    witness = LogKey.create(folder.resolve("w.key"), "w", VerifierKey.Type.COSIGNATURE);
    open();
  }

  private void open() throws IOException {
    store = WitnessStore.open(folder.resolve("state"), witness, List.of(log.key()));
    server = WitnessServer.start("127.0.0.1", 0, store, InstantSource.fixed(AT));
    answers = new Answers(URI.create("http://127.0.0.1:" + server.port()), http, log);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    store.close();
    http.close();
  }

  private void says(int status, String history, int old, int size) throws Exception {
    HttpResponse<String> answer = answers.post(answers.body(history, old, size));
    assertEquals(status, answer.statusCode(), answer::body);
  }

  /// What the witness stands at, as its own signature has it.
  private TrustPolicy.Standing standing() throws Exception {
    SignedNote note = SignedNote.parse(answers.latest().body().getBytes(StandardCharsets.UTF_8));
    String policy = "witness W " + witness.key() + "\nquorum W\n";
    return TrustPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)).on(log.key()).standing(note);
  }

  @Test
  void itCosignsWhatGrewAndMonitorsSeeIt() throws Exception {
    assertEquals(404, answers.latest().statusCode());
    for (int[] step : new int[][] {{0, 3}, {3, 7}, {7, 7}, {7, 300}}) {
      HttpResponse<String> answer = answers.post(answers.body("a", step[0], step[1]));
      assertEquals(200, answer.statusCode(), answer::body);
      String note = Answers.text(log, "a", step[1]) + "\n" + answer.body();
      var verified = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
      assertEquals(Optional.of(AT), verified.verify(List.of(witness.key())).getFirst().at());
      assertEquals(step[1], standing().checkpoint().size());
      assertTrue(standing().enough());
    }
  }

  @Test
  void everyRefusalHasItsOwnAnswerAndChangesNothing() throws Exception {
    says(200, "a", 0, 7);
    says(422, "b", 7, 9);
    says(422, "b", 7, 7);
    says(400, "a", 7, 3);
    says(409, "a", 3, 9);
    HttpResponse<String> stale = answers.post(answers.body("a", 0, 9));
    assertEquals("409 7\n", stale.statusCode() + " " + stale.body());
    assertEquals("text/x.tlog.size", stale.headers().firstValue("Content-Type").orElseThrow());
    NoteSigner thief = LogKey.create(folder.resolve("t"), "test", VerifierKey.Type.LOG);
    assertEquals(403, answers.post(answers.body("a", 7, 9, thief)).statusCode());
    byte[] changed =
        new String(answers.body("a", 7, 9), StandardCharsets.UTF_8)
            .replace("\n9\n", "\n8\n")
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(403, answers.post(changed).statusCode());
    Answers other = new Answers(answers.witness(), http, thief);
    assertEquals(404, other.post(other.body("a", 0, 3)).statusCode());
    assertEquals(404, other.latest().statusCode());
    assertEquals(400, answers.post(new byte[] {'o', 'l', 'd'}).statusCode());
    assertEquals(413, answers.post(new byte[WitnessRequest.BYTES_MAX + 1]).statusCode());
    assertEquals(7, standing().checkpoint().size());
    says(200, "a", 7, 9);
  }

  @Test
  void itRemembersOverAStart() throws Exception {
    says(200, "a", 0, 7);
    server.close();
    store.close();
    open();
    says(409, "b", 0, 9);
    says(422, "b", 7, 9);
    says(200, "a", 7, 9);
    var second =
        assertThrows(
            IOException.class,
            () -> WitnessStore.open(folder.resolve("state"), witness, List.of(log.key())));
    assertTrue(String.valueOf(second.getMessage()).contains("two on one state"), second::toString);
  }

  @Test
  void aStateThatTheLogDidNotSignIsRefused() throws Exception {
    says(200, "a", 0, 7);
    server.close();
    store.close();
    Path kept =
        folder.resolve("state").resolve(WitnessStore.hex(log.key().name())).resolve("checkpoint");
    Files.writeString(kept, Files.readString(kept).replace("\n7\n", "\n6\n"));
    IOException refused = assertThrows(IOException.class, this::open);
    assertTrue(String.valueOf(refused.getMessage()).contains("does not fit"), refused::toString);
  }

  @Test
  void ofManyAtOnceOneHistoryWins() throws Exception {
    says(200, "a", 0, 3);
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> forks =
          IntStream.range(0, 24)
              .<Callable<Integer>>mapToObj(i -> {
                // All grow out of the same three entries, each into another log.
                byte[] body = fork(i);
                return () -> answers.post(body).statusCode();
              })
              .toList();
      int signed = 0;
      for (var answer : threads.invokeAll(forks)) {
        assertTrue(List.of(200, 409).contains(answer.get()), answer.get()::toString);
        signed += answer.get() == 200 ? 1 : 0;
      }
      assertEquals(1, signed);
    }
    assertEquals(4, standing().checkpoint().size());
  }

  private byte[] fork(int number) {
    return answers.forked("a", 3, "fork " + number);
  }

  @Test
  void whatCanNotBeKeptIsNotCosigned() throws Exception {
    says(200, "a", 0, 3);
    Path kept = folder.resolve("state").resolve(WitnessStore.hex(log.key().name()));
    // In the way of the file that it would write.
    Path inTheWay = Files.createDirectories(kept.resolve("checkpoint.new/in"));
    says(500, "a", 3, 7);
    assertEquals(3, standing().checkpoint().size());
    Files.delete(inTheWay);
    says(200, "a", 3, 5);
  }
}
