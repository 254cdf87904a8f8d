package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.LogKey;
import dev.surgeline.plane.audit.witness.WitnessServer;
import dev.surgeline.plane.audit.witness.WitnessStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `surge audit witness`: for who watches over somebody else's log.
@Command(
    name = "witness",
    mixinStandardHelpOptions = true,
    header = "Signs that somebody else's log only grew.",
    description = {
      "",
      "A witness remembers of each log the last checkpoint it cosigned, and cosigns only "
          + "what grew out of it: a log with a quorum of witnesses can not show two people "
          + "two histories. It proves something only where the log's owner has no hand in it."
    })
final class WitnessCommand {
  private WitnessCommand() {}

  /// `surge audit witness serve`.
  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      header = "Runs a witness (C2SP tlog-witness) until stopped.",
      description = {
        "",
        "It prints the line that belongs into the policies of logs and auditors. Never set its "
            + "state back to an older copy, and never run two on one key: it could then cosign "
            + "two histories."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"143:stopped as asked, by SIGTERM", "2:wrong usage or input", "3:a fault"})
  int serve(
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FILE",
              description = "the witness's own key, mode 0600; made when there is none")
          Path key,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              defaultValue = "witness",
              description =
                  "what a new key is called, such as auditor.example; eight digits of the key "
                      + "are added (default: ${DEFAULT-VALUE})")
          String name,
      @Option(
              names = "--log",
              required = true,
              split = ",",
              paramLabel = "VKEY",
              description = "the verifier keys of the logs that it cosigns, or files with them")
          List<String> logs,
      @Option(
              names = "--state",
              required = true,
              paramLabel = "DIR",
              description = "where it keeps what it cosigned last; one process holds it")
          Path state,
      @Option(
              names = "--bind",
              paramLabel = "ADDRESS",
              defaultValue = "127.0.0.1",
              description = "the address that it listens on (default: ${DEFAULT-VALUE})")
          String bind,
      @Option(
              names = "--port",
              required = true,
              paramLabel = "PORT",
              description = "its port; 0: any")
          int port)
      throws IOException {
    if (port < 0 || port > 65_535) {
      throw new WrongInput("--port is 0 to 65535, not " + port);
    }
    List<VerifierKey> known = new ArrayList<>();
    for (String log : logs) {
      VerifierKey one = LogOption.parse("--log", log);
      if (one.type() != VerifierKey.Type.LOG) {
        throw new WrongInput("--log: the key of " + one.name() + " is a witness's, not a log's");
      }
      known.add(one);
    }
    NoteSigner signer = signer(key, name);
    Lifeline.parse(Optional.ofNullable(System.getenv(Lifeline.VARIABLE)))
        .ifPresent(owner -> owner.watch(() -> System.exit(Exit.DONE)));
    InstantSource clock = InstantSource.system();
    try (WitnessStore store = WitnessStore.open(state, signer, known);
        WitnessServer server = WitnessServer.start(bind, port, store, clock)) {
      String called = signer.key().name().replace('/', '-');
      System.out.println(
          "witness " + called + " " + signer.key() + " http://" + bind + ":" + server.port());
      System.out.flush();
      park();
    }
    return Exit.DONE;
  }

  private static NoteSigner signer(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      if (name.isBlank() || name.length() > 200 || !name.matches("[\\w./-]+")) {
        throw new WrongInput("--name is letters, digits and . / - _, not '" + name + "'");
      }
      return LogKey.create(file, name, VerifierKey.Type.COSIGNATURE);
    }
    NoteSigner signer = LogKey.read(file);
    if (signer.key().type() != VerifierKey.Type.COSIGNATURE) {
      throw new WrongInput(
          file
              + " is a log's key, and a witness has one of its own: name a file that is not there");
    }
    return signer;
  }

  private static void park() {
    try {
      Thread.sleep(Duration.ofDays(100_000));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
