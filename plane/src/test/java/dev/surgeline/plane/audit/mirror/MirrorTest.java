package dev.surgeline.plane.audit.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.KeyRotation;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.LogWriter;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of a log that grows, is cut, forked and altered; and of copying that is killed.
final class MirrorTest {
  @TempDir Path folder;
  private Path state;
  private Path copy;

  @BeforeEach
  void folders() throws IOException {
    state = Files.createDirectory(folder.resolve("state"));
    copy = folder.resolve("copy");
  }

  private static void grow(Path state, int size, String word) throws IOException {
    try (LogWriter writer = LogWriter.open(new AuditFolder(state), "clinic", _ -> {})) {
      writer.append(
          IntStream.range((int) writer.size(), size)
              .mapToObj(i -> (word + " " + i).getBytes(StandardCharsets.UTF_8))
              .toList());
    }
  }

  private static LogFolder log(Path state) {
    return new AuditFolder(state).log();
  }

  private VerifierKey key() throws IOException {
    return log(state).key().orElseThrow();
  }

  private Mirror.Step step(Path from) throws IOException {
    try (Mirror mirror = Mirror.open(log(from), key(), copy)) {
      return mirror.step();
    }
  }

  private String refused(Path from) {
    return String.valueOf(assertThrows(Unverified.class, () -> step(from)).getMessage());
  }

  /// The copy is whole, and grew out of every smaller checkpoint that was seen.
  private void holds(long size) throws IOException {
    whole(size);
    for (Path since : seen()) {
      byte[] note = Files.readAllBytes(since);
      LogCheck.Result result = LogCheck.verify(new LogFolder(copy), key(), Optional.of(note));
      assertTrue(
          result.ok() || result.since().filter(it -> it.size() > size).isPresent(),
          result::toString);
    }
  }

  private void whole(long size) throws IOException {
    LogFolder held = new LogFolder(copy);
    assertEquals(Optional.of(key()), held.key());
    LogCheck.Result result = LogCheck.verify(held, key(), Optional.empty());
    assertTrue(result.ok(), result::toString);
    assertEquals(Optional.of(size), result.size());
    assertEquals(List.of(), Fsck.run(held, key()).problems());
  }

