package dev.surgeline.plane.chaos.fault;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a process was started, so that it can be started again just so: what a supervisor knows.
///
/// @param output where it writes; `/dev/null` when that is no file
/// @param errors as `output`
public record Invocation(
    List<String> command,
    Path directory,
    SortedMap<String, String> environment,
    Path output,
    Path errors) {
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  public Invocation {
    command = List.copyOf(command);
    environment = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /// As Linux tells it under `/proc`; to be asked while it runs.
  public static Invocation of(Victim victim) throws IOException {
    Path proc = Path.of("/proc", Long.toString(victim.process().pid()));
    SortedMap<String, String> environment = new TreeMap<>();
    for (String variable : Victim.words(proc.resolve("environ"))) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return new Invocation(
        Victim.commandLine(victim.process()),
        Files.readSymbolicLink(proc.resolve("cwd")),
        environment,
        file(proc.resolve("fd/1")),
        file(proc.resolve("fd/2")));
  }

  private static Path file(Path descriptor) throws IOException {
    Path target = Files.readSymbolicLink(descriptor);
    return Files.isRegularFile(target) ? target : Path.of("/dev/null");
  }

  /// Starts it again, in a session of its own.
  public ProcessHandle again() throws IOException {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString());
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    return builder.start().toHandle();
  }
}
