package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.audit.WitnessRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log of ours and the proofs that we give, judged by others' code: Go's packages for such logs
/// (golang.org/x/mod/sumdb), and sigstore's verifier. Each must refuse what was tampered with.
final class OthersCheckTest {
  /// Two full bundles and a part; the tiles have a second level.
  private static final int ENTRIES = 600;

  private static final Path PLANE =
      Path.of(System.getProperty("surge.home", "..")).resolve("plane");
  private static final Path SOURCES =
      PLANE.resolve("src/test/resources/dev/surgeline/plane/audit").toAbsolutePath();
  private static final Path TOOLS = PLANE.resolve("target/others").toAbsolutePath();
  private static final String GO_PACKAGES = "/usr/share/gocode";
  private static final String PROOFS = "proofs";

  /// A file that is changed, and how.
  private record Tampering(String file, UnaryOperator<byte[]> change) {
    static Tampering bit(String file, int at) {
      return new Tampering(
          file,
          bytes -> {
            bytes[at < 0 ? bytes.length + at : at] ^= 1;
            return bytes;
          });
    }

    static Tampering text(String file, String from, String to) {
      return new Tampering(
          file,
          bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertTrue(text.contains(from), file + " holds " + from);
            return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
          });
    }
  }

  /// Both tools read these.
  private static final List<Tampering> COMMON =
      List.of(
          Tampering.text("audit/checkpoint", "\n600\n", "\n599\n"),
          Tampering.text("audit/checkpoint", "outside/", "inside/"),
          Tampering.bit("audit/checkpoint", 60),
          Tampering.text("audit/tile/entries/000", "\"n\":17}", "\"n\":18}"),
          Tampering.text("audit/tile/entries/002.p/88", "\"n\":599}", "\"n\":600}"),
          Tampering.text(PROOFS + "/17.tlog-proof", "index 17", "index 18"),
          Tampering.text(PROOFS + "/599.tlog-proof", "\n600\n", "\n601\n"),
          new Tampering(PROOFS + "/300.tlog-proof", OthersCheckTest::withoutAHash));

  private static final List<Tampering> TREE =
      List.of(
          Tampering.bit("audit/tile/0/000", 0),
          Tampering.bit("audit/tile/0/001", -1),
          Tampering.bit("audit/tile/0/002.p/88", 100),
          Tampering.bit("audit/tile/1/000.p/2", 32),
          Tampering.text(PROOFS + "/300.grown", "old 300", "old 301"),
          new Tampering(PROOFS + "/511.grown", OthersCheckTest::withoutAHash));

  @TempDir Path state;
  private Shell shell;

  @BeforeEach
  void write() throws IOException {
    shell = new Shell(state);
    AuditFolder folder = new AuditFolder(state);
    try (LogWriter writer = LogWriter.open(folder, "outside", _ -> {})) {
      List<byte[]> entries =
          IntStream.range(0, ENTRIES)
              .mapToObj(i -> ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8))
              .toList();
      writer.append(entries.subList(0, 100));
      writer.append(entries.subList(100, ENTRIES));
    }
    LogFolder log = folder.log();
    VerifierKey key = log.key().orElseThrow();
    SignedNote note = SignedNote.parse(log.checkpoint());
    Tree tree = new Tree(ENTRIES, new TileSubtrees(ENTRIES, log));
    Path proofs = Files.createDirectory(state.resolve(PROOFS));
    for (int i = 0; i < ENTRIES; i++) {
      Files.writeString(
          proofs.resolve(i + ".tlog-proof"), ProvenEntry.of(log, key, i).proof().text());
      Files.write(
          proofs.resolve(i + 1 + ".grown"),
          new WitnessRequest(i + 1, tree.consistency(i + 1).path(), note).bytes());
    }
  }

  private static byte[] withoutAHash(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    int last = text.lastIndexOf('\n', end - 1);
    return (text.substring(0, last) + text.substring(end)).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void goFindsTheTreeAndEachProofRightAndNoneThatWasTamperedWith() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(Path.of(GO_PACKAGES, "src/golang.org/x/mod/sumdb")),
        "Go's packages are not on this machine (apt-get install golang-golang-x-mod-dev)");
    Assumptions.assumeTrue(
        shell.run("command -v go") == 0, "go is not on this machine (apt-get install golang-go)");
    String build =
        "GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local GOPATH=%s GOCACHE=%s go build -o checklog %s"
            .formatted(GO_PACKAGES, TOOLS.resolve("go-cache"), SOURCES.resolve("go/checklog.go"));
    assertEquals(0, shell.run(build), shell::said);
    believesAndRefuses(
        "./checklog audit vkey proofs",
        "600 entries, 600 proofs of inclusion, 600 of growth\n",
        Stream.concat(COMMON.stream(), TREE.stream()).toList());
  }

  @Test
  void sigstoreFindsEachProofRightAndNoneThatWasTamperedWith() throws IOException {
    Assumptions.assumeTrue(
        shell.run("command -v node && command -v npm") == 0,
        "npm is not on this machine (apt-get install npm)");
    Path packages = TOOLS.resolve("npm");
    Assumptions.assumeTrue(installed(packages), "npm could not install @sigstore/verify");
    String check =
        "NODE_PATH=%s node %s audit vkey proofs"
            .formatted(packages.resolve("node_modules"), SOURCES.resolve("npm/checklog.js"));
    believesAndRefuses(check, "600 proofs of inclusion\n", COMMON);
  }

  /// What the lock file names, once; a later run needs no network.
  private boolean installed(Path packages) throws IOException {
    Path done = packages.resolve("installed.json");
    Path lock = SOURCES.resolve("npm/package-lock.json");
    if (Files.exists(done) && Files.mismatch(done, lock) < 0) {
      return true;
    }
    Files.createDirectories(packages);
    for (String name : List.of("package.json", "package-lock.json")) {
      Files.copy(
          SOURCES.resolve("npm").resolve(name),
          packages.resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    String options =
        "--ignore-scripts --no-audit --no-fund --fetch-retries 1 --fetch-timeout 20000";
    if (shell.run("npm ci --prefix " + packages + " " + options) != 0) {
      System.err.println(shell.said());
      return false;
    }
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private void believesAndRefuses(String check, String said, List<Tampering> tamperings)
      throws IOException {
    Path key = new AuditFolder(state).log().keyFile();
    Files.copy(key, state.resolve("vkey"));
    assertEquals(0, shell.run(check), shell::said);
    assertEquals(said, shell.said());
    tamperings.forEach(one -> refuses(check, one));
    VerifierKey right = VerifierKey.parse(Files.readString(key).strip());
    VerifierKey other = LogKey.create(state.resolve("other.key"), "other", right.type()).key();
    Files.writeString(
        state.resolve("vkey"), VerifierKey.of(right.name(), right.type(), other.raw()).toString());
    assertEquals(1, shell.run(check), () -> "another key: " + shell.said());
  }

  private void refuses(String check, Tampering tampering) {
    Path file = state.resolve(tampering.file());
    try {
      byte[] right = Files.readAllBytes(file);
      Files.write(file, tampering.change().apply(right.clone()));
      assertEquals(1, shell.run(check), () -> tampering.file() + ": " + shell.said());
      Files.write(file, right);
      assertEquals(0, shell.run(check), shell::said);
    } catch (IOException failed) {
      throw new AssertionError(tampering.file(), failed);
    }
  }
}
