package dev.surgeline.sample.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surgeline.sample.Eventually;
import dev.surgeline.sample.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifelineTest {
  @Test
  void holdsWhileTheOwnerLivesAndTellsOnceItIsGone() throws Exception {
    Process owner = new ProcessBuilder("sleep", "60").start();
    try {
      Lifeline lifeline = lifelineOf(owner);
      assertTrue(lifeline.holds());
      CountDownLatch gone = new CountDownLatch(1);
      lifeline.watch(gone::countDown);
      assertEquals(1, gone.getCount());
      owner.destroyForcibly();
      assertTrue(gone.await(5, TimeUnit.SECONDS));
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void aStrangerWithTheOwnersPidIsNotTheOwner() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Lifeline now = lifelineOf(stranger);
      assertTrue(new Lifeline(now.pid(), now.startMillis() + 1_900).holds());
      assertFalse(new Lifeline(now.pid(), now.startMillis() + 2_500).holds());
      assertFalse(new Lifeline(now.pid(), now.startMillis() - 60_000).holds());
    } finally {
      stranger.destroyForcibly();
    }
  }

  /// `sh` starts a child and becomes a `sleep`, which never waits for it: the child stays a zombie.
  @Test
  void aZombieIsGone() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 60").start();
    try {
      byte[] line = new byte[20];
      int length = parent.getInputStream().read(line);
      long pid = Long.parseLong(new String(line, 0, length, StandardCharsets.US_ASCII).strip());
      Path stat = Path.of("/proc/" + pid + "/stat");
      Eventually.holds("it is a zombie", () -> Files.readString(stat).contains(") Z "));
      long start =
          ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow().toEpochMilli();
      assertFalse(new Lifeline(pid, start).holds());
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aReplicaEndsInOrderWhenItsOwnerIsGone() throws Exception {
    Process owner = new ProcessBuilder("sleep", "60").start();
    Lifeline lifeline = lifelineOf(owner);
    String value = lifeline.pid() + ":" + lifeline.startMillis();
    try (JavaProcess replica =
        JavaProcess.start(
            Map.of(Lifeline.VARIABLE, value), List.of("serve", "--role", "beds", "--port", "0"))) {
      assertTrue(replica.port() > 0);
      assertTrue(replica.isAlive());
      owner.destroyForcibly();
      assertEquals(0, replica.exitCode());
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void readsTheVariable() {
    assertEquals(Optional.empty(), Lifeline.parse(Optional.empty()));
    assertEquals(Optional.empty(), Lifeline.parse(Optional.of("")));
    assertEquals(Optional.of(new Lifeline(12, 34)), Lifeline.parse(Optional.of("12:34")));
    for (String bad : List.of("12", "12:", ":34", "a:b", "0:5", "12:34:56")) {
      UsageException e = assertThrows(UsageException.class, () -> Lifeline.parse(Optional.of(bad)));
      assertEquals(
          "SURGE_LIFELINE must be <pid>:<startEpochMillis>; it is \"" + bad + "\"", e.getMessage());
    }
  }

  private static Lifeline lifelineOf(Process process) {
    return new Lifeline(process.pid(), process.info().startInstant().orElseThrow().toEpochMilli());
  }
}
