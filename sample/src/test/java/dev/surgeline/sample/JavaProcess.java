package dev.surgeline.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// This jar's `Main` as a process of its own, ended with the test.
public final class JavaProcess implements AutoCloseable {
  private static final int READY_TOKEN = "listening ".length();

  private final Process process;
  private final BufferedReader lines;

  private JavaProcess(Process process) {
    this.process = process;
    lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static JavaProcess start(Map<String, String> environment, List<String> args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start());
  }

  /// Reads the line that a replica prints once it listens.
  public int port() throws IOException {
    String line = nextLine();
    if (!line.startsWith("listening ")) {
      throw new AssertionError("expected the listening line, got: " + line);
    }
    String address = line.substring(READY_TOKEN);
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /// The next line of output, `""` at its end.
  public String nextLine() throws IOException {
    String line = lines.readLine();
    return line == null ? "" : line;
  }

  /// Sends SIGTERM. By its handle, because `Process.destroy()` also closes the pipes, and its last
  /// words would be lost.
  public void terminate() {
    if (!process.toHandle().destroy()) {
      throw new AssertionError("cannot be terminated");
    }
  }

  /// Its exit code, within ten seconds.
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after 10 s");
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
