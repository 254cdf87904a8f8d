package dev.surgeline.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process: its flags, its ready line, its ends.
class MainTest {
  private static final Pattern READY =
      Pattern.compile("listening 127\\.0\\.0\\.1:(\\d+) admin 127\\.0\\.0\\.1:(\\d+)");

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void token() throws IOException {
    Files.writeString(folder.resolve("token"), TestGateway.TOKEN + "\n");
  }

  @AfterEach
  void killLeftovers() {
    started.forEach(Process::destroyForcibly);
  }

  private Process gateway(Optional<String> lifeline, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.surgeline.gateway.Main",
                "--admin-token-file",
                folder.resolve("token").toString(),
                "--state",
                folder.resolve("state").toString()));
    command.addAll(List.of(more));
    for (String address : List.of("--listen", "--admin")) {
      if (!command.contains(address)) {
        command.addAll(List.of(address, "127.0.0.1:0"));
      }
    }
    var builder = new ProcessBuilder(command);
    lifeline.ifPresent(text -> builder.environment().put(Lifeline.VARIABLE, text));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static InetSocketAddress ready(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = String.valueOf(out.readLine());
    Matcher found = READY.matcher(line);
    assertTrue(found.matches(), line);
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1)));
  }

  private static String complaint(Process process) throws Exception {
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(2, process.exitValue(), err);
    assertEquals(1, err.lines().count(), err);
    return err;
  }

  @Test
  void sigtermDrainsAndEndsWithZero() throws Exception {
    Process process = gateway(Optional.empty());
    try (var client = new RawClient(ready(process))) {
      assertEquals(404, client.get("/").status());
      // Process.destroy would close the streams that are read below.
      process.toHandle().destroy();
      assertTrue(client.ended(), "its idle connection is closed in the end");
    }
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    assertEquals("", new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void endsWithItsLifeline() throws Exception {
    Process line = new ProcessBuilder("sleep", "60").start();
    started.add(line);
    long at = line.info().startInstant().orElseThrow().toEpochMilli();
    Process process = gateway(Optional.of(line.pid() + ":" + at));
    ready(process);
    assertFalse(process.waitFor(1500, TimeUnit.MILLISECONDS), "it lives while its lifeline does");
    line.destroyForcibly();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  @Test
  void aReusedPidIsNotTheLifeline() {
    var self = ProcessHandle.current();
    long start = self.info().startInstant().orElseThrow().toEpochMilli();
    assertTrue(Lifeline.parse(self.pid() + ":" + start).holds());
    assertTrue(Lifeline.parse(self.pid() + ":" + (start + 900)).holds());
    assertFalse(Lifeline.parse(self.pid() + ":" + (start - 5000)).holds());
  }

  @Test
  void aPortInUseIsOneSentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      String listen = complaint(gateway(Optional.empty(), "--listen", address));
      assertTrue(listen.contains(address) && listen.contains("--listen"), listen);
      assertTrue(listen.contains("in use"), listen);
      String admin = complaint(gateway(Optional.empty(), "--admin", address));
      assertTrue(admin.contains(address) && admin.contains("--admin"), admin);
    }
  }

  @Test
  void wrongFlagsAreOneSentence() throws Exception {
    assertTrue(complaint(gateway(Optional.empty(), "--listen", "nowhere")).contains("--listen"));
    assertTrue(complaint(gateway(Optional.empty(), "--upstream-timeout", "soon")).contains("soon"));
    String none = complaint(gateway(Optional.empty(), "--client-connections", "0"));
    assertTrue(none.contains("1 client connection"), none);
    assertTrue(complaint(gateway(Optional.of("me"))).contains(Lifeline.VARIABLE));
    Files.writeString(folder.resolve("token"), "short\n");
    assertTrue(complaint(gateway(Optional.empty())).contains("16 characters"));
  }
}