  private List<Path> seen() throws IOException {
    try (Stream<Path> files = Files.list(copy.resolve("checkpoints"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void itGrowsWithTheLogAndKeepsEachCheckpoint() throws IOException {
    long before = 0;
    int steps = 0;
    for (int size : List.of(0, 1, 255, 256, 257, 257, 600, 1024)) {
      grow(state, size, "record");
      Mirror.Step step = step(state);
      assertEquals(before, step.before());
      assertEquals(size, step.size());
      holds(size);
      steps += size > before || steps == 0 ? 1 : 0;
      assertEquals(steps, seen().size());
      before = size;
    }
    try (Stream<Path> files = Files.walk(copy)) {
      List<Path> parts =
          files.filter(it -> it.toString().contains(".p") && Files.isRegularFile(it)).toList();
      // What a full tile was is not kept; no bundle of 1024 entries is a part, the level above is.
      assertTrue(
          parts.stream().allMatch(it -> it.startsWith(copy.resolve("tile/1/000.p"))),
          parts::toString);
    }
  }

  @Test
  void aLogThatWasSetBackIsRefusedAndBothCheckpointsAreKept() throws IOException {
    grow(state, 300, "record");
    Path older = copied(state, "older");
    grow(state, 600, "record");
    step(state);
    assertTrue(refused(older).startsWith("the log was set back: it has 300 entries"));
    assertEquals(2, seen().size());
    holds(600);
    grow(state, 700, "record");
    assertEquals(700, step(state).size());
  }

  private Path copied(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }

  @Test
  void aForkIsRefusedWhateverItsSize() throws IOException {
    grow(state, 300, "record");
    Path fork = copied(state, "fork");
    grow(state, 600, "record");
    step(state);
    grow(fork, 600, "other");
    assertTrue(refused(fork).startsWith("the log was forked: its 600 entries"));
    grow(fork, 900, "other");
    String said = refused(fork);
    assertTrue(said.startsWith("the log was forked: its 900 entries"), said);
    assertTrue(said.contains("keep this folder as evidence"), said);
    assertEquals(3, seen().size());
    whole(600);
  }

  @Test
  void whatDoesNotLeadToTheRootIsNotTakenOver() throws IOException {
    grow(state, 300, "record");
    step(state);
    grow(state, 900, "record");
    Path bundle = log(state).folder().resolve("tile/entries/002");
    byte[] right = Files.readAllBytes(bundle);
    byte[] wrong = right.clone();
    wrong[wrong.length / 2] ^= 1;
    Files.write(bundle, wrong);
    assertTrue(refused(state).contains("do not lead to the root that it signed"));
    holds(300);
    Files.write(bundle, new byte[] {0});
    assertTrue(refused(state).contains("do not lead to the root that it signed"));
    Files.write(bundle, right);
    assertEquals(900, step(state).size());
    holds(900);
  }

  @Test
  void whatAnEarlierStepLeftIsBelievedOnlyIfItIsRight() throws IOException {
    grow(state, 300, "record");
    step(state);
    grow(state, 900, "record");
    Files.writeString(copy.resolve("tile/entries/001"), "half of a bun");
    assertEquals(900, step(state).size());
    holds(900);
  }

  @Test
  void aFolderIsOfOneLogAndOneMirror(@TempDir Path elsewhere) throws IOException {
    grow(state, 10, "record");
    grow(elsewhere, 10, "record");
    step(state);
    VerifierKey other = log(elsewhere).key().orElseThrow();
    IOException refused =
        assertThrows(IOException.class, () -> Mirror.open(log(elsewhere), other, copy));
    assertTrue(String.valueOf(refused.getMessage()).contains("is a mirror of"));
    assertThrows(Unverified.class, () -> step(elsewhere));
    try (Mirror first = Mirror.open(log(state), key(), copy)) {
      assertThrows(IOException.class, () -> Mirror.open(log(state), key(), copy));
      assertEquals(10, first.step().size());
    }
  }

  @Test
  void aKeyThatFollowsAnotherIsFollowed() throws IOException {
    grow(state, 300, "record");
    step(state);
    VerifierKey first = key();
    KeyRotation.rotate(new AuditFolder(state), Instant.parse("2026-11-22T00:00:00Z"), _ -> {});
    KeyRotation.retire(new AuditFolder(state), _ -> {});
    grow(state, 600, "record");
    VerifierKey second = key();
    for (VerifierKey known : List.of(first, second)) {
      try (Mirror mirror = Mirror.open(log(state), known, copy)) {
        assertEquals(600, mirror.step().size());
      }
      byte[] since = Files.readAllBytes(seen().getFirst());
      LogCheck.Result result = LogCheck.verify(new LogFolder(copy), known, Optional.of(since));
      assertTrue(result.ok(), result::toString);
      assertEquals(1, result.rotations().size());
    }
    VerifierKey never = VerifierKey.of(first.name(), first.type(), new byte[32]);
    try (Mirror mirror = Mirror.open(log(state), never, copy)) {
      assertThrows(Unverified.class, mirror::step);
    }
  }

  /// A server of the folder's files, which says what was asked for and may be slow.
  private record Server(HttpServer http, ConcurrentMap<String, AtomicInteger> asked)
      implements AutoCloseable {
    static Server start(Path folder, boolean slow) throws IOException {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ConcurrentMap<String, AtomicInteger> asked = new ConcurrentHashMap<>();
      http.createContext(
          "/",
          exchange -> {
            String path = exchange.getRequestURI().getPath().substring(1);
            asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
            Path file = folder.resolve(path);
            boolean there = Files.isRegularFile(file);
            byte[] body = there ? Files.readAllBytes(file) : new byte[0];
            if (slow) {
              pause();
            }
            exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      http.start();
      return new Server(http, asked);
    }

    private static void pause() {
      try {
        Thread.sleep(2);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    String url() {
      return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    long bundles() {
      return asked.keySet().stream().filter(path -> path.startsWith("tile/entries/")).count();
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  private Jvm mirror(String url, Object... more) throws IOException {
    List<String> words =
        Stream.concat(
                Stream.of("audit", "mirror", "--log", url, "--key", key(), copy), Stream.of(more))
            .map(Object::toString)
            .toList();
    return Jvm.start(Main.class, List.of("-Xshare:auto"), words);
  }

  @Test
  void whatIsKilledGoesOnWhereItWas() throws Exception {
    int bundles = 120;
    grow(state, bundles * 256 + 7, "record");
    try (Server server = Server.start(log(state).folder(), true)) {
      for (int kill = 1; kill <= 3; kill++) {
        int enough = kill * bundles / 4;
        try (Jvm process = mirror(server.url())) {
          Until.holds("it copies", () -> server.bundles() > enough);
          process.kill();
        }
        assertTrue(Files.notExists(copy.resolve("checkpoint")), "it was not done yet");
      }
      try (Jvm last = mirror(server.url(), "--json")) {
        assertEquals(0, last.exit(), last::said);
        assertTrue(last.said().contains("\"size\": " + (bundles * 256 + 7)), last::said);
      }
      holds(bundles * 256 + 7);
      // One of each, and again what was under way at a kill.
      int all = server.asked().values().stream().mapToInt(AtomicInteger::get).sum();
      assertTrue(all < bundles + 60, all + " requests for " + bundles + " bundles");
    }
  }

  @Test
  void theCommandFollowsUntilTheLogIsRefused() throws Exception {
    grow(state, 300, "record");
    Path fork = copied(state, "fork");
    try (Server server = Server.start(log(state).folder(), false);
        Jvm process = mirror(server.url(), "--follow")) {
      Until.holds("it copies", () -> process.said().contains("300 entries of clinic/"));
      grow(state, 600, "record");
      Until.holds("it copies", () -> process.said().contains("600 entries of clinic/"));
      grow(fork, 900, "other");
      // The log's files are those of the fork from now on.
      try (Stream<Path> files = Files.walk(log(fork).folder())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = log(state).folder().resolve(log(fork).folder().relativize(file).toString());
          Files.createDirectories(to.getParent());
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      assertEquals(1, process.exit(), process::said);
      assertTrue(process.said().contains("the log was forked"), process::said);
      assertNotEquals(0, seen().size());
    }
    holds(600);
  }
}
