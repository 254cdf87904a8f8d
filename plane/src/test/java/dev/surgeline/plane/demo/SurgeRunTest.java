package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.RunningGateway;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge run`: how it ends, with its owner and without one.
final class SurgeRunTest {
  @TempDir Path root;
  private Home home;
  private RunningGateway gateway;
  private Process owner;

  @BeforeEach
  void aGatewayAndAnOwner() throws IOException {
    home = Home.make(root);
    gateway = RunningGateway.start(home);
    owner = new ProcessBuilder("sleep", "600").start();
    // These replicas know of no owner: only the control plane can end them with it.
    List<String> command = new ArrayList<>(List.of("env", "-u", "SURGE_LIFELINE"));
    command.addAll(Home.bedsCommand());
    Files.writeString(home.documents(), Hospital.documents("2s", "3s", 2, command));
  }

  @AfterEach
  void nothingIsLeft() {
    owner.destroyForcibly();
    gateway.close();
    home.clear();
  }

  private ProcessBuilder command(int dashboardPort, String... more) {
    ProcessBuilder builder = home.surge("run", "-f", "" + home.documents());
    List<String> words = builder.command();
    words.addAll(List.of("--state", "" + root.resolve("state"), "--gateway", "" + gateway.url()));
    words.addAll(List.of("--gateway-admin", "" + gateway.admin()));
    words.addAll(List.of("--gateway-token-file", "" + gateway.tokenFile()));
    words.addAll(List.of("--dashboard-port", "" + dashboardPort));
    words.addAll(List.of(more));
    return builder;
  }

  private Jvm owned(long millisOff) throws IOException {
    ProcessBuilder builder = command(0);
    long started = owner.info().startInstant().orElseThrow().toEpochMilli();
    builder.environment().put("SURGE_LIFELINE", owner.pid() + ":" + (started + millisOff));
    return Jvm.start(builder);
  }

  private void awaitReplicas(Jvm plane) {
    Until.holds(
        "two replicas; it said " + plane.said(),
        () -> home.running(" serve ").size() == 2 || !plane.alive());
    assertTrue(plane.alive(), plane::said);
  }

  @Test
  void endsWithItsOwnerAndStopsItsReplicas() throws Exception {
    // Two processes may read one start time a little differently.
    try (Jvm plane = owned(1_500)) {
      awaitReplicas(plane);
      owner.destroyForcibly();
      assertEquals(0, plane.exit(), plane::said);
      assertEquals(List.of(), home.running(" serve "), plane::said);
      assertTrue(plane.said().contains("the process that started this one is gone"), plane::said);
    }
  }

  @Test
  void aStrangerWithItsOwnersPidIsNotItsOwner() throws Exception {
    try (Jvm plane = owned(-60_000)) {
      assertEquals(0, plane.exit(), plane::said);
      assertEquals(List.of(), home.running(" serve "), plane::said);
    }
  }

  @Test
  void leavesItsReplicasUnlessToldToStopThem() throws Exception {
    try (Jvm plane = Jvm.start(command(0))) {
      awaitReplicas(plane);
      plane.signal("TERM");
      assertEquals(143, plane.exit(), plane::said);
      assertEquals(2, home.running(" serve ").size(), plane::said);
    }
    List<ProcessHandle> replicas = home.running(" serve ");
    try (Jvm plane = Jvm.start(command(0, "--on-exit", "stop"))) {
      Until.holds("it adopts", () -> plane.said().contains("adopted beds-2") || !plane.alive());
      assertEquals(replicas, home.running(" serve "), plane::said);
      plane.signal("INT");
      assertEquals(130, plane.exit(), plane::said);
      assertEquals(List.of(), home.running(" serve "), plane::said);
    }
  }

  @Test
  void refusesWhatItCanNotUse() throws Exception {
    assertEquals("surge: The dashboard's port is 0 to 65535, not 70000.", refused(command(70_000)));
    ProcessBuilder unowned = command(0);
    unowned.environment().put("SURGE_LIFELINE", "me");
    assertEquals(
        "surge: SURGE_LIFELINE is <pid>:<start in epoch milliseconds>, not 'me'", refused(unowned));
    assertEquals(List.of(), home.running(" serve "));
  }

  private static String refused(ProcessBuilder command) throws IOException {
    try (Jvm plane = Jvm.start(command)) {
      assertEquals(2, plane.exit(), plane::said);
      return String.join("\n", plane.err());
    }
  }
}
