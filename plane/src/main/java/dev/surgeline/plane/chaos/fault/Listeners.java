package dev.surgeline.plane.chaos.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds who listens on a port, as Linux tells it under `/proc`; of other users' processes nothing
/// is seen, and root sees all.
final class Listeners {
  /// The state LISTEN in `/proc/net/tcp`.
  private static final String LISTENS = "0A";

  private static final Path PROC = Path.of("/proc");

  private Listeners() {}

  static Optional<ProcessHandle> on(int port) throws IOException {
    Set<String> sockets = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path path = PROC.resolve("net").resolve(table);
      if (Files.exists(path)) {
        Files.readAllLines(path).forEach(line -> add(line, port, sockets));
      }
    }
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst();
  }

  /// `sl local_address rem_address st ... inode`, addresses as `0100007F:1F90`.
  private static void add(String line, int port, Set<String> sockets) {
    String[] fields = line.strip().split("\\s+");
    if (fields.length > 9
        && fields[3].equals(LISTENS)
        && fields[1].endsWith(":" + String.format("%04X", port))) {
      sockets.add("socket:[" + fields[9] + "]");
    }
  }

  private static boolean holds(ProcessHandle process, Set<String> sockets) {
    Path open = PROC.resolve(Long.toString(process.pid())).resolve("fd");
    try (Stream<Path> all = Files.list(open)) {
      return all.anyMatch(one -> link(one).filter(sockets::contains).isPresent());
    } catch (IOException | UncheckedIOException notOurs) {
      return false;
    }
  }

  private static Optional<String> link(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
