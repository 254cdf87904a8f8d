package dev.surgeline.plane.console;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Debian's Chromium without a screen, spoken to in its own DevTools protocol over the JDK's
/// WebSocket.
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
  private static final int MESSAGE_BYTES_MAX = 64 * 1024 * 1024;

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, CompletableFuture<Node>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Tab> tabs = new ConcurrentHashMap<>();

  private Browser(Process process, Path profile, String address) {
    this.process = process;
    this.profile = profile;
    this.socket = http.newWebSocketBuilder().buildAsync(URI.create(address), new Ear()).join();
  }

  /// Where it is installed, if it is.
  static Optional<Path> installed() {
    return NAMES.stream().map(Path.of("/usr/bin")::resolve).filter(Files::isExecutable).findFirst();
  }

  static Browser launch() throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("surgeline-browser");
    var command =
        List.of(
            installed().orElseThrow().toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    return new Browser(process, profile, address(process, profile));
  }

  /// Chromium writes port and path of its DevTools into the profile once it listens.
  private static String address(Process process, Path profile)
      throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      if (lines.size() >= 2) {
        return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
      }
      Thread.sleep(20);
    }
    process.destroyForcibly();
    throw new IOException(
        "Chromium did not start: " + Files.readString(profile.resolve("chromium.log")));
  }

  /// An empty tab with a clean record of what it logs and asks for.
  Tab open() {
    Node target = call("", "Target.createTarget", "{\"url\":\"about:blank\"}");
    String id = text(target, "targetId");
    Node session =
        call("", "Target.attachToTarget", "{\"flatten\":true,\"targetId\":\"" + id + "\"}");
    var tab = new Tab(this, text(session, "sessionId"), id);
    tabs.put(text(session, "sessionId"), tab);
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      tab.call(domain + ".enable", "{}");
    }
    return tab;
  }

  /// @param session empty for the browser itself
  /// @param parameters as JSON
  Node call(String session, String method, String parameters) {
    long id = lastId.incrementAndGet();
    var answer = new CompletableFuture<Node>();
    waiting.put(id, answer);
    String to = session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"";
    socket
        .sendText(
            "{\"id\":%d,\"method\":\"%s\",\"params\":%s%s}".formatted(id, method, parameters, to),
            true)
        .join();
    return answer.orTimeout(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// Ends the browser and all its processes and removes its profile.
  @Override
  public void close() throws IOException {
    var children = process.descendants().toList();
    http.shutdownNow();
    process.destroy();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join().destroyForcibly();
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }
    try (var files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  static String text(Node node, String... path) {
    Node at = node;
    for (String key : path) {
      at = ((Node.Mapping) at).find(key).orElseThrow(() -> new AssertionError(key + " in " + node));
    }
    return ((Node.Scalar) at).text();
  }

  private void receive(String message) {
    var node =
        (Node.Mapping)
            Json.readNode(message.getBytes(StandardCharsets.UTF_8), "DevTools", MESSAGE_BYTES_MAX);
    if (node.find("id").isPresent()) {
      var answer = Optional.ofNullable(waiting.remove(Long.parseLong(text(node, "id"))));
      answer.ifPresent(waiter -> answer(waiter, node));
    } else if (node.find("sessionId").isPresent()) {
      var tab = tabs.get(text(node, "sessionId"));
      if (tab != null) {
        tab.happened(text(node, "method"), node.find("params").orElseThrow());
      }
    }
  }

  private static void answer(CompletableFuture<Node> waiter, Node.Mapping message) {
    message
        .find("error")
        .ifPresentOrElse(
            error -> waiter.completeExceptionally(new AssertionError(text(error, "message"))),
            () -> waiter.complete(message.find("result").orElseThrow()));
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        String message = parts.toString();
        parts.setLength(0);
        receive(message);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
