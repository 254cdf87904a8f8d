package dev.surgeline.plane.demo;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Where the demo finds its parts and keeps its run, and the commands that start each part.
///
/// @param home the root of the project
/// @param directory of this run, fresh
/// @param dashboardPort 0: any
public record Machine(Path home, Path directory, int dashboardPort) {
  private static final long MEMORY_LEAST = 1200L << 20;
  private static final List<String> SMALL_JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  Path documents() {
    return Demo.documents(home);
  }

  Path state() {
    return directory.resolve("state");
  }

  AuditFolder audit() {
    return new AuditFolder(state());
  }

  private Path token() {
    return directory.resolve("gateway.token");
  }

  /// Makes the run's directory, and finds out what would stop the demo before anything is started.
  void prepare() throws IOException {
    Demo.requireFile(jar("gateway", "surge-gateway"));
    Demo.requireFile(jar("sample", "surge-sample"));
    Demo.requireFile(jar("plane", "surge"));
    requireMemory(FreeMemory.of(Path.of("/")));
    AppendOnlyFile.makeFolder(state());
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    AppendOnlyFile.create(token());
    Files.writeString(token(), HexFormat.of().formatHex(secret) + "\n");
  }

  static void requireMemory(OptionalLong available) {
    if (available.isPresent() && available.getAsLong() < MEMORY_LEAST) {
      throw new DemoFailure(
          "the demo needs about "
              + (MEMORY_LEAST >> 20)
              + " MiB of free memory, and here are "
              + (available.getAsLong() >> 20)
              + " MiB: end something else, or give the container more");
    }
  }

  private Path jar(String module, String name) {
    return home.resolve(module).resolve("target").resolve(name + ".jar");
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  List<String> gatewayCommand() {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", jar("gateway", "surge-gateway").toString()));
    command.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
    command.addAll(List.of("--admin-token-file", token().toString()));
    command.addAll(List.of("--state", directory.resolve("gateway").toString()));
    return command;
  }

  List<String> planeCommand(String gatewayUrl, String gatewayAdmin) {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m"));
    command.addAll(SMALL_JVM);
    command.addAll(List.of("-Dsurge.home=" + home, "-jar", jar("plane", "surge").toString()));
    command.addAll(List.of("run", "-f", documents().toString(), "--state", state().toString()));
    command.addAll(List.of("--gateway", gatewayUrl, "--gateway-admin", gatewayAdmin));
    command.addAll(List.of("--gateway-token-file", token().toString()));
    command.addAll(List.of("--dashboard-port", Integer.toString(dashboardPort)));
    command.addAll(List.of("--on-exit", "stop"));
    return command;
  }

  List<String> loadCommand(Story story, PlatformSpec spec, String gatewayUrl) {
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", jar("sample", "surge-sample").toString(), "load"));
    command.addAll(List.of("--trace", home.resolve(story.trace()).toString()));
    command.addAll(List.of("--target", gatewayUrl, "--from", story.from()));
    command.addAll(List.of("--compress", Integer.toString(story.compress())));
    command.addAll(List.of("--scale", Double.toString(story.scale())));
    command.addAll(List.of("--duration", story.length().toSeconds() + "s"));
    command.addAll(List.of("--surge-at", story.surgeAt().toSeconds() + "s"));
    command.addAll(List.of("--surge-for", story.surgeFor().toSeconds() + "s"));
    command.addAll(List.of("--surge-factor", Integer.toString(story.surgeFactor())));
    command.addAll(List.of("--seed", Long.toString(story.seed())));
    for (WorkloadSpec declared : spec.workloads().values()) {
      declared
          .workload()
          .slo()
          .latency()
          .ifPresent(bound ->
              command.addAll(
                  List.of(
                      "--objective",
                      declared.workload().name() + "=" + bound.below().toMillis() + "ms")));
    }
    command.addAll(List.of("--out", directory.resolve("load").toString()));
    return command;
  }

  /// Why the platform is not ready, with the last words of a replica that could say so.
  String unready(Duration patience, Optional<Picture> picture) {
    String who =
        picture
            .flatMap(seen ->
                seen.workloads().stream()
                    .filter(workload -> workload.ready() < Math.max(1, workload.min()))
                    .findFirst())
            .map(one -> one.name() + " has " + one.ready() + " of " + one.min() + " replicas")
            .orElse("the control plane shows no picture");
    return "the hospital did not come up within "
        + patience.toSeconds()
        + " s: "
        + who
        + "; the latest said: "
        + lastWords()
        + "; the replicas' output is in "
        + state().resolve("logs");
  }

  private String lastWords() {
    try (Stream<Path> logs = Files.list(state().resolve("logs"))) {
      List<Path> latest =
          logs.sorted(
                  Comparator.comparingLong((Path log) -> log.toFile().lastModified()).reversed())
              .toList();
      for (Path log : latest) {
        List<String> lines =
            Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        if (!lines.isEmpty()) {
          return log.getFileName() + ": " + lines.getLast();
        }
      }
    } catch (IOException none) {
      return "nothing";
    }
    return "nothing";
  }
}
