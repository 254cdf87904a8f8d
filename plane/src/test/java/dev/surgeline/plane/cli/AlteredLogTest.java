package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge audit` on logs that somebody changed, in their files or on their way.
final class AlteredLogTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  @TempDir Path state;
  @TempDir Path forged;
  private AuditFolder folder;

  @BeforeEach
  void write() throws IOException {
    folder = log(state, "beds", 3);
  }

  private static AuditFolder log(Path state, String workload, int entries) throws IOException {
    AuditFolder made = new AuditFolder(state);
    try (TransparencyLog log = TransparencyLog.open(made, "surgeline/test", _ -> {})) {
      for (int i = 0; i < entries; i++) {
        log.append(
            AT, new AuditEntry.Alerted(new Effect.Alert(AT, new WorkloadName(workload), "late")));
      }
    }
    return made;
  }

  /// Serves the true checkpoint once, and from then on all of another log.
  private HttpServer evil(AuditFolder other) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicBoolean turned = new AtomicBoolean();
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath().substring(1);
          boolean first = path.equals("checkpoint") && turned.compareAndSet(false, true);
          Path file = (first ? folder : other).log().folder().resolve(path);
          byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
          exchange.sendResponseHeaders(
              content.length > 0 ? 200 : 404, content.length > 0 ? content.length : -1);
          if (content.length > 0) {
            exchange.getResponseBody().write(content);
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void whatAServerSwapsAfterItsCheckpointWasVerifiedIsNotBelieved() throws IOException {
    AuditFolder other = log(forged, "forged", 3);
    VerifierKey key = folder.log().key().orElseThrow();
    for (List<String> command :
        List.of(
            List.of("query", "--scan"),
            List.of("query", "--index", state.resolve("i").toString()),
            List.of("report"),
            List.of("fsck"),
            List.of("export", "--format", "oscal"))) {
      HttpServer server = evil(other);
      try {
        Object[] words = new Object[command.size() + 5];
        words[0] = "audit";
        System.arraycopy(command.toArray(), 0, words, 1, command.size());
        words[command.size() + 1] = "--log";
        words[command.size() + 2] = "http://127.0.0.1:" + server.getAddress().getPort();
        words[command.size() + 3] = "--key";
        words[command.size() + 4] = key;
        Ended ended = Ended.of(words);
        assertEquals(1, ended.exit(), () -> command + " " + ended);
        assertFalse(ended.out().contains("forged"), () -> command + " " + ended);
      } finally {
        server.stop(0);
      }
    }
  }

  private Path bundle() {
    return folder.log().folder().resolve("tile/entries/000.p/3");
  }

  private static void replace(Path file, String old, String with) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains(old), text);
    Files.writeString(file, text.replaceFirst(old, with), StandardCharsets.ISO_8859_1);
  }

  @Test
  void everyReaderSaysOnAnAlteredLogThatItDoesNotHold() throws IOException {
    byte[] right = Files.readAllBytes(bundle());
    // As JSON, and as none.
    for (String with : List.of("\"bids\"", "\"be}s\"", "\"bed\"s")) {
      Files.write(bundle(), right);
      replace(bundle(), "\"beds\"", with);
      for (List<String> command :
          List.of(
              List.of("query", "--scan"),
              List.of("query"),
              List.of("index", "rebuild"),
              List.of("show", "0"),
              List.of("prove", "0"),
              List.of("report"),
              List.of("fsck"))) {
        Object[] words = new Object[command.size() + 4];
        words[0] = "audit";
        System.arraycopy(command.toArray(), 0, words, 1, command.size());
        words[command.size() + 1] = "--log";
        words[command.size() + 2] = state;
        words[command.size() + 3] = "--json";
        Ended ended = Ended.of(words);
        assertEquals(1, ended.exit(), () -> with + command + " " + ended);
        assertTrue(ended.out().startsWith("{\n  \"ok\": false,\n"), () -> with + command + ended);
      }
      Ended.of("audit", "export", "--format", "csv", "--log", state)
          .says(1, "surge audit fsck says");
    }
  }

  @Test
  void partsOfATileThatAreServedAreComparedToo() throws IOException {
    Path tile = folder.log().folder().resolve("tile");
    Ended.of("audit", "fsck", "--log", state).says(0, "every byte of 3 entries");
    Path hashes = tile.resolve("0/000.p/1");
    Path entries = tile.resolve("entries/000.p/2");
    for (Path part : List.of(hashes, entries)) {
      byte[] right = Files.readAllBytes(part);
      byte[] wrong = right.clone();
      wrong[20] ^= 1;
      Files.write(part, wrong);
      Ended.of("audit", "fsck", "--log", state)
          .says(1, tile.relativize(part) + " is not the beginning of tile/");
      Files.write(part, right);
    }
    Ended.of("audit", "fsck", "--log", state).says(0, "every byte of 3 entries");
  }

  @Test
  void aMirrorIsKeptInNoFolderThatHoldsSomethingElse() throws IOException {
    Path log = folder.log().folder();
    Path notes = Files.createDirectory(forged.resolve("notes"));
    Files.writeString(notes.resolve("whales.txt"), "blue");
    Path file = Files.writeString(forged.resolve("file"), "");
    for (Path wrong : List.of(state, log, notes, file)) {
      List<Path> before = files(wrong);
      Ended.of("audit", "mirror", wrong, "--log", state).says(2, "surge: " + wrong);
      assertEquals(before, files(wrong));
    }
    Path mirror = forged.resolve("mirror");
    Ended.of("audit", "mirror", mirror, "--log", state).says(0, "3 entries of surgeline/test/");
    Ended.of("audit", "mirror", mirror, "--log", state).says(0, "0 of them new");
    Ended.of("audit", "mirror", mirror, "--log", mirror).says(2, "is the log itself");
    Path empty = Files.createDirectory(forged.resolve("empty"));
    Ended.of("audit", "mirror", empty, "--log", mirror).says(0, "3 of them new");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatNeverEndsIsNotRead() throws Exception {
    Path zero = Path.of("/dev/zero");
    for (Path file : List.of(bundle(), folder.log().folder().resolve("tile/0/000.p/3"))) {
      byte[] right = Files.readAllBytes(file);
      Files.delete(file);
      Files.createSymbolicLink(file, zero);
      Ended.of("audit", "fsck", "--log", state).says(1, "is no regular file");
      Files.delete(file);
      assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
      Ended.of("audit", "fsck", "--log", state).says(1, "is no regular file");
      Ended.of("audit", "show", "0", "--log", state).says(1, "is no regular file");
      Files.delete(file);
      Files.write(file, right);
    }
  }
}
