package dev.surgeline.tidy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A folder with copies of the root's scripts, and stand-ins for the programs that they call.
///
/// @param folder of this test alone; `tree` below it stands for the root, `bin` is the whole PATH
record Shell(Path folder) {
  private static final Path ROOT = Path.of(System.getProperty("surge.home", ".."));
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "basename",
          "bash",
          "cat",
          "chmod",
          "cut",
          "date",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "head",
          "id",
          "mkdir",
          "mktemp",
          "mv",
          "printf",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tail",
          "tee",
          "timeout",
          "touch",
          "tr",
          "xargs");

  /// What a script did.
  record Ended(int code, String out, String err) {}

  /// Passes the ordinary tools on from `bin`, so that neither a JDK nor Maven is on the PATH.
  static Shell in(Path folder) throws IOException {
    var shell = new Shell(folder);
    Files.createDirectories(shell.bin());
    Files.createDirectories(shell.tree());
    for (String tool : TOOLS) {
      for (String place : List.of("/bin", "/usr/bin")) {
        if (Files.exists(Path.of(place, tool))) {
          shell.program(shell.bin().resolve(tool), "exec %s/%s \"$@\"".formatted(place, tool));
        }
      }
    }
    for (String script : List.of("surge", "check", ".ci/run", ".ci/readme")) {
      var copy = shell.tree().resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(ROOT.resolve(script), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return shell;
  }

  Path tree() {
    return folder.resolve("a tree");
  }

  Path bin() {
    return folder.resolve("bin");
  }

  void program(Path file, String script) throws IOException {
    write(file, "#!/bin/bash\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Starts a script; its output goes to files that `ended` reads.
  Process start(String name, Map<String, String> environment, String... command)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin().toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("SURGE_JDK_PLACES", "");
    builder.environment().put("SURGE_CHECK_INSTALL", "no");
    builder.environment().putAll(environment);
    builder.redirectOutput(output(name, "out").toFile());
    builder.redirectError(output(name, "err").toFile());
    return builder.start();
  }

  Ended ended(String name, Process process) throws IOException, InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      throw new IOException(name + " still runs after 60 s: " + err(name));
    }
    return new Ended(process.exitValue(), Files.readString(output(name, "out")), err(name));
  }

  Ended run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    return ended("it", start("it", environment, command));
  }

  String err(String name) throws IOException {
    return Files.readString(output(name, "err"));
  }

  private Path output(String name, String stream) {
    return folder.resolve(name + "." + stream);
  }
}
