package dev.surgeline.plane.cli;

import dev.surgeline.plane.chaos.fault.Link;
import dev.surgeline.plane.chaos.fault.LinkControl;
import dev.surgeline.plane.chaos.load.SteadyLoad;
import dev.surgeline.plane.chaos.load.Tally;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge chaos`: experiments on the running platform.
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = "Tries the running platform: breaks something, and looks whether it holds.",
    subcommands = {ChaosRunCommand.class, ChaosFaultCommand.class, ChaosProbeCommand.class})
final class ChaosCommand {
  /// The folder of a run, which its links and what it measured are in.
  static final String FOLDER = "SURGE_CHAOS_RUN";

  private ChaosCommand() {}

  /// `surge chaos load`.
  @Command(
      name = "load",
      mixinStandardHelpOptions = true,
      description = "Sends requests at a steady rate, and tallies what became of them.")
  int load(
      @Option(names = "--url", required = true, paramLabel = "URL", description = "what is asked")
          URI url,
      @Option(
              names = "--rate",
              defaultValue = "20",
              paramLabel = "N",
              description = "requests a second, 1 to 1000 (default: ${DEFAULT-VALUE})")
          int rate,
      @Option(
              names = "--for",
              required = true,
              paramLabel = "DURATION",
              description = "for how long, such as 10s; 10m at most")
          String length,
      @Option(
              names = "--patience",
              defaultValue = "5s",
              paramLabel = "DURATION",
              description = "a request fails that takes longer (default: ${DEFAULT-VALUE})")
          String patience,
      @Mixin TallyOption tally,
      @Option(names = "--json", description = "one JSON document on stdout") boolean json)
      throws IOException {
    Path file = tally.file();
    SteadyLoad load;
    try {
      load =
          new SteadyLoad(
              url, rate, Words.duration("--for", length), Words.duration("--patience", patience));
    } catch (IllegalArgumentException rule) {
      throw new WrongInput(String.valueOf(rule.getMessage()));
    }
    Tally sent;
    try {
      sent = load.send();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", ended);
    }
    sent.write(file);
    System.out.println(json ? Json.pretty(sent) : Words.tally(sent));
    return Exit.DONE;
  }

  /// `surge chaos link`: the proxy that `fault link-start` starts.
  @Command(name = "link", hidden = true, mixinStandardHelpOptions = true)
  int link(
      @Option(names = "--listen", required = true) String listen,
      @Option(names = "--to", required = true) String target,
      @Option(names = "--control", required = true) Path control)
      throws IOException {
    long seed = ThreadLocalRandom.current().nextLong();
    Lifeline.parse(Optional.ofNullable(System.getenv(Lifeline.VARIABLE)))
        .ifPresent(owner -> owner.watch(() -> Runtime.getRuntime().halt(Exit.DONE)));
    try (Link link = Link.open(address("--listen", listen), address("--to", target), seed);
        LinkControl told = LinkControl.open(control, link)) {
      told.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return Exit.DONE;
  }

  /// An address, also one that is given as a URL; a link that listens is for this machine alone.
  static InetSocketAddress address(String option, String given) {
    String text = given.replaceFirst("^http://", "").replaceFirst("/$", "");
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      InetAddress host = InetAddress.getByName(text.substring(0, Math.max(0, colon)));
      if (colon > 0 && (!option.equals("--listen") || host.isLoopbackAddress())) {
        return new InetSocketAddress(host, port);
      }
    } catch (IOException | IllegalArgumentException none) {
      throw noAddress(option, text);
    }
    throw noAddress(option, text);
  }

  private static WrongInput noAddress(String option, String text) {
    return new WrongInput(
        option
            + " is an address such as 127.0.0.1:8080"
            + (option.equals("--listen") ? ", of this machine alone" : "")
            + "; not "
            + text);
  }
}
