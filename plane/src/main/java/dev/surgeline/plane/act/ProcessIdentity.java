package dev.surgeline.plane.act;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which process: its pid, and when it started, for pids are given again.
///
/// @param pid the process id
/// @param started on Linux the start time in clock ticks since boot, which no step of the clock
///   changes; elsewhere the start instant
record ProcessIdentity(long pid, String started) {

  static Optional<ProcessIdentity> of(ProcessHandle process) {
    return started(process).map(started -> new ProcessIdentity(process.pid(), started));
  }

  /// The process, if it still lives and is the same.
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> started(process).filter(started::equals).isPresent());
  }

  /// Whether it runs: one that ended and that nobody has waited for counts as alive to the JDK, and
  /// an adopted replica may have nobody who does.
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && stat(process).filter(fields -> fields[0].equals("Z")).isEmpty();
  }

  private static Optional<String> started(ProcessHandle process) {
    return stat(process)
        .map(fields -> fields[0].equals("Z") ? "" : "ticks:" + fields[19])
        .or(() -> process.info().startInstant().map(Object::toString))
        .filter(text -> !text.isEmpty());
  }

  /// The fields of `/proc/PID/stat` from the state on; absent: gone, or no Linux.
  private static Optional<String[]> stat(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // The name in parentheses may hold anything, spaces and parentheses too: count from its end.
      return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
    } catch (IOException noLinuxOrGone) {
      return Optional.empty();
    }
  }
}
