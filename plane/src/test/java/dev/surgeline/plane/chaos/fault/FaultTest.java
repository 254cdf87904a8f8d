package dev.surgeline.plane.chaos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.control.LoopClock;
import dev.surgeline.plane.control.OffsetClock;
import dev.surgeline.plane.fixture.SmallDisk;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Faults to processes, disks and clocks.
@Timeout(60)
@EnabledOnOs(OS.LINUX)
final class FaultTest {
  @TempDir Path folder;
  private ProcessHandle again = ProcessHandle.current();

  @AfterEach
  void nothingIsLeft() {
    if (again.pid() != ProcessHandle.current().pid()) {
      again.destroyForcibly();
    }
  }

  @Test
  void aFrozenProcessLivesAndAKilledOneDoesNot() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    Victim victim = new Victim("sleeper", process.toHandle());
    victim.freeze();
    assertTrue(process.isAlive() && Victim.frozen(process.toHandle()));
    victim.kill();
    assertEquals(128 + 9, process.waitFor(), "a frozen one can be killed");
  }

  @Test
  void aProcessIsStartedAgainJustAsItWas() throws Exception {
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo $WHO; pwd; exec sleep 61");
    builder.environment().put("WHO", "the same");
    builder.directory(folder.toFile());
    builder.redirectOutput(out.toFile());
    Process process = builder.start();
    Until.holds("it sleeps", () -> lines(out) == 2 && sleeps(process.toHandle()));
    Victim victim = new Victim("sleeper", process.toHandle());
    Invocation invocation = Invocation.of(victim);
    victim.kill();
    assertEquals(List.of("sleep", "61"), invocation.command());
    assertEquals("the same", invocation.environment().get("WHO"));
    assertEquals(folder.toRealPath(), invocation.directory());
    assertEquals(out.toRealPath(), invocation.output());
    again = invocation.again();
    Until.holds("it sleeps again", () -> sleeps(again));
    assertEquals("the same", Invocation.of(new Victim("again", again)).environment().get("WHO"));
  }

  private static boolean sleeps(ProcessHandle process) throws IOException {
    return Victim.commandLine(process).equals(List.of("sleep", "61"));
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  @Test
  void onlyWhoIsMeantIsTouched() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      Victim self = Victim.listening("this test", port, List.of("java"));
      assertEquals(ProcessHandle.current().pid(), self.process().pid());
      var other =
          assertThrows(
              FaultFailed.class,
              () -> Victim.listening("gateway", port, List.of("surge-gateway.jar serves")));
      assertTrue(String.valueOf(other.getMessage()).endsWith("is no gateway"), other::getMessage);
    }
    var nobody =
        assertThrows(FaultFailed.class, () -> Victim.listening("gateway", 9, List.of("java")));
    assertTrue(
        String.valueOf(nobody.getMessage()).contains("listens on port 9"), nobody::getMessage);
  }

  @Test
  void aDiskWithMoreRoomThanMayBeTakenIsNotTouched() throws IOException {
    var refused = assertThrows(FaultFailed.class, () -> Filler.fill(folder, 4096));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("more than --at-most"), refused::getMessage);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
    assertFalse(Filler.free(folder), "nothing to give back");
  }

  @Test
  void aSmallDiskIsFilledToTheLastByteAndFreedAgain() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1000)) {
      long taken = Filler.fill(disk.root(), Filler.bytes("2M"));
      assertTrue(taken > 900_000 && taken <= 1_024_000, taken + " bytes");
      var full =
          assertThrows(
              IOException.class, () -> Files.write(disk.root().resolve("a"), new byte[100]));
      assertTrue(String.valueOf(full.getMessage()).contains("No space left"), full::getMessage);
      Files.delete(disk.root().resolve("a"));
      assertTrue(Filler.free(disk.root()));
      Files.write(disk.root().resolve("b"), new byte[500_000]);
    }
  }

  @Test
  void sizesAreReadAsTheyAreWritten() {
    assertEquals(1 << 20, Filler.bytes("1M"));
    assertEquals(512, Filler.bytes("512"));
    assertThrows(IllegalArgumentException.class, () -> Filler.bytes("1T"));
    assertThrows(IllegalArgumentException.class, () -> Filler.bytes("all"));
  }

  @Test
  void aClockThatIsStepped() throws IOException {
    Path file = folder.resolve("clock");
    var clock = new OffsetClock(file);
    assertTrue(off(clock).abs().toSeconds() < 60, "without its file it is right");
    Files.writeString(file, "-PT2H\n");
    assertTrue(off(clock).plusHours(2).abs().toSeconds() < 60);
    Instant seen = Instant.now();
    var loop = new LoopClock(seen, clock);
    assertFalse(loop.now().isBefore(seen.minusMillis(1)), "it goes on from what was seen");
    Files.writeString(file, "PT48H");
    assertTrue(
        Duration.between(seen, loop.now()).toSeconds() < 60,
        "a step while it runs changes nothing");
    Files.writeString(file, "nonsense");
    assertTrue(off(clock).abs().toSeconds() < 60);
  }

  private static Duration off(OffsetClock clock) {
    return Duration.between(Instant.now(), clock.instant());
  }
}
