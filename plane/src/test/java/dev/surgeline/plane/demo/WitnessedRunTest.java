package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogWriter;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.RunningGateway;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge run --audit-policy` and `surge audit witness serve`, each a process, as a hospital and an
/// auditor run them.
final class WitnessedRunTest {
  @TempDir Path root;
  private Home home;
  private RunningGateway gateway;
  private AuditFolder folder;

  @BeforeEach
  void aGatewayAndALog() throws IOException {
    home = Home.make(root);
    gateway = RunningGateway.start(home);
    Files.writeString(home.documents(), Hospital.documents("2s", "3s", 2, Home.bedsCommand()));
    folder = new AuditFolder(root.resolve("state"));
    LogWriter.open(folder, "test", _ -> {}).close();
  }

  @AfterEach
  void nothingIsLeft() {
    gateway.close();
    home.clear();
  }

  private Jvm run(Path policy) throws IOException {
    ProcessBuilder builder = home.surge("run", "-f", "" + home.documents());
    List<String> words = builder.command();
    words.addAll(List.of("--state", "" + folder.state(), "--gateway", "" + gateway.url()));
    words.addAll(List.of("--gateway-admin", "" + gateway.admin()));
    words.addAll(List.of("--gateway-token-file", "" + gateway.tokenFile()));
    words.addAll(List.of("--dashboard-port", "0", "--on-exit", "stop"));
    words.addAll(List.of("--audit-policy", "" + policy));
    return Jvm.start(builder);
  }

  private Jvm audit(String... words) throws IOException {
    ProcessBuilder builder = home.surge("audit");
    builder.command().addAll(List.of(words));
    return Jvm.start(builder);
  }

  private Jvm verify(Path policy) throws IOException {
    return audit("verify", "--log", "" + folder.log().folder(), "--policy", "" + policy);
  }

  private void runUntilCosigned(Path policy) throws IOException {
    try (Jvm plane = run(policy)) {
      Until.holds(
          "a cosigned checkpoint; it said " + plane.said(),
          () -> Files.exists(folder.log().cosignedFile()) || !plane.alive());
      assertTrue(plane.alive(), plane::said);
      plane.signal("TERM");
      assertEquals(143, plane.exit(), plane::said);
    }
  }

  @Test
  void theWitnessCosignsWhatThePlaneWrites() throws Exception {
    VerifierKey key = folder.log().key().orElseThrow();
    try (Jvm witness = serve("--key", "" + root.resolve("w.key"), "--port", "0")) {
      Until.holds("it listens: " + witness.said(), () -> !witness.out().isEmpty());
      String line = witness.out().getFirst();
      String name = line.split(" ")[1];
      Path policy = root.resolve("audit.policy");
      Files.writeString(policy, "log " + key + "\n" + line + "\nquorum " + name + "\n");
      try (Jvm early = verify(policy)) {
        assertEquals(1, early.exit(), early::said);
        assertTrue(early.said().contains("cosigned by no known witness, 0 of 1"), early::said);
      }
      runUntilCosigned(policy);
      try (Jvm verified = verify(policy)) {
        assertEquals(0, verified.exit(), verified::said);
        assertTrue(
            verified.said().contains("cosigned by 1 of 1 witnesses (" + name + ") up to entry "),
            verified::said);
      }
      Path others = root.resolve("others.policy");
      Files.writeString(
          others, Files.readString(policy).replaceFirst("log [^\n]*", "log " + key(2)));
      refused(run(others), "others.policy: the policy is for other/");
      refused(verify(others), "cosigned by no known witness", "the checkpoint is of the log");
    }
  }

  private VerifierKey key(int number) throws IOException {
    AuditFolder other = new AuditFolder(root.resolve("other-" + number));
    LogWriter.open(other, "other", _ -> {}).close();
    return other.log().key().orElseThrow();
  }

  private static void refused(Jvm process, String... any) {
    try (process) {
      assertTrue(process.exit() != 0, process::said);
      assertTrue(
          List.of(any).stream().anyMatch(one -> process.said().contains(one)), process::said);
    }
  }

  @Test
  void wrongUsageIsOneSentence() throws Exception {
    Path logs = folder.key();
    refused(serve("--key", "" + logs, "--port", "0"), "is a log's key, and a witness has one of");
    refused(serve("--key", "" + root.resolve("w"), "--port", "70000"), "--port is 0 to 65535");
    Path file = root.resolve("bad.policy");
    Files.writeString(file, "quorum none\nwho\n");
    refused(run(file), "bad.policy: line 2: ");
    refused(verify(file), "bad.policy: line 2: ");
  }

  private Jvm serve(String... more) throws IOException {
    ProcessBuilder builder =
        home.surge(
            "audit",
            "witness",
            "serve",
            "--log",
            "" + folder.log().keyFile(),
            "--state",
            "" + root.resolve("w-state"));
    builder.command().addAll(List.of(more));
    return Jvm.start(builder);
  }
}
