package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.forecast.plan.Storage;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.wire.Documents;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge plan`: what the months to come will take.
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    header = "Projects months ahead from a history: replicas, cost and storage.",
    description = {
      "",
      "A series named like a workload, or the only one, is that workload's demand, counted in"
          + " steps of a month at most. Other series are projected by themselves. Stamps without"
          + " an offset, and all hours, days and months, are on the platform's clock. Nothing is"
          + " touched."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every month is projected within max and budget",
      "1:a month goes beyond the max of a workload, or the budget",
      "2:wrong usage or input",
      "3:a fault"
    })
final class PlanCommand implements Callable<Integer> {
  private static final int MONTHS_MAX = 60;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "SPEC",
      description = "documents: a file or a directory; may be given more than once")
  List<Path> files = List.of();

  @Option(
      names = "--history",
      required = true,
      paramLabel = "FILE",
      description = "CSV, also compressed with gzip: timestamp,count or series,timestamp,count")
  Path history = Path.of("");

  @Option(
      names = "--months",
      defaultValue = "12",
      paramLabel = "N",
      description = "how far ahead, 1 to 60 (default: ${DEFAULT-VALUE})")
  int months;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "plan this one alone; the only series of the file is its demand")
  Optional<String> workload = Optional.empty();

  @Option(
      names = "--level",
      split = ",",
      paramLabel = "SERIES",
      description = "series whose values are a level, such as hospitals, not counts in a step")
  List<String> levels = List.of();

  @Option(
      names = "--peak",
      paramLabel = "RATIO",
      description =
          "the planning peak as a multiple of the mean (default: the 99th percentile of the"
              + " history's steps, each by the mean of its month)")
  Optional<Double> peak = Optional.empty();

  @Option(
      names = "--event-size",
      paramLabel = "SIZE",
      description =
          "what one event is stored in, such as 2kB: of the series events where there is one, else"
              + " of every planned workload; with --retention")
  Optional<String> size = Optional.empty();

  @Option(
      names = "--retention",
      paramLabel = "TIME",
      description = "how long an event is kept, such as 90d or 6y")
  Optional<String> retention = Optional.empty();

  @Mixin ReportOption report = new ReportOption();

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (months < 1 || months > MONTHS_MAX) {
      throw new WrongInput("--months is 1 to " + MONTHS_MAX + ", not " + months);
    }
    if (peak.isPresent() && !(peak.get() >= 1 && peak.get() <= 1000)) {
      throw new WrongInput("--peak is 1 to 1000 times the mean, not " + peak.get());
    }
    report.requireFolder();
    Optional<Storage> storage = StorageOption.of(size, retention);
    PlatformSpec spec = Documents.readPlatform(files);
    try (var patience = new Patience("reading " + history)) {
      SeriesFile file = SeriesFile.read(history, spec.platform().calendar().zone());
      var asked = new Planner.Asked(history, months, workload, levels, peak(), storage);
      PlanReport plan = new Planner(spec, file, asked, patience).plan();
      if (json) {
        System.out.println(Json.pretty(plan));
      } else {
        PlanText.lines(plan).forEach(System.out::println);
      }
      report.write(() -> PlanPage.of(plan));
      return plan.within() ? Exit.DONE : Exit.NO;
    }
  }

  private OptionalDouble peak() {
    return peak.isPresent() ? OptionalDouble.of(peak.get()) : OptionalDouble.empty();
  }
}
