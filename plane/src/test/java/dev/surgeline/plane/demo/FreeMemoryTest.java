package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreeMemoryTest {
  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void isTheMachinesOrTheContainersWhichIsLess() throws IOException {
    assertEquals(OptionalLong.empty(), FreeMemory.of(root), "a system that does not tell");
    write("proc/meminfo", "MemTotal:  8000000 kB\nMemAvailable:    2000000 kB\n");
    assertEquals(OptionalLong.of(2_048_000_000L), FreeMemory.of(root));
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/memory.current", "500000000\n");
    assertEquals(OptionalLong.of(2_048_000_000L), FreeMemory.of(root), "no limit");
    write("sys/fs/cgroup/memory.max", "1000000000\n");
    write("sys/fs/cgroup/memory.stat", "anon 5\ninactive_file 100000000\n");
    assertEquals(OptionalLong.of(600_000_000L), FreeMemory.of(root));
  }

  @Test
  void tooLittleIsOneSentence() {
    Machine.requireMemory(OptionalLong.empty());
    Machine.requireMemory(OptionalLong.of(1200L << 20));
    var refused =
        assertThrows(DemoFailure.class, () -> Machine.requireMemory(OptionalLong.of(600_000_000L)));
    assertEquals(
        "the demo needs about 1200 MiB of free memory, and here are 572 MiB: end something else,"
            + " or give the container more",
        refused.getMessage());
  }
}
