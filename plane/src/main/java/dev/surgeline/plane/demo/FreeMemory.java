package dev.surgeline.plane.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How much memory there is to start processes in: the machine's, or the container's when it has
/// less.
final class FreeMemory {
  private FreeMemory() {}

  /// In bytes; absent where the system does not tell.
  ///
  /// @param root `/`
  static OptionalLong of(Path root) throws IOException {
    OptionalLong machine =
        figure(root.resolve("proc/meminfo"), "MemAvailable:")
            .map(kilobytes -> OptionalLong.of(kilobytes << 10))
            .orElse(OptionalLong.empty());
    OptionalLong container = container(root.resolve("sys/fs/cgroup"));
    if (machine.isEmpty() || container.isEmpty()) {
      return machine.isPresent() ? machine : container;
    }
    return OptionalLong.of(Math.min(machine.getAsLong(), container.getAsLong()));
  }

  /// The limit of the control group (version 2) that a container sees as its root, less what is
  /// used and can not be given back.
  private static OptionalLong container(Path group) throws IOException {
    Optional<Long> limit = figure(group.resolve("memory.max"), "");
    Optional<Long> used = figure(group.resolve("memory.current"), "");
    if (limit.isEmpty() || used.isEmpty()) {
      return OptionalLong.empty();
    }
    long cache = figure(group.resolve("memory.stat"), "inactive_file ").orElse(0L);
    return OptionalLong.of(Math.max(0, limit.get() - used.get() + cache));
  }

  /// The number of the first line that begins so; absent where there is none, as with `max`.
  private static Optional<Long> figure(Path file, String start) throws IOException {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.replaceAll("\\D", ""))
        .filter(digits -> !digits.isEmpty() && digits.length() < 19)
        .map(Long::parseLong);
  }
}
