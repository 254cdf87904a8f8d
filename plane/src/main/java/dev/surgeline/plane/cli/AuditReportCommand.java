package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TimeRange;
import dev.surgeline.plane.audit.report.AuditReport;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge audit report`.
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    header = "Counts what was decided and done in a range of time, and what came of it.",
    description = {
      "",
      "Each count is said with what it is of. What began in the range is counted; what came of it "
          + "is looked for up to the log's end. The whole log is read and must lead to its signed "
          + "root."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:counted, and the log holds",
      "1:the log does not hold",
      "2:wrong usage, or there is no log",
      "3:a fault, such as a file that can not be written"
    })
final class AuditReportCommand implements Callable<Integer> {
  @Mixin private LogOption option = new LogOption();
  @Mixin private ReportOption page = new ReportOption();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "not before, such as 2026-11-21T08:00:00Z, or 2026-11-21 (in UTC)")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "before")
  private Optional<String> to = Optional.empty();

  private AuditReportCommand() {}

  @Override
  public Integer call() throws IOException {
    page.requireFolder();
    TimeRange range = QueryOption.range(from, to);
    PublishedLog log = option.open();
    return option.holding(
        log,
        () -> {
          AuditReport report = AuditReport.of(log, option.key(log), range.from(), range.to());
          if (option.json) {
            System.out.println(Json.pretty(report));
          } else {
            AuditReportText.lines(report).forEach(System.out::println);
          }
          page.write(() -> AuditReportPage.of(report));
          return Exit.DONE;
        });
  }
}
