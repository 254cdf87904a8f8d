package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What hinders the demo is told in one sentence, and leaves nothing running.
final class DemoRefusalTest {
  private static final int WRONG_INPUT = 2;
  private static final int FAULT = 3;
  private static final String[] HASTY = {"--dashboard-port", "0", "--patience", "6"};

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

  /// @return the sentence
  private String refused(int status, String... arguments) throws IOException {
    try (DemoProcess demo = DemoProcess.start(home, arguments)) {
      assertEquals(status, demo.process().exit(), demo.process()::said);
      assertEquals(List.of(), home.running(), "left running");
      assertEquals(List.of(), demo.process().out());
      String last = demo.process().err().getLast();
      assertTrue(last.startsWith("surge: "), demo.process()::said);
      return last.substring("surge: ".length());
    }
  }

  @Test
  void aPortInUse() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          "port %d is in use; give another one with --dashboard-port, or 0 for any"
              .formatted(taken.getLocalPort()),
          refused(WRONG_INPUT, "--dashboard-port", "" + taken.getLocalPort()));
    }
  }

  @Test
  void figuresOutOfRange() throws Exception {
    assertEquals("--seconds is 20 to 600, not 5", refused(WRONG_INPUT, "--seconds", "5"));
    assertEquals("--patience is from 1, not 0", refused(WRONG_INPUT, "--patience", "0"));
    assertEquals(
        "--dashboard-port is 0 to 65535, not 65536",
        refused(WRONG_INPUT, "--dashboard-port", "65536"));
  }

  @Test
  void aReplicaThatNeverGetsHealthy() throws Exception {
    bedsRun("[tail, -f, \"{home}/sample/platform.yaml\", \"{port}\"]");
    String sentence = refused(FAULT, HASTY);
    assertTrue(
        sentence.startsWith("the hospital did not come up within 6 s: beds has 0 of 2 replicas"),
        sentence);
    assertTrue(sentence.contains("the replicas' output is in " + root), sentence);
  }

  @Test
  void aCommandThatDoesNotExist() throws Exception {
    bedsRun("[no-such-program, \"{port}\"]");
    String sentence = refused(FAULT, HASTY);
    assertTrue(sentence.contains("beds has 0 of 2 replicas"), sentence);
    assertTrue(sentence.contains("no-such-program"), sentence);
  }

  @Test
  void documentsThatAreWrong() throws Exception {
    String text = Files.readString(home.documents());
    Files.writeString(home.documents(), text.replace("interval: 1s", "intervall: 1s"));
    String sentence = refused(WRONG_INPUT, HASTY);
    assertTrue(sentence.contains("platform.yaml"), sentence);
    assertTrue(sentence.contains("intervall"), sentence);
  }

  @Test
  void aPartThatIsNotBuilt() throws Exception {
    Path jar = root.resolve("sample/target/surge-sample.jar");
    Files.delete(jar);
    assertEquals(jar + " is missing: build first, with ./surge", refused(FAULT, HASTY));
  }

  private void bedsRun(String command) throws IOException {
    String text = Files.readString(home.documents());
    int begin = text.indexOf("[\"{java}\"");
    int end = text.indexOf(']', begin) + 1;
    Files.writeString(home.documents(), text.substring(0, begin) + command + text.substring(end));
  }
}
