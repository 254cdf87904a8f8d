package dev.surgeline.plane.act;

import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Workload;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Starts replica processes, and finds those that were started and not recorded.
///
/// @param home what `{home}` stands for in a command
/// @param logs where a replica's output goes, one file each
/// @param gatewayUrl what `{gateway}` stands for
public record ProcessLauncher(Path home, Path logs, String gatewayUrl) {
  /// Of how many replicas that are gone the output is kept.
  private static final int LOGS_OF_GONE = 100;

  /// The environment variable by which a replica is known: `TOKEN/ID`.
  static final String MARK = "SURGE_REPLICA";

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /// A port that nothing listens on now. Another program may take it first; the replica then ends,
  /// and another is started on another port.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  ProcessHandle start(Workload workload, ReplicaProcess replica, String token) throws IOException {
    Hosting.Process hosting =
        switch (workload.hosting()) {
          case Hosting.Process process -> process;
        };
    Files.createDirectories(logs);
    ProcessBuilder builder = new ProcessBuilder(command(hosting, workload, replica));
    builder.environment().put(MARK, token + "/" + replica.id);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(logs.resolve(replica.id + ".log").toFile()));
    return builder.start().toHandle();
  }

  private List<String> command(Hosting.Process hosting, Workload workload, ReplicaProcess replica) {
    Map<String, String> values = new TreeMap<>();
    values.put("{port}", Integer.toString(replica.port));
    values.put("{replica}", replica.id.value());
    values.put("{slots}", Integer.toString(workload.capacity().slots()));
    values.put("{serviceTime}", workload.capacity().serviceTime().toMillis() + "ms");
    values.put("{java}", ProcessHandle.current().info().command().orElse("java"));
    values.put("{home}", home.toString());
    values.put("{gateway}", gatewayUrl);
    List<String> words = new ArrayList<>();
    // A session of its own: Ctrl-C in the control plane's terminal must not reach its replicas.
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString());
    }
    for (String word : hosting.command()) {
      String filled = word;
      for (Map.Entry<String, String> value : values.entrySet()) {
        filled = filled.replace(value.getKey(), value.getValue());
      }
      words.add(filled);
    }
    return words;
  }

  /// Processes that run and carry the ledger's token, by replica id: the replica first, then those
  /// that it started itself. Where processes' environments can not be read (other than Linux) there
  /// are none.
  static SortedMap<String, List<ProcessHandle>> marked(String token) {
    SortedMap<String, List<ProcessHandle>> found = new TreeMap<>();
    String mark = MARK + "=" + token + "/";
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(ProcessIdentity::runs)
        .forEach(process -> {
          String id = environmentValue(process, mark);
          if (!id.isEmpty()) {
            found.computeIfAbsent(id, _ -> new ArrayList<>()).add(process);
          }
        });
    found
        .values()
        .forEach(family -> family.sort(Comparator.comparingLong(one -> parents(one, family))));
    return found;
  }

  /// How many of its family a process comes from.
  private static long parents(ProcessHandle process, List<ProcessHandle> family) {
    long parents = 0;
    Optional<ProcessHandle> parent = process.parent();
    while (parent.filter(family::contains).isPresent()) {
      parents++;
      parent = parent.flatMap(ProcessHandle::parent);
    }
    return parents;
  }

  /// Removes the output of replicas that are gone, but for the latest of them: one that keeps dying
  /// must not fill the disk.
  void prune(Collection<ReplicaId> present) throws IOException {
    if (!Files.isDirectory(logs)) {
      return;
    }
    Set<String> kept = new TreeSet<>();
    present.forEach(id -> kept.add(id + ".log"));
    try (Stream<Path> all = Files.list(logs)) {
      List<Path> gone =
          all.filter(log -> log.getFileName().toString().endsWith(".log"))
              .filter(log -> !kept.contains(log.getFileName().toString()))
              .sorted(Comparator.comparingLong((Path log) -> log.toFile().lastModified()))
              .toList();
      for (Path log : gone.subList(0, Math.max(0, gone.size() - LOGS_OF_GONE))) {
        Files.deleteIfExists(log);
      }
    }
  }

  /// What a replica said last, for a sentence about its end.
  String lastWords(ReplicaProcess replica) {
    Path log = logs.resolve(replica.id + ".log");
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> !line.isBlank())
          .reduce((_, later) -> later)
          .map(last -> "; it said last: " + last.strip() + "; all is in " + log)
          .orElse("; it said nothing");
    } catch (IOException | UncheckedIOException none) {
      return "; it said nothing";
    }
  }

  private static String environmentValue(ProcessHandle process, String mark) {
    Path environ = Path.of("/proc", Long.toString(process.pid()), "environ");
    try {
      String text = new String(Files.readAllBytes(environ), StandardCharsets.UTF_8);
      for (String variable : text.split("\0")) {
        if (variable.startsWith(mark)) {
          return variable.substring(mark.length());
        }
      }
    } catch (IOException goneOrNotOurs) {
      return "";
    }
    return "";
  }
}
