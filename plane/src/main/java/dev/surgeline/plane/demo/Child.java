package dev.surgeline.plane.demo;

import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A process of the demo, with its output read line by line and its errors kept in a file.
final class Child {
  private static final int SIGNALS = 128;
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final String name;
  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Child(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
  }

  /// Starts it. It is in a session of its own, so that Ctrl-C reaches the demo alone, which then
  /// stops everything in order; should the demo die, the lifeline lets it end by itself.
  static Child start(String name, List<String> command, Path directory) throws IOException {
    Path errors = directory.resolve(name + ".log");
    if (!Files.exists(errors)) {
      AppendOnlyFile.create(errors);
    }
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      words.add(SETSID.toString());
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.redirectInput(new java.io.File("/dev/null"));
    builder.environment().put("SURGE_LIFELINE", lifeline());
    Child child = new Child(name, builder.start(), errors);
    Thread.ofVirtual().start(child::read);
    return child;
  }

  private static String lifeline() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return self.pid() + ":" + started;
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      while (line != null) {
        lines.add(line);
        line = reader.readLine();
      }
    } catch (IOException ended) {
      lines.add("");
    }
  }

  /// The next line of output; absent: none came in time.
  Optional<String> line(Duration patience) throws InterruptedException {
    return Optional.ofNullable(lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// The first line that begins with `start`.
  ///
  /// @throws DemoFailure if the process ends or the patience does before it comes
  String expect(String start, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<String> line = line(Duration.ofMillis(100));
      if (line.filter(text -> text.startsWith(start)).isPresent()) {
        return line.get();
      }
      if (line.isEmpty() && !process.isAlive()) {
        throw new DemoFailure(end());
      }
    }
    throw new DemoFailure(
        "the "
            + name.replace('-', ' ')
            + " did not come up within "
            + patience.toSeconds()
            + " s: "
            + lastError());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean alive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /// How it ended, what it said last, and what to do about it; it must have ended.
  String end() {
    int code = process.exitValue();
    // The JDK, as shells do, gives a signal as 128 and its number.
    String how =
        code > SIGNALS ? " was ended by signal " + (code - SIGNALS) : " ended with " + code;
    return "the "
        + name.replace('-', ' ')
        + how
        + ": "
        + lastError()
        + "; its log is "
        + errors
        + "; run the demo again, which starts everything afresh";
  }

  /// The last line that it said on its error output, which is where processes say why they end.
  String lastError() {
    try {
      List<String> said =
          Files.readAllLines(errors, StandardCharsets.UTF_8).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
              .toList();
      return said.isEmpty() ? "it said nothing" : "it said last: " + said.getLast();
    } catch (IOException unreadable) {
      return "what it said can not be read";
    }
  }

  /// Asks it to end, and makes it when it has not within `patience`.
  void stop(Duration patience) {
    process.destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
