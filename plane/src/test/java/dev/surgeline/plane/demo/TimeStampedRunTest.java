package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.OpenSslAuthority;
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

/// `surge run --audit-tsa`, a process, and an auditor who reads its log over HTTP and in a folder.
final class TimeStampedRunTest {
  @TempDir Path root;
  private Home home;
  private RunningGateway gateway;
  private AuditFolder folder;

  @BeforeEach
  void aGateway() throws IOException {
    home = Home.make(root);
    gateway = RunningGateway.start(home);
    Files.writeString(home.documents(), Hospital.documents("2s", "3s", 2, Home.bedsCommand()));
    folder = new AuditFolder(root.resolve("state"));
  }

  @AfterEach
  void nothingIsLeft() {
    gateway.close();
    home.clear();
  }

  private Jvm run(String... more) throws IOException {
    ProcessBuilder builder = home.surge("run", "-f", "" + home.documents());
    List<String> words = builder.command();
    words.addAll(List.of("--state", "" + folder.state(), "--gateway", "" + gateway.url()));
    words.addAll(List.of("--gateway-admin", "" + gateway.admin()));
    words.addAll(List.of("--gateway-token-file", "" + gateway.tokenFile()));
    words.addAll(List.of("--dashboard-port", "0", "--on-exit", "stop"));
    words.addAll(List.of(more));
    return Jvm.start(builder);
  }

  private void verified(String log, Path certificate, int exit, String said) throws IOException {
    ProcessBuilder builder =
        home.surge("audit", "verify", "--log", log, "--key", "" + folder.log().keyFile());
    builder.command().addAll(List.of("--tsa-certificate", "" + certificate));
    try (Jvm verify = Jvm.start(builder)) {
      assertEquals(exit, verify.exit(), verify::said);
      assertTrue(verify.said().contains(said), verify::said);
    }
  }

  @Test
  void whatThePlaneWritesIsTimeStamped() throws Exception {
    try (OpenSslAuthority authority = OpenSslAuthority.start(root.resolve("authority"))) {
      Path certificate = authority.root();
      try (Jvm plane = run("--audit-tsa", authority.url(), "--tsa-certificate", "" + certificate)) {
        Until.holds(
            "a stamp; it said " + plane.said(),
            () -> Files.exists(folder.log().stampedFile()) || !plane.alive());
        String dashboard = plane.out().getFirst().replace("dashboard ", "");
        verified(dashboard + "audit", certificate, 0, "time-stamped up to entry ");
        plane.signal("TERM");
        assertEquals(143, plane.exit(), plane::said);
      }
      String size = Files.readAllLines(folder.log().checkpointFile()).get(1);
      verified("" + folder.state(), certificate, 0, "time-stamped up to entry " + size + ", at 20");
      Path other = root.resolve("other");
      OpenSslAuthority.start(other).close();
      verified("" + folder.state(), other.resolve("ca.pem"), 1, "does not lead to one of yours");
    }
  }

  @Test
  void wrongUsageIsOneSentence() throws Exception {
    try (Jvm refused = run("--audit-tsa", "tsa.example")) {
      assertEquals(2, refused.exit(), refused::said);
      assertTrue(refused.said().contains("--audit-tsa: it is a URL such as"), refused::said);
    }
    try (Jvm refused = run("--tsa-certificate", "" + home.documents())) {
      assertEquals(2, refused.exit(), refused::said);
      assertTrue(refused.said().contains("that --audit-tsa names"), refused::said);
    }
  }
}
