package dev.surgeline.plane.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.RunningGateway;
import dev.surgeline.plane.fixture.SmallDisk;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The actuator when its disk is full or its gateway hangs.
final class ActuatorTroubleTest {
  @TempDir Path root;
  private Home home;
  private RunningGateway gateway;

  @BeforeEach
  void aGateway() throws IOException {
    home = Home.make(root);
    gateway = RunningGateway.start(home);
  }

  @AfterEach
  void nothingIsLeft() {
    gateway.close();
    home.clear();
  }

  private Ward open(Path directory) throws IOException {
    String documents = Hospital.documents("30s", "3s", 2, Home.bedsCommand());
    return Ward.open(home, gateway, directory, documents);
  }

  @Test
  void whatWasRefusedDoesNotComeAboutLater() throws IOException {
    Path directory = Files.createDirectory(root.resolve("state"));
    try (Ward ward = open(directory)) {
      ward.scale(1);
      ward.awaitReady(1);
      // A folder where the next ledger is to be written: no ledger can be.
      Path inTheWay = directory.resolve("replicas.json.new");
      Files.createDirectories(inTheWay.resolve("full"));
      assertInstanceOf(Outcome.Refused.class, ward.ask(3));
      Files.delete(inTheWay.resolve("full"));
      Files.delete(inTheWay);
      home.running("beds-1 ").forEach(ProcessHandle::destroyForcibly);
      ward.until("it is replaced", () -> ward.ready().equals(List.of("beds-2")));
      assertEquals(
          new Replicas(1), Ledger.load(Ward.ledger(directory)).desired().get(Hospital.BEDS));
      ward.stopAll();
    }
  }

  @Test
  void whatCouldNotBeSavedIsSavedWhenItCan() throws IOException {
    Path directory = Files.createDirectory(root.resolve("state"));
    try (Ward ward = open(directory)) {
      ward.scale(2);
      ward.awaitReady(2);
      Path inTheWay = directory.resolve("replicas.json.new");
      Files.createDirectories(inTheWay.resolve("full"));
      home.running("beds-2 ").forEach(ProcessHandle::destroyForcibly);
      ward.until("it is seen to be dead", () -> ward.in(Phase.FAILED) == 1);
      ward.until("trouble is told", () -> ward.said().contains("until it is mended"));
      assertEquals(2, Ledger.load(Ward.ledger(directory)).replicas().size());
      Files.delete(inTheWay.resolve("full"));
      Files.delete(inTheWay);
      ward.until(
          "the ledger has what there is",
          () ->
              Ledger.load(Ward.ledger(directory)).replicas().stream()
                  .map(one -> one.id().value())
                  .toList()
                  .equals(List.of("beds-1", "beds-3")));
      ward.stopAll();
      ward.until(
          "the ledger is empty", () -> Ledger.load(Ward.ledger(directory)).replicas().isEmpty());
    }
  }

  @Test
  void aReplicaThatDiesOnAFullDiskIsReplacedAllTheSame() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(root.resolve("disk"), 1_024);
        Ward ward = open(disk.root())) {
      ward.scale(1);
      ward.awaitReady(1);
      disk.fill();
      home.running("beds-1 ").forEach(ProcessHandle::destroyForcibly);
      ward.until("it is replaced", () -> ward.ready().equals(List.of("beds-2")));
      disk.makeRoom();
      ward.stopAll();
    }
  }

  @Test
  void aGatewayThatHangsHoldsUpNoDecision() throws IOException {
    Path directory = Files.createDirectory(root.resolve("state"));
    try (Ward ward = open(directory)) {
      ward.scale(4);
      ward.awaitReady(4);
      Until.holds("the gateway serves", () -> ward.driver().inService().size() == 4);
      Jvm.signal(gateway.process().handle(), "STOP");
      try {
        ward.scale(1);
        ward.until("three drain", () -> ward.in(Phase.DRAINING) == 3);
        long slowest = 0;
        for (int i = 0; i < 300; i++) {
          long began = System.nanoTime();
          ward.status();
          slowest = Math.max(slowest, System.nanoTime() - began);
          Thread.sleep(Duration.ofMillis(10));
        }
        assertTrue(slowest < 1_000_000_000L, "held up for " + slowest / 1e9 + " s");
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        Jvm.signal(gateway.process().handle(), "CONT");
      }
      ward.until("they are gone", () -> ward.status().replicas().size() == 1);
      ward.stopAll();
    }
  }
}
