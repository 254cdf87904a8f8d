package dev.surgeline.plane.cli;

import dev.surgeline.plane.chaos.fault.Filler;
import dev.surgeline.plane.chaos.fault.LinkControl;
import dev.surgeline.plane.chaos.fault.LinkControl.Order;
import dev.surgeline.plane.chaos.fault.LinkFaults;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge chaos fault link-...`: slow and broken links, by a TCP proxy of our own.
final class ChaosLinkCommand {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration START_PATIENCE = Duration.ofSeconds(20);

  private ChaosLinkCommand() {}

  /// Which link.
  static final class Which {
    @Option(
        names = "--name",
        defaultValue = "link",
        paramLabel = "NAME",
        description = "where there are several (default: ${DEFAULT-VALUE})")
    String name = "link";

    @Option(
        names = "--folder",
        defaultValue = "${env:SURGE_CHAOS_RUN}",
        paramLabel = "DIR",
        description = "where links are known (default: the folder of the run)")
    String folder = "";

    Path file() {
      if (!name.matches("[a-z0-9-]{1,30}")) {
        throw new WrongInput("--name has 1 to 30 letters a to z, digits and -, not " + name);
      }
      if (folder.isBlank()) {
        throw new WrongInput("--folder names a folder for links, outside of a run");
      }
      return Path.of(folder).resolve(name + ".socket").toAbsolutePath();
    }
  }

  /// What the link does.
  static final class What {
    @Option(
        names = "--latency",
        defaultValue = "0s",
        paramLabel = "DURATION",
        description = "each way, such as 300ms; 60s at most")
    String latency = "0s";

    @Option(
        names = "--jitter",
        defaultValue = "0s",
        paramLabel = "DURATION",
        description = "up to so much more or less than the latency")
    String jitter = "0s";

    @Option(
        names = "--bandwidth",
        defaultValue = "0",
        paramLabel = "SIZE",
        description = "a second, each way and connection, such as 64K; 0: as fast as it goes")
    String bandwidth = "0";

    @Option(names = "--blackhole", description = "nothing passes and nothing is closed")
    boolean blackhole;

    @Option(names = "--reset", description = "connections are broken off, those that come too")
    boolean reset;

    LinkFaults faults() {
      try {
        return LinkFaults.of(
            Words.duration("--latency", latency),
            Words.duration("--jitter", jitter),
            Filler.bytes(bandwidth),
            blackhole,
            reset);
      } catch (IllegalArgumentException rule) {
        throw new WrongInput(String.valueOf(rule.getMessage()));
      }
    }
  }

  /// `surge chaos fault link-start`.
  @Command(
      name = "link-start",
      mixinStandardHelpOptions = true,
      description = {
        "Starts a TCP proxy with these faults. link-set changes it, link-stop ends it.",
        "",
        "In a run it ends with the run, whatever becomes of that."
      })
  static final class Start implements Callable<Integer> {
    @Mixin Which which = new Which();
    @Mixin What what = new What();
    @Mixin SentenceOption said = new SentenceOption();

    @Option(
        names = "--listen",
        required = true,
        paramLabel = "HOST:PORT",
        description = "where it listens, on this machine alone")
    String listen = "";

    @Option(
        names = "--to",
        required = true,
        paramLabel = "HOST:PORT",
        description = "where it leads")
    String target = "";

    @Override
    public Integer call() throws IOException {
      LinkFaults faults = what.faults();
      var _ = ChaosCommand.address("--listen", listen);
      var _ = ChaosCommand.address("--to", target);
      Path file = which.file();
      if (Files.exists(file)) {
        throw new WrongInput(
            "there is a link " + which.name + " already: stop it, or take a --name");
      }
      List<String> words = new ArrayList<>();
      if (Files.isExecutable(SETSID)) {
        words.add(SETSID.toString());
      }
      words.addAll(ChaosRunCommand.own());
      words.addAll(List.of("chaos", "link", "--listen", listen, "--to", target));
      words.addAll(List.of("--control", file.toString()));
      Path log = file.resolveSibling(which.name + ".log");
      Process process =
          new ProcessBuilder(words)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      await(process, file, log);
      LinkControl.tell(file, new Order.Become(faults));
      said.say(
          "the link from "
              + listen
              + " to "
              + target
              + ", process "
              + process.pid()
              + ", "
              + faults.sentence());
      return Exit.DONE;
    }

    private static void await(Process process, Path file, Path log) throws IOException {
      long until = System.nanoTime() + START_PATIENCE.toNanos();
      while (!Files.exists(file)) {
        if (!process.isAlive() || System.nanoTime() > until) {
          process.destroyForcibly();
          throw new IOException("the link did not start: " + Files.readString(log).strip());
        }
        try {
          Thread.sleep(20);
        } catch (InterruptedException ended) {
          process.destroyForcibly();
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", ended);
        }
      }
    }
  }

  /// `surge chaos fault link-set`.
  @Command(
      name = "link-set",
      mixinStandardHelpOptions = true,
      description = "Changes what a link does; what is not named it does no longer.")
  static final class Change implements Callable<Integer> {
    @Mixin Which which = new Which();
    @Mixin What what = new What();
    @Mixin SentenceOption said = new SentenceOption();

    @Override
    public Integer call() throws IOException {
      LinkFaults faults = what.faults();
      LinkControl.tell(which.file(), new Order.Become(faults));
      said.say("the link " + faults.sentence());
      return Exit.DONE;
    }
  }

  /// `surge chaos fault link-stop`.
  @Command(
      name = "link-stop",
      mixinStandardHelpOptions = true,
      description = "Ends a link, if it is there.")
  static final class Stop implements Callable<Integer> {
    @Mixin Which which = new Which();
    @Mixin SentenceOption said = new SentenceOption();

    @Override
    public Integer call() throws IOException {
      Path file = which.file();
      if (!Files.exists(file)) {
        said.say("there is no such link");
        return Exit.DONE;
      }
      LinkControl.stop(file);
      said.say("the link is gone");
      return Exit.DONE;
    }
  }
}
