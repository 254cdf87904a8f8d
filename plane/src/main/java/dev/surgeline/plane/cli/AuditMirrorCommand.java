package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.mirror.Mirror;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge audit mirror`.
@Command(
    name = "mirror",
    mixinStandardHelpOptions = true,
    header = "Copies a log into a folder of yours, as long as it only grows.",
    description = {
      "",
      "Entries are copied and every tile is derived from their bytes; the copy is a log as any, "
          + "for surge audit verify --log DIR and others' tools. Every signed checkpoint that was "
          + "seen is kept in DIR/checkpoints. A log that was set back or forked is refused, and "
          + "the folder then holds the two signed checkpoints that show it. What was cut short is "
          + "taken up again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the folder holds all that the log has",
      "1:the log was set back, forked or altered, or is not signed by the key",
      "2:wrong usage, or there is no log",
      "3:a fault, such as a log that does not answer"
    })
final class AuditMirrorCommand implements Callable<Integer> {
  private static final Duration PACE = Duration.ofSeconds(10);

  @Mixin private LogOption option = new LogOption();

  @Parameters(paramLabel = "DIR", description = "your copy; made where there is none")
  private Path folder = Path.of("");

  @Option(
      names = "--follow",
      description = "go on every ten seconds, until interrupted or the log is refused")
  private boolean follow;

  private AuditMirrorCommand() {}

  /// What `--json` prints.
  ///
  /// @param added entries that were taken over
  /// @param checkpoints seen so far
  record Mirrored(boolean ok, String log, long added, long size, String root, int checkpoints) {}

  @Override
  public Integer call() throws IOException {
    if (follow && option.json) {
      throw new WrongInput("--json is one document, and --follow has no end: give one of them");
    }
    if (option.log.isEmpty()) {
      throw new WrongInput("say which log with --log");
    }
    PublishedLog log = option.open();
    Optional<String> unfit = Mirror.unfit(log, folder);
    if (unfit.isPresent()) {
      throw new WrongInput(unfit.get());
    }
    VerifierKey key = key(log);
    try (Mirror mirror = Mirror.open(log, key, folder)) {
      report(mirror, mirror.step());
      while (follow) {
        pause();
        again(mirror);
      }
      return Exit.DONE;
    } catch (Unverified wrong) {
      System.err.println("surge: " + log.where() + ": " + wrong.getMessage());
      return Exit.NO;
    }
  }

  /// A key that was given once is kept in the folder.
  private VerifierKey key(PublishedLog log) throws IOException {
    LogFolder held = new LogFolder(folder);
    if (option.key.isEmpty() && Files.exists(held.keyFile())) {
      try {
        Optional<VerifierKey> kept = held.key();
        if (kept.isPresent()) {
          return kept.get();
        }
      } catch (Unverified wrong) {
        throw new WrongInput(held.keyFile() + ": " + wrong.getMessage());
      }
    }
    return option.key(log);
  }

  private void again(Mirror mirror) {
    try {
      Mirror.Step step = mirror.step();
      if (step.size() > step.before()) {
        report(mirror, step);
      }
    } catch (IOException failed) {
      // Servers and networks come back.
      System.err.println("surge: " + Surge.sentence(failed));
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PACE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }

  private void report(Mirror mirror, Mirror.Step step) throws IOException {
    long added = step.size() - step.before();
    int seen = mirror.seen();
    System.out.println(
        option.json
            ? Json.pretty(new Mirrored(true, step.origin(), added, step.size(), step.root(), seen))
            : "%d entries of %s, %d of them new, root %s; %d checkpoints seen"
                .formatted(step.size(), step.origin(), added, step.root(), seen));
    System.out.flush();
  }
}
