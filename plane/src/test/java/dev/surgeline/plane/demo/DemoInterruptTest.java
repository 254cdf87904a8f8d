package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C at any moment stops everything; so does the demo's own death, if less politely.
final class DemoInterruptTest {
  /// What the shell reports of a program that SIGINT ended.
  private static final int INTERRUPTED = 130;

  private static final int KILLED = 137;

  @TempDir Path root;
  private Home home;

  @BeforeEach
  void aHome() throws IOException {
    home = Home.make(root);
  }

  @AfterEach
  void nothingIsLeft() {
    home.clear();
  }

  private DemoProcess start() throws IOException {
    return DemoProcess.start(home, "--dashboard-port", "0", "--seconds", "60");
  }

  private void assertInterrupted(DemoProcess demo) {
    assertEquals(INTERRUPTED, demo.process().exit(), demo.process()::said);
    assertEquals(List.of(), home.running(), "left running");
    assertEquals(List.of(), demo.process().out());
    List<String> strange =
        demo.process().err().stream()
            .filter(line -> line.contains("surge: ") || line.startsWith("\tat "))
            .toList();
    assertEquals(List.of(), strange, "said of a stop that was asked for");
  }

  @Test
  void atItsVeryBeginning() throws Exception {
    try (DemoProcess demo = start()) {
      demo.until("a gateway", () -> !demo.gateways().isEmpty());
      demo.process().signal("INT");
      assertInterrupted(demo);
    }
  }

  @Test
  void whileReplicasStart() throws Exception {
    try (DemoProcess demo = start()) {
      demo.until("a replica", () -> !demo.replicas().isEmpty());
      demo.process().signal("INT");
      assertInterrupted(demo);
    }
  }

  @Test
  void inTheMiddleOfTheLoadAndTwice() throws Exception {
    try (DemoProcess demo = start()) {
      demo.untilSaid("an ordinary day");
      demo.process().signal("INT");
      demo.untilSaid("stopping the load");
      demo.process().signal("INT");
      assertInterrupted(demo);
      String said = demo.text("control-plane.log");
      assertTrue(said.lines().noneMatch(line -> line.contains("ended without")), said);
    }
  }

  @Test
  void whenItIsKilledEverythingEndsByItself() throws Exception {
    try (DemoProcess demo = start()) {
      demo.untilSaid("an ordinary day");
      demo.process().signal("KILL");
      assertEquals(KILLED, demo.process().exit());
      Until.holds(
          () -> "left running: " + home.running(),
          Duration.ofSeconds(30),
          () -> home.running().isEmpty());
      String said = demo.text("control-plane.log");
      assertTrue(said.contains("the process that started this one is gone"), said);
    }
  }
}
