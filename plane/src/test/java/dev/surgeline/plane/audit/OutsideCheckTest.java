package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log of ours, checked with a shell, openssl and sha256sum: the script that docs/operate gives
/// to an auditor, which has nothing of ours in it.
final class OutsideCheckTest {
  @TempDir Path state;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    for (String tool : List.of("openssl", "sha256sum", "awk", "base64", "od")) {
      Assumptions.assumeTrue(
          run("command -v " + tool) == 0, tool + " is not on this machine (apt-get install it)");
    }
    Assumptions.assumeTrue(
        run("openssl version | grep -q '^OpenSSL [3-9]'") == 0, "this openssl is older than 3");
    try (LogWriter writer = LogWriter.open(new AuditFolder(state), "outside", _ -> {})) {
      writer.append(
          IntStream.range(0, 300)
              .mapToObj(i -> ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8))
              .toList());
    }
    log = new AuditFolder(state).log().folder();
    Path docs = Path.of(System.getProperty("surge.home", "..")).resolve("docs/operate/README.md");
    String text = Files.readString(docs);
    int begin = text.indexOf("# verify-checkpoint.sh");
    assertTrue(begin > 0, "docs/operate has the script");
    String script = text.substring(begin, text.indexOf("```", begin));
    Files.writeString(state.resolve("verify-checkpoint.sh"), script);
  }

  private int run(String command) throws IOException {
    return new Shell(state).run(command);
  }

  private int check() throws IOException {
    return run("sh verify-checkpoint.sh audit/checkpoint audit/vkey");
  }

  @Test
  void opensslBelievesTheCheckpointAndNoneThatWasTamperedWith() throws IOException {
    assertEquals(0, check(), this::text);
    assertTrue(text().contains("300 entries"), this::text);
    byte[] right = Files.readAllBytes(log.resolve("checkpoint"));
    for (int i = 0; i < right.length; i += 7) {
      byte[] wrong = right.clone();
      wrong[i] ^= 1;
      Files.write(log.resolve("checkpoint"), wrong);
      assertNotEquals(0, check(), "byte " + i);
    }
    String sized = new String(right, StandardCharsets.UTF_8).replace("\n300\n", "\n299\n");
    Files.writeString(log.resolve("checkpoint"), sized);
    assertNotEquals(0, check(), "another size");
  }

  @Test
  void opensslBelievesALogWhoseKeyWasChangedByEitherKey() throws IOException {
    Path key = state.resolve("audit/vkey");
    byte[] old = Files.readAllBytes(key);
    KeyRotation.rotate(new AuditFolder(state), Instant.EPOCH, _ -> {});
    assertEquals(0, check(), this::text);
    Files.write(key, old);
    assertEquals(0, check(), this::text);
  }

  private String text() {
    return new Shell(state).said();
  }

  @Test
  void sha256sumFindsTheHashOfAnEntryInItsTile() throws IOException {
    // Entry 7: the leaf's hash is over a zero byte and the entry.
    String leaf = "(printf '\\000'; printf '{\"n\":7}') | sha256sum | cut -d' ' -f1";
    String tile =
        "dd if=audit/tile/0/000 bs=32 skip=7 count=1 2>/dev/null | od -An -v -tx1 | tr -d ' \\n'";
    assertEquals(0, run("test \"$( " + leaf + ")\" = \"$(" + tile + ")\""), this::text);
    String other = leaf.replace("7}", "8}");
    assertNotEquals(0, run("test \"$( " + other + ")\" = \"$(" + tile + ")\""));
  }
}
