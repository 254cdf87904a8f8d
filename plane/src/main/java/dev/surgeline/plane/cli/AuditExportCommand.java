package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TimeRange;
import dev.surgeline.plane.audit.fhir.AuditExport;
import dev.surgeline.plane.evidence.Assessment;
import dev.surgeline.plane.evidence.LogAssessment;
import dev.surgeline.plane.evidence.Oscal;
import dev.surgeline.wire.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge audit export`.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Writes entries for other systems: FHIR AuditEvents, a table, or as they stand.",
    description = {
      "",
      "The whole log is read and must lead to its signed root. With -o the file is there only when"
          + " that holds; without, entries are printed as they are read, and only exit code 0 says"
          + " that they can be trusted. Nothing that a person typed is in it, but for jsonl of"
          + " entries of versions that had it in the log: jsonl is the entries as they stand."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:exported, and the log holds",
      "1:the log does not hold; of oscal, or one of its checks failed",
      "2:wrong usage, or there is no log",
      "3:a fault, such as a file that can not be written"
    })
final class AuditExportCommand implements Callable<Integer> {
  @Mixin private LogOption option = new LogOption();
  @Mixin private QueryOption asked = new QueryOption();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description =
          "fhir-r4 or fhir-r5 (AuditEvents, one a line), csv (a table), or jsonl (the "
              + "entries' own bytes, one a line); or oscal: what the log's own checks found, as "
              + "OSCAL assessment results 1.1.2, of what began from --from to --to")
  private String format = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "where to; one that is there is replaced (default: stdout)")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--no-entry",
      description = "write nothing to the log, which may be kept as evidence; stderr says so")
  private boolean noEntry;

  private static final String OSCAL = "oscal";

  private AuditExportCommand() {}

  @Override
  public Integer call() throws IOException {
    if (format.equalsIgnoreCase(OSCAL)) {
      return oscal();
    }
    AuditExport.Form form = form();
    if (option.json && file.isEmpty()) {
      throw new WrongInput("--json says what was written to a file: give -o too");
    }
    AuditQuery query = asked.query();
    PublishedLog log = option.open();
    VerifierKey key = option.key(log);
    return option.holding(
        log,
        () -> {
          entry(log, key, form.toString(), query);
          if (file.isPresent()) {
            report(toFile(log, key, form, query, file.get()), file.get());
          } else {
            print(log, key, form, query);
          }
          return Exit.DONE;
        });
  }

  /// Before anything is exported, and of a log that the key is of.
  private void entry(PublishedLog log, VerifierKey key, String name, AuditQuery query)
      throws IOException {
    if (noEntry) {
      ExportEntry.none("--no-entry");
      return;
    }
    var _ = LogCheck.checkpoint(log, key);
    ExportEntry.leave(log, AuditEntry.Export.of(name, query));
  }

  /// What the log does not hold of is a finding here, and written like the others.
  private int oscal() throws IOException {
    AuditQuery query = asked.query();
    if (!query.whole()) {
      throw new WrongInput("--format oscal takes --from and --to, and nothing else of a query");
    }
    if (option.json && file.isEmpty()) {
      throw new WrongInput("--json says what was written to a file: give -o too");
    }
    file.ifPresent(path -> ReportOption.requireFolder("-o", path));
    PublishedLog log = option.open();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    VerifierKey key = option.key(log);
    try {
      entry(log, key, OSCAL, query);
    } catch (Unverified wrong) {
      ExportEntry.none(wrong.getMessage() + ", which is a finding");
    }
    Assessment found = assessment(log, key, query.range(), now);
    if (file.isEmpty()) {
      System.out.print(Oscal.of(found));
    } else {
      Path part = file.get().resolveSibling(file.get().getFileName() + ".part");
      Files.writeString(part, Oscal.of(found));
      Files.move(part, file.get(), StandardCopyOption.REPLACE_EXISTING);
      if (option.json) {
        System.out.println(Json.pretty(found));
      } else {
        EvidenceText.lines(found).forEach(System.out::println);
      }
    }
    return found.passed() ? Exit.DONE : Exit.NO;
  }

  /// Whether the log can be believed is a finding; whether the pack of checks can is not.
  private Assessment assessment(PublishedLog log, VerifierKey key, TimeRange range, Instant now)
      throws IOException {
    try {
      return LogAssessment.of(log, key, option.key.isPresent(), range, now);
    } catch (Unverified wrong) {
      throw new WrongInput(String.valueOf(wrong.getMessage()));
    }
  }

  private static void print(
      PublishedLog log, VerifierKey key, AuditExport.Form form, AuditQuery query)
      throws IOException {
    PrintStream out = System.out;
    AuditExport.write(log, key, form, query, new BufferedOutputStream(out));
    if (out.checkError()) {
      throw new IOException("not all of the export could be written to stdout");
    }
  }

  private AuditExport.Form form() {
    return Arrays.stream(AuditExport.Form.values())
        .filter(one -> one.toString().equalsIgnoreCase(format))
        .findFirst()
        .orElseThrow(() ->
            new WrongInput(
                "--format is one of "
                    + Stream.concat(
                            Arrays.stream(AuditExport.Form.values())
                                .map(AuditExport.Form::toString),
                            Stream.of(OSCAL))
                        .collect(Collectors.joining(", "))
                    + ", not "
                    + format));
  }

  /// Beside it first, so that half an export, or one of a log that does not hold, has not its name.
  private static AuditExport.Summary toFile(
      PublishedLog log, VerifierKey key, AuditExport.Form form, AuditQuery query, Path file)
      throws IOException {
    if (Files.isDirectory(file)) {
      throw new WrongInput("-o is a file, and " + file + " is a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new WrongInput("-o " + file + ": there is no folder " + folder);
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      AuditExport.Summary summary;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        summary = AuditExport.write(log, key, form, query, out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return summary;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void report(AuditExport.Summary summary, Path to) {
    if (option.json) {
      System.out.println(Json.pretty(summary));
    } else {
      System.out.println(
          "wrote "
              + summary.written()
              + " of "
              + summary.size()
              + " entries of "
              + summary.log()
              + " to "
              + to
              + ", root "
              + summary.root());
    }
  }
}
