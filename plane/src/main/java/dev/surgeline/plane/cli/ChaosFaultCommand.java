package dev.surgeline.plane.cli;

import dev.surgeline.plane.chaos.fault.Filler;
import dev.surgeline.plane.chaos.fault.Invocation;
import dev.surgeline.plane.chaos.fault.Victim;
import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge chaos fault`: one fault, or what takes it back.
@Command(
    name = "fault",
    mixinStandardHelpOptions = true,
    description = "Brings about one fault on this machine, or takes it back.",
    subcommands = {
      ChaosLinkCommand.Start.class,
      ChaosLinkCommand.Change.class,
      ChaosLinkCommand.Stop.class
    })
final class ChaosFaultCommand {
  private static final Duration RESTART_MAX = Duration.ofMinutes(5);

  private ChaosFaultCommand() {}

  /// Which replica.
  static final class Which {
    @Mixin StateFolderOption folder = new StateFolderOption();

    @Option(names = "--workload", paramLabel = "NAME", description = "the oldest of this workload")
    Optional<String> workload = Optional.empty();

    @Option(names = "--replica", paramLabel = "ID", description = "this very one")
    Optional<String> replica = Optional.empty();

    Victim find() throws IOException {
      if (workload.isEmpty() && replica.isEmpty()) {
        throw new WrongInput("name the replica: --workload NAME or --replica ID");
      }
      return Victim.replica(folder.state, workload, replica);
    }
  }

  /// The control plane's state folder.
  static final class StateFolderOption {
    @Option(
        names = "--state",
        paramLabel = "DIR",
        defaultValue = "${env:SURGE_STATE:-run/state}",
        description = "the control plane's state folder (default: ${DEFAULT-VALUE})")
    Path state = Path.of("run/state");
  }

  /// Whether it is started again.
  static final class Again {
    @Option(
        names = "--restart-after",
        paramLabel = "DURATION",
        description = {
          "start it again, just as it was, after so long: what a supervisor would do;",
          "it is left dead when not given"
        })
    Optional<String> after = Optional.empty();

    /// Kills it, and starts it again.
    ///
    /// @return what was done
    String kill(Victim victim) throws IOException {
      Optional<Duration> pause = after.map(it -> Words.duration("--restart-after", it));
      if (pause.filter(it -> it.compareTo(RESTART_MAX) > 0).isPresent()) {
        throw new WrongInput("--restart-after is 5m at most");
      }
      Invocation invocation = Invocation.of(victim);
      victim.kill();
      String killed = "killed the " + victim.name() + ", process " + victim.process().pid();
      if (pause.isEmpty()) {
        return killed;
      }
      try {
        Thread.sleep(pause.get());
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
      return killed + ", and started it again as process " + invocation.again().pid();
    }
  }

  /// `surge chaos fault kill-replica`.
  @Command(
      name = "kill-replica",
      mixinStandardHelpOptions = true,
      description = "Kills a replica (SIGKILL).")
  int killReplica(@Mixin Which which, @Mixin SentenceOption said) throws IOException {
    Victim victim = which.find();
    victim.kill();
    said.say("killed " + victim.name() + ", process " + victim.process().pid());
    return Exit.DONE;
  }

  /// `surge chaos fault freeze-replica`.
  @Command(
      name = "freeze-replica",
      mixinStandardHelpOptions = true,
      description = {
        "Stops a replica where it stands (SIGSTOP): it keeps its connections and answers nothing.",
        "thaw takes it back."
      })
  int freezeReplica(@Mixin Which which, @Mixin SentenceOption said) throws IOException {
    Victim victim = which.find();
    victim.freeze();
    said.say("froze " + victim.name() + ", process " + victim.process().pid());
    return Exit.DONE;
  }

  /// `surge chaos fault thaw`.
  @Command(
      name = "thaw",
      mixinStandardHelpOptions = true,
      description = "Lets every replica go on that is stopped.")
  int thaw(@Mixin StateFolderOption folder, @Mixin SentenceOption said) throws IOException {
    said.say(Victim.thaw(folder.state) + " were stopped and go on");
    return Exit.DONE;
  }

  /// `surge chaos fault kill-gateway`.
  @Command(
      name = "kill-gateway",
      mixinStandardHelpOptions = true,
      description = "Kills the gateway that listens on this machine.")
  int killGateway(
      @Option(
              names = "--gateway",
              required = true,
              paramLabel = "URL",
              description = "where requests arrive")
          URI gateway,
      @Mixin Again again,
      @Mixin SentenceOption said)
      throws IOException {
    List<String> words = List.of("surge-gateway", "dev.surgeline.gateway.Main");
    said.say(again.kill(Victim.listening("gateway", port("--gateway", gateway), words)));
    return Exit.DONE;
  }

  /// `surge chaos fault kill-control-plane`.
  @Command(
      name = "kill-control-plane",
      mixinStandardHelpOptions = true,
      description = "Kills the control plane whose dashboard is on this machine.")
  int killControlPlane(
      @Option(names = "--plane", required = true, paramLabel = "URL", description = "its dashboard")
          URI plane,
      @Mixin Again again,
      @Mixin SentenceOption said)
      throws IOException {
    List<String> words = List.of("surge.jar", "dev.surgeline.plane.Main");
    said.say(again.kill(Victim.listening("control plane", port("--plane", plane), words)));
    return Exit.DONE;
  }

  private static int port(String option, URI url) {
    if (url.getPort() <= 0) {
      throw new WrongInput(
          option + " is a URL with a port such as http://127.0.0.1:8080, not " + url);
    }
    return url.getPort();
  }

  /// `surge chaos fault fill-disk`.
  @Command(
      name = "fill-disk",
      mixinStandardHelpOptions = true,
      description = {
        "Takes all the room on the disk of a folder, with one file in it. free-disk takes it back."
      })
  int fillDisk(
      @Option(names = "--on", required = true, paramLabel = "DIR", description = "a folder on it")
          Path folder,
      @Option(
              names = "--at-most",
              required = true,
              paramLabel = "SIZE",
              description = "such as 64M; where more is free nothing is done")
          String atMost,
      @Mixin SentenceOption said)
      throws IOException {
    long most;
    try {
      most = Filler.bytes(atMost);
    } catch (IllegalArgumentException none) {
      throw new WrongInput("--at-most: " + none.getMessage());
    }
    said.say("took the last " + (Filler.fill(folder, most) >> 10) + " KiB on " + folder);
    return Exit.DONE;
  }

  /// `surge chaos fault free-disk`.
  @Command(
      name = "free-disk",
      mixinStandardHelpOptions = true,
      description = "Gives back the room that fill-disk took.")
  int freeDisk(
      @Option(names = "--on", required = true, paramLabel = "DIR", description = "the same folder")
          Path folder,
      @Mixin SentenceOption said)
      throws IOException {
    said.say(Filler.free(folder) ? "gave the room on " + folder + " back" : "nothing was taken");
    return Exit.DONE;
  }

  /// `surge chaos fault step-clock`.
  @Command(
      name = "step-clock",
      mixinStandardHelpOptions = true,
      description = {
        "Steps the clock of a control plane that runs with --test-clock FILE, by what it says"
            + " there.",
        "",
        "The machine's own clock stays as it is. A control plane reads the clock when it starts."
      })
  int stepClock(
      @Option(
              names = "--file",
              required = true,
              paramLabel = "FILE",
              description = "the file of --test-clock")
          Path file,
      @Option(
              names = "--by",
              required = true,
              paramLabel = "DURATION",
              description = "such as 26h or -2h, from the true time; 0s takes it back")
          String by,
      @Mixin SentenceOption said)
      throws IOException {
    Duration step;
    try {
      step = dev.surgeline.wire.DurationText.parse(by);
    } catch (IllegalArgumentException none) {
      throw new WrongInput("--by: " + none.getMessage());
    }
    if (step.isZero()) {
      Files.deleteIfExists(file);
      said.say("the clock is right");
    } else {
      AppendOnlyFile.replace(file, (step + "\n").getBytes(StandardCharsets.US_ASCII));
      said.say("the clock is off by " + step);
    }
    return Exit.DONE;
  }
}
