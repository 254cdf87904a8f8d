package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.ProvenEntry;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TextCount;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge audit`: what was decided and done, and that the record is whole.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    subcommands = {
      AuditVerifyCommand.class,
      AuditExportCommand.class,
      AuditIndexCommand.class,
      AuditMirrorCommand.class,
      AuditQueryCommand.class,
      AuditReportCommand.class,
      AuditRotateCommand.class,
      WitnessCommand.class
    },
    header = "Verifies, queries and proves from the audit log.",
    description = {
      "",
      "The log is a transparency log (C2SP tlog-tiles): others' tools verify it too, see"
          + " docs/operate. None of these commands but review needs a running control plane."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; everything holds",
      "1:something does not hold",
      "2:wrong usage, or there is no log",
      "3:a fault, such as a log that can not be read"
    })
final class AuditCommand {
  private AuditCommand() {}

  /// `surge audit fsck`.
  @Command(
      name = "fsck",
      mixinStandardHelpOptions = true,
      header = "Derives every hash of the log anew from the bytes of its entries.",
      description = {
        "",
        "Compares every tile and the signed root, and names each entry and file that "
            + "is not as it was when it was signed."
      })
  int fsck(@Mixin LogOption option) throws IOException {
    PublishedLog log = option.open();
    var referred = new TextCount.Reading();
    Fsck.Result result = Fsck.run(log, option.key(log), referred::take);
    Optional<TextCount> texts = option.texts(log).filter(_ -> result.ok()).map(referred::in);
    boolean ok = result.ok() && texts.filter(one -> !one.altered().isEmpty()).isEmpty();
    if (option.json) {
      System.out.println(Json.pretty(Checked.of(ok, result, texts)));
    } else if (result.ok()) {
      System.out.println(
          "every byte of "
              + result.size().orElse(0L)
              + " entries is what was signed: "
              + result.bytes()
              + " bytes, "
              + result.tiles()
              + " tiles, root "
              + result.root().orElse("")
              + AuditText.spooled(result)
              + texts.map(one -> "\n" + AuditText.texts(one)).orElse(""));
    } else {
      result.problems().forEach(one -> System.out.println(log.where() + ": " + one));
    }
    return ok ? Exit.DONE : Exit.NO;
  }

  /// What `fsck --json` prints.
  ///
  /// @param spools that were put on the log after it could not be written
  /// @param spooled entries that came from them
  /// @param texts of people; absent when they can not be here, or the log does not hold
  record Checked(
      boolean ok,
      Optional<String> origin,
      Optional<Long> size,
      Optional<String> root,
      long bytes,
      long tiles,
      long spools,
      long spooled,
      List<String> problems,
      Optional<TextCount> texts) {
    Checked {
      problems = List.copyOf(problems);
    }

    static Checked of(boolean ok, Fsck.Result log, Optional<TextCount> texts) {
      return new Checked(
          ok,
          log.origin(),
          log.size(),
          log.root(),
          log.bytes(),
          log.tiles(),
          log.spools(),
          log.spooled(),
          log.problems(),
          texts);
    }
  }

  /// `surge audit show`.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      header = "Shows one entry, after its proof was checked.")
  int show(
      @Mixin LogOption option,
      @Parameters(paramLabel = "N", description = "its index, from 0 on") long index,
      @Option(
              names = "--raw",
              description = "the entry's bytes and nothing else, as its hash is over")
          boolean raw)
      throws IOException {
    return proven(
        option,
        index,
        one -> {
          if (raw) {
            print(one.entry());
            return Exit.DONE;
          }
          byte[] bytes = one.entry().getBytes(StandardCharsets.UTF_8);
          AuditLine line = Json.read(AuditLine.class, bytes, "entry " + index);
          Optional<Texts> texts = option.texts(option.open());
          EntryShown shown = EntryShown.of(line, texts);
          System.out.println(
              option.json
                  ? Json.pretty(shown)
                  : AuditText.line(line, texts) + "\n" + Json.pretty(shown));
          return shown.sound() ? Exit.DONE : Exit.NO;
        });
  }

  /// `surge audit prove`.
  @Command(
      name = "prove",
      mixinStandardHelpOptions = true,
      header = "Writes the proof that an entry is in the log.",
      description = {
        "",
        "The proof is checked before it is written. With surge audit show N --raw > "
            + "FILE it is all that somebody needs who has the log's key, offline."
      })
  int prove(
      @Mixin LogOption option,
      @Parameters(paramLabel = "N", description = "the entry's index, from 0 on") long index,
      @Option(
              names = "--spicy",
              description = "in the form of litetlog's .spicy files, for spicy-litetlog -verify")
          boolean spicy)
      throws IOException {
    return proven(
        option,
        index,
        one -> {
          String proof = spicy ? one.proof().spicy() : one.proof().text();
          if (option.json) {
            System.out.println(Json.pretty(new Proven(index, one.entry(), proof)));
          } else {
            print(proof);
          }
          return Exit.DONE;
        });
  }

  /// What `prove --json` prints.
  ///
  /// @param entry its text, whose UTF-8 bytes the leaf's hash is over
  record Proven(long index, String entry, String proof) {}

  @FunctionalInterface
  private interface Shown {
    int accept(ProvenEntry entry);
  }

  private static int proven(LogOption option, long index, Shown shown) throws IOException {
    PublishedLog log = option.open();
    VerifierKey key = option.key(log);
    return option.holding(
        log,
        () -> {
          try {
            return shown.accept(ProvenEntry.of(log, key, index));
          } catch (IndexOutOfBoundsException none) {
            throw new WrongInput(String.valueOf(none.getMessage()));
          }
        });
  }

  private static void print(String text) {
    PrintStream out = System.out;
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// `surge audit review`.
  @Command(
      name = "review",
      mixinStandardHelpOptions = true,
      header = "Says, on the log, that you looked at a range of it.",
      description = {
        "",
        "On a running control plane, by somebody with the role auditor. surge audit query "
            + "--unreviewed lists what nobody looked at yet."
      })
  int review(
      @Mixin PlaneClient client,
      @Option(names = "--from", required = true, paramLabel = "N", description = "first entry")
          long from,
      @Option(names = "--to", required = true, paramLabel = "M", description = "last entry")
          long to,
      @Option(
              names = "--note",
              required = true,
              paramLabel = "TEXT",
              description = "what was found; kept beside the log: name no patient and no person")
          String note)
      throws IOException {
    try {
      return client.review(new CommandDesk.Review(from, to, note));
    } catch (IllegalArgumentException rule) {
      throw new WrongInput(String.valueOf(rule.getMessage()));
    }
  }
}
