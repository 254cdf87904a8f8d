package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One program, from its start to its end. When its time is over, or the run is, it is ended with
/// what it started.
final class ProgramCall {
  private static final int OUTPUT_BYTES_MAX = 64 * 1024;

  /// How long output may still come of a program that has ended: what it left running holds it.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private ProgramCall() {}

  /// What came: its exit code as `status`, `stdout` and `stderr`, of each the beginning.
  static Node start(Provider.Program program, Map<String, String> environment)
      throws InterruptedException {
    Process process = launch(program.command(), environment);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Future<String> out = threads.submit(() -> beginning(process.getInputStream()));
      Future<String> err = threads.submit(() -> beginning(process.getErrorStream()));
      if (!process.waitFor(program.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CallFailed("it did not end within " + program.timeout().toMillis() + " ms");
      }
      String said = rest(err);
      if (program.own() && process.exitValue() > 1) {
        throw new CallFailed(said.strip());
      }
      return Nodes.mapping(
          Nodes.entry("status", Nodes.number(process.exitValue())),
          Nodes.entry("stdout", Nodes.text(rest(out))),
          Nodes.entry("stderr", Nodes.text(said)));
    } finally {
      end(process);
      threads.shutdownNow();
    }
  }

  private static Process launch(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    try {
      return builder.start();
    } catch (IOException failed) {
      throw new CallFailed("it could not be started: " + failed.getMessage());
    }
  }

  private static String beginning(InputStream in) throws IOException {
    var kept = new ByteArrayOutputStream();
    byte[] block = new byte[4096];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      kept.write(block, 0, Math.min(read, OUTPUT_BYTES_MAX - kept.size()));
    }
    return kept.toString(StandardCharsets.UTF_8);
  }

  private static String rest(Future<String> output) throws InterruptedException {
    try {
      return output.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException none) {
      return "";
    }
  }

  private static void end(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> started = process.descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
