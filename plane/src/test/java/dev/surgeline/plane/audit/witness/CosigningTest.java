package dev.surgeline.plane.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.LogWriter;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log in this process and witnesses in processes of their own.
final class CosigningTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
  private static final Cosigning.Pace FAST =
      new Cosigning.Pace(Duration.ofMillis(20), Duration.ofSeconds(2), Duration.ofMillis(500));

  @TempDir Path root;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<Jvm> witnesses = new ArrayList<>();
  private Home home;
  private AuditFolder folder;
  private VerifierKey key;

  @BeforeEach
  void log() throws IOException {
    home = Home.make(root.resolve("home"));
    folder = new AuditFolder(root.resolve("state"));
    LogWriter.open(folder, "test", said::add).close();
    key = folder.log().key().orElseThrow();
  }

  @AfterEach
  void nothingIsLeft() {
    witnesses.forEach(Jvm::close);
    home.clear();
  }

  private Jvm start(String name, int port) throws IOException {
    Jvm witness =
        Jvm.start(
            home.surge(
                "audit",
                "witness",
                "serve",
                "--key",
                "" + root.resolve(name + ".key"),
                "--name",
                name,
                "--log",
                "" + key,
                "--state",
                "" + root.resolve(name),
                "--port",
                "" + port));
    witnesses.add(witness);
    Until.holds("it listens: " + witness.said(), () -> !witness.out().isEmpty());
    return witness;
  }

  /// The line of a policy that a witness prints, under another name.
  private static String line(String name, Jvm witness) {
    return witness.out().getFirst().replaceFirst("^witness \\S+", "witness " + name) + "\n";
  }

  private static TrustPolicy policy(String lines) {
    return TrustPolicy.parse(lines.getBytes(StandardCharsets.UTF_8));
  }

  private Cosigning cosign(TrustPolicy policy) throws IOException {
    return Cosigning.start(folder, policy, FAST, InstantSource.system(), said::add);
  }

  private LogCheck.Result verify(TrustPolicy policy) {
    try {
      return LogCheck.verify(folder.log(), key, Optional.of(policy), Optional.empty());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private boolean cosignedUpTo(TrustPolicy policy, long size, int witnesses) {
    return verify(policy)
        .witnessed()
        .filter(one -> one.size() == size && one.cosigned() == witnesses)
        .isPresent();
  }

  private static void append(TransparencyLog log, int entries) throws IOException {
    for (int i = 0; i < entries; i++) {
      log.append(AT, new AuditEntry.Stopped());
    }
  }

  @Test
  void aQuorumOfProcessesCosignsAndOneThatIsGoneCatchesUp() throws Exception {
    Jvm first = start("first", 0);
    Jvm second = start("second", 0);
    TrustPolicy policy =
        policy(line("W1", first) + line("W2", second) + "group W any W1 W2\nquorum W\n");
    String at = line("W2", second).strip();
    int port = Integer.parseInt(at.substring(at.lastIndexOf(':') + 1));
    try (TransparencyLog log = TransparencyLog.open(folder, "test", said::add);
        Cosigning _ = cosign(policy)) {
      append(log, 3);
      Until.holds("both cosigned: " + said, () -> cosignedUpTo(policy, 3, 2));
      second.kill();
      append(log, 300);
      Until.holds("one is enough: " + said, () -> cosignedUpTo(policy, 303, 1));
      // The same state, key and port.
      start("second", port);
      Until.holds("it caught up: " + said, () -> cosignedUpTo(policy, 303, 2));
      Until.holds("it is said: " + said, () -> said.contains("audit witness W2: works again"));
    }
    TrustPolicy other = policy(line("W1", first) + "quorum none\n");
    assertTrue(verify(other).ok());
    // Without the cosigned checkpoint the log still holds, but nobody says that it is the one.
    Files.delete(folder.log().cosignedFile());
    assertTrue(LogCheck.verify(folder.log(), key, Optional.empty(), Optional.empty()).ok());
    assertEquals(
        Optional.of(
            "cosigned by no known witness, 0 of 2 witnesses, and the policy asks for W, 1 of W1,"
                + " W2"),
        verify(policy).problem());
  }

  @Test
  void noEntryWaitsForAWitnessThatHangsAndPeopleAreTold() throws Exception {
    Jvm first = start("first", 0);
    // Takes the connection, and never answers.
    try (ServerSocket silent = new ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress())) {
      String lines =
          line("W1", first)
              + "witness W2 "
              + stranger()
              + " http://127.0.0.1:"
              + silent.getLocalPort()
              + "\n";
      TrustPolicy both = policy(lines + "group W all W1 W2\nquorum W\n");
      try (TransparencyLog log = TransparencyLog.open(folder, "test", said::add);
          Cosigning cosigning = cosign(both)) {
        long began = System.nanoTime();
        append(log, 20);
        assertTrue(
            Duration.ofNanos(System.nanoTime() - began).compareTo(FAST.answer()) < 0,
            "entries waited for a witness");
        Until.holds("the alarm: " + said, () -> cosigning.alarm().isPresent());
        String sentence = cosigning.alarm().orElseThrow().sentence();
        assertTrue(
            sentence.contains("W1, 1 of 2, and the policy asks for W, 2 of W1, W2"), sentence);
        assertTrue(said.contains("ALERT " + sentence), said::toString);
        assertFalse(Files.exists(folder.log().cosignedFile()));
        assertFalse(verify(both).ok());
      }
    }
  }

  private VerifierKey stranger() throws IOException {
    return dev.surgeline.plane.audit.LogKey.create(
            root.resolve("stranger.key"), "stranger", VerifierKey.Type.COSIGNATURE)
        .key();
  }

  @Test
  void aLogThatWasForkedIsNotCosignedAnyMore() throws Exception {
    Jvm first = start("first", 0);
    TrustPolicy policy = policy(line("W1", first) + "quorum W1\n");
    try (TransparencyLog log = TransparencyLog.open(folder, "test", said::add);
        Cosigning _ = cosign(policy)) {
      append(log, 5);
      Until.holds("it cosigned: " + said, () -> cosignedUpTo(policy, 5, 1));
    }
    // Whoever has the key writes the log anew, longer, and nobody who looks at it alone sees that.
    byte[] cosigned = Files.readAllBytes(folder.log().cosignedFile());
    Path keyFile = folder.key();
    AuditFolder forged = new AuditFolder(root.resolve("forged"));
    Files.createDirectory(forged.state());
    Files.copy(keyFile, forged.key(), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    folder = forged;
    try (TransparencyLog log = TransparencyLog.open(forged, "test", said::add)) {
      for (int i = 0; i < 9; i++) {
        log.append(AT.plusSeconds(1), new AuditEntry.Stopped());
      }
      try (Cosigning cosigning = cosign(policy)) {
        Until.holds("the alarm: " + said, () -> cosigning.alarm().isPresent());
      }
    }
    assertTrue(
        said.stream().anyMatch(one -> one.contains("it saw another history of this log")),
        said::toString);
    assertTrue(LogCheck.verify(forged.log(), key, Optional.empty(), Optional.empty()).ok());
    assertFalse(verify(policy).ok());
    Files.write(forged.log().cosignedFile(), cosigned);
    assertTrue(
        verify(policy).problem().orElseThrow().contains("not the one that the cosigned checkpoint"),
        () -> "" + verify(policy));
  }

  @Test
  void aPolicyThatCanNotBeFollowedIsRefusedAtTheStart() throws Exception {
    VerifierKey stranger = stranger();
    String witness = "witness W1 " + stranger;
    assertThrows(Unverified.class, () -> cosign(policy(witness + "\nquorum W1\n")));
    assertThrows(Unverified.class, () -> cosign(policy(witness + " nowhere\nquorum W1\n")));
    VerifierKey other =
        dev.surgeline.plane.audit.LogKey.create(
                root.resolve("other.key"), "other", VerifierKey.Type.LOG)
            .key();
    TrustPolicy others =
        policy("log " + other + "\n" + witness + " http://127.0.0.1:1\nquorum W1\n");
    assertThrows(Unverified.class, () -> cosign(others));
  }
}
