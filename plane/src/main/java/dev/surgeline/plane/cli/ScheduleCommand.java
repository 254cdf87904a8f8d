package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.wire.Documents;
import dev.surgeline.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `surge schedule`: what the calendar will say.
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = "Says what the schedules of workloads will do.")
final class ScheduleCommand {
  private static final int DAYS_MAX = 400;

  private ScheduleCommand() {}

  /// `surge schedule preview`.
  @Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description = {
        "Lists when each window begins and ends, and what is in force from then on.",
        "",
        "Nothing is touched. Times are the platform's, with their offset from UTC."
      })
  int preview(
      @Option(
              names = {"-f", "--file"},
              required = true,
              paramLabel = "SPEC",
              description = "documents: a file or a directory; may be given more than once")
          List<Path> files,
      @Option(
              names = "--days",
              defaultValue = "14",
              paramLabel = "N",
              description = "so many days, 1 to 400; 14 when not given")
          int days,
      @Option(
              names = "--from",
              paramLabel = "INSTANT",
              description = "from when, such as 2026-12-24T08:00:00Z; now when not given")
          Optional<Instant> from,
      @Option(names = "--json", description = "one JSON document on stdout") boolean json) {
    if (days < 1 || days > DAYS_MAX) {
      throw new WrongInput("--days is 1 to " + DAYS_MAX + ", not " + days);
    }
    Instant start = from.orElseGet(Instant::now);
    PlatformSpec spec = Documents.readPlatform(files, start);
    var preview = SchedulePreview.of(spec, start, start.plus(Duration.ofDays(days)));
    if (json) {
      System.out.println(Json.pretty(preview));
    } else {
      preview.lines().forEach(System.out::println);
    }
    return Exit.DONE;
  }
}
