package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.index.IndexPlace;
import dev.surgeline.plane.audit.index.LogIndex;
import dev.surgeline.wire.Json;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `surge audit index`.
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    header = "Keeps what queries look things up in.",
    description = {
      "",
      "An index follows the log by itself, is never believed, and may be deleted at any time."
    })
final class AuditIndexCommand {
  private AuditIndexCommand() {}

  /// What `rebuild --json` prints.
  ///
  /// @param size entries that it has
  /// @param root of the log's tree, base64
  record Rebuilt(String index, String log, long size, String root) {}

  /// `surge audit index rebuild`.
  @Command(
      name = "rebuild",
      mixinStandardHelpOptions = true,
      header = "Makes the index from the log again, reading all of it.",
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:made",
        "1:the log does not hold",
        "2:wrong usage, or there is no log",
        "3:a fault, such as a database that does not answer"
      })
  int rebuild(@Mixin LogOption option, @Mixin IndexOption kept) throws IOException {
    PublishedLog log = option.open();
    IndexPlace place =
        kept.place(log)
            .orElseThrow(() ->
                new WrongInput("say where the index of " + log.where() + " is, with --index FILE"));
    VerifierKey key = option.key(log);
    return option.holding(
        log,
        () -> {
          try (LogIndex index = LogIndex.open(place, log, key, AuditIndexCommand::say)) {
            Checkpoint done = index.rebuild();
            var rebuilt =
                new Rebuilt(place.toString(), done.origin(), done.size(), done.root().toString());
            System.out.println(
                option.json
                    ? Json.pretty(rebuilt)
                    : "indexed " + done.size() + " entries of " + done.origin() + " in " + place);
            return Exit.DONE;
          }
        });
  }

  static void say(String sentence) {
    System.err.println("surge: " + sentence);
  }
}
