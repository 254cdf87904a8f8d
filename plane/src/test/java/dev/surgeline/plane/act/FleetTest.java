package dev.surgeline.plane.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of replicas that do not do as they should, on real processes and in a time that the
/// test passes.
final class FleetTest {
  private final List<String> said = new ArrayList<>();
  private final HealthProbe probe = new HealthProbe();
  private final Instant start = Instant.parse("2026-11-21T08:00:00Z");
  @TempDir Path folder;
  private Fleet fleet;
  private ReplicaProcess replica;

  /// A process that listens nowhere, and takes no SIGTERM for an answer.
  @BeforeEach
  void aDeafReplica() throws IOException {
    fleet = fleet("trap '' TERM; echo up to no good; while true; do sleep 0.1; done");
    replica = start(1);
    // What it says comes after it has closed its ears to SIGTERM.
    Path log = folder.resolve("logs/beds-1.log");
    Until.holds("it spoke", () -> Files.readString(log).contains("no good"));
  }

  @AfterEach
  void end() {
    fleet.killAll();
    probe.close();
    Until.holds("it ended", () -> !fleet.anyAlive());
  }

  private Fleet fleet(String script) {
    String documents = Hospital.documents("2s", "3s", 1, List.of("sh", "-c", script, "{port}"));
    Workload workload = Hospital.spec(documents).workloads().firstEntry().getValue().workload();
    var launcher = new ProcessLauncher(folder, folder.resolve("logs"), "http://127.0.0.1:9");
    return new Fleet(workload, new Replicas(1), launcher, said::add);
  }

  private ReplicaProcess start(long number) throws IOException {
    ReplicaProcess planned = fleet.plan(number, ProcessLauncher.freePort(), start);
    fleet.start(planned, "token", start);
    return planned;
  }

  private void settle(Instant now) {
    fleet.settle(now, probe, _ -> false);
  }

  private List<Phase> phases() {
    return fleet.status().replicas().stream().map(ReplicaStatus::phase).toList();
  }

  @Test
  void oneThatNeverGetsHealthyIsEndedAndReplaced() {
    Duration deadline = Duration.ofSeconds(36);
    settle(start.plus(deadline));
    assertEquals(List.of(Phase.STARTING), phases());
    assertEquals(List.of(), fleet.endpoints());
    assertFalse(fleet.missing(start.plus(deadline)));
    Instant late = start.plus(deadline).plusMillis(1);
    settle(late);
    Until.holds("it is killed", () -> !replica.alive());
    settle(late);
    assertEquals(List.of(Phase.FAILED), phases());
    String all = String.join("\n", said);
    assertTrue(all.contains("beds-1 never answered its health check: ended"), all);
    assertTrue(all.contains("it said last: up to no good"), all);
    assertFalse(fleet.missing(late), "at once again");
    assertTrue(fleet.missing(late.plusMillis(500)));
    assertEquals(List.of(), fleet.entries(), "the ledger forgets it");
  }

  @Test
  void eachFailureInARowWaitsLongerForTheNext() throws IOException {
    Instant now = start;
    long waited = 0;
    for (int failure = 1; failure <= 8; failure++) {
      replica.kill();
      Until.holds("it is killed", () -> !replica.alive());
      settle(now);
      long wait = Math.min(30_000, 500L << (failure - 1));
      assertFalse(fleet.missing(now.plusMillis(wait - 1)), "after " + failure);
      assertTrue(fleet.missing(now.plusMillis(wait)), "after " + failure);
      waited += wait;
      now = start.plusMillis(waited);
      replica = start(failure + 1);
    }
  }

  @Test
  void aHealthySiblingMakesFailuresNoRarer() throws IOException {
    replica.probed(true);
    settle(start);
    assertEquals(List.of(Phase.READY), phases());
    fleet.desire(new Replicas(2));
    Instant now = start;
    for (int failure = 1; failure <= 4; failure++) {
      now = now.plusMillis(failure == 1 ? 1 : 500L << (failure - 2));
      assertTrue(fleet.missing(now), "after " + (failure - 1));
      ReplicaProcess second = fleet.plan(failure + 1, ProcessLauncher.freePort(), now);
      fleet.start(second, "token", now);
      second.kill();
      Until.holds("it is killed", () -> !second.alive());
      replica.probed(true);
      settle(now);
      assertFalse(fleet.missing(now.plusMillis((500L << (failure - 1)) - 1)), "after " + failure);
    }
  }

  @Test
  void oneThatWillNotGoIsKilledWhenItsTimeIsOver() {
    fleet.desire(Replicas.ZERO);
    settle(start);
    assertEquals(List.of(Phase.DRAINING), phases());
    settle(start.plusMillis(2_001));
    assertTrue(replica.askedToStop());
    settle(start.plusMillis(4_000));
    assertTrue(replica.alive(), "it has its time after SIGTERM");
    settle(start.plusMillis(4_002));
    Until.holds("it is killed", () -> !replica.alive());
    settle(start.plusMillis(4_003));
    assertEquals(List.of(), phases());
    assertEquals(List.of(), said);
  }

  @Test
  void aProcessThatEndedAndIsNotWaitedForDoesNotRun() throws Exception {
    // The shell becomes a program that never waits for the shell's child.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 600").start();
    try (var out = parent.inputReader()) {
      long pid = Long.parseLong(out.readLine());
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      Until.holds("it does not run", () -> !ProcessIdentity.runs(child));
      assertTrue(child.isAlive(), "the JDK takes a zombie for alive; or where is the test?");
      assertTrue(ProcessIdentity.of(child).isEmpty());
      assertTrue(ProcessIdentity.runs(parent.toHandle()));
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }
}
