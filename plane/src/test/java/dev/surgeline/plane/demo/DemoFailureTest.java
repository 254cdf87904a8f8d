package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A control plane that hangs is not shown by its old figures; a gateway that dies ends the demo
/// soon, even then, with a sentence that helps.
final class DemoFailureTest {
  private static final int FAULT = 3;

  /// The load has a second, a control plane that hangs four, each picture asked for two.
  private static final Duration END_MOST = Duration.ofSeconds(15);

  @TempDir Path root;
  private Home home;

  @BeforeEach
  void aHome() throws Exception {
    home = Home.make(root);
  }

  @AfterEach
  void nothingIsLeft() {
    home.clear();
  }

  @Test
  void saysThatTheControlPlaneIsSilentAndEndsSoonWithoutItsGateway() throws Exception {
    try (DemoProcess demo =
        DemoProcess.start(home, "--dashboard-port", "0", "--seconds", "60", "--patience", "60")) {
      demo.untilSaid("an ordinary day");
      assertPrivate();
      Jvm.signal(demo.controlPlanes().getFirst(), "STOP");
      demo.untilSaid("no news from the control plane for ");
      long killed = System.nanoTime();
      demo.gateways().getFirst().destroyForcibly();
      assertEquals(FAULT, demo.process().exit(), demo.process()::said);
      Duration taken = Duration.ofNanos(System.nanoTime() - killed);
      assertTrue(taken.compareTo(END_MOST) < 0, "it took " + taken);
      assertEquals(List.of(), home.running(), "left running");
      List<String> said = demo.process().err();
      assertTrue(
          said.get(said.size() - 2).startsWith("the demo failed: stopping "), said::toString);
      String last = said.getLast();
      assertTrue(last.startsWith("surge: the gateway was ended by signal 9: "), last);
      assertTrue(last.contains("its log is " + root), last);
      assertTrue(last.contains("run the demo again"), last);
    }
  }

  private void assertPrivate() throws Exception {
    Path run = root.resolve("run/demo/latest").toRealPath();
    for (String folder : List.of("", "state", "state/logs", "state/journal")) {
      assertEquals("rwx------", mode(run.resolve(folder)), folder);
    }
    for (String file :
        List.of(
            "control-plane.log",
            "gateway.token",
            "state/audit.key",
            "state/audit/checkpoint",
            "state/lock")) {
      assertEquals("rw-------", mode(run.resolve(file)), file);
    }
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
