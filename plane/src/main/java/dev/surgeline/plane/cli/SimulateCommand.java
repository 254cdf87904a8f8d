package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.simulate.Question;
import dev.surgeline.lab.simulate.Roster;
import dev.surgeline.lab.simulate.Simulation;
import dev.surgeline.lab.simulate.Trace;
import dev.surgeline.wire.Documents;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge simulate`: what a policy would have done.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    header = "Says what a policy would have done on a history, at what cost and at what risk.",
    description = {
      "",
      "The real evaluator decides for a simulated workload; nothing is touched. The same requests",
      "come in every run of a seed, and the same seed gives the same figures on any machine.",
      "Who can be compared: hpa (the workload's own metrics, else CPU at 70%%), hpa-N (CPU at"
          + " N%%),",
      "keda, tracking (a cloud provider's target tracking), reactive (Erlang's formula on 1.5"
          + " times",
      "the peak of five minutes), static (what the peak needs), schedule (the workload's own,"
          + " alone)",
      "and oracle (the fewest replicas that meet the objective, knowing every request)."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 100;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "SPEC",
      description = "documents: a file or a directory; may be given more than once")
  List<Path> files;

  @Option(
      names = "--trace",
      required = true,
      paramLabel = "FILE",
      description = {
        "requests: CSV, also compressed with gzip, timestamp,count at even steps; of a file with",
        "several series their sum"
      })
  Path trace;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "one of the series in the file, alone")
  Optional<String> series = Optional.empty();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "whose requests they are; may be left out where there is one workload")
  Optional<String> workload = Optional.empty();

  @Option(
      names = "--plant",
      defaultValue = "requests",
      paramLabel = "KIND",
      description = "requests: each by itself (default); fluid: approximately, and much faster")
  Question.Kind plant = Question.Kind.REQUESTS;

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "NAME",
      description = "with whom to compare, such as hpa,keda,static,oracle")
  List<String> against = List.of();

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "what chance begins with (default: 1)")
  long seed = 1;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "K",
      description = "so many seeds from --seed on, 1 to 100 (default: 1)")
  int seeds = 1;

  @Option(
      names = "--from",
      paramLabel = "STAMP",
      description = "count from then on; what is before is learned from (default: the beginning)")
  Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "STAMP", description = "until then (default: the end)")
  Optional<String> to = Optional.empty();

  @Option(
      names = "--scale",
      defaultValue = "1",
      paramLabel = "X",
      description = "so many times the requests (default: 1); a smaller replica is more honest")
  double scale = 1;

  @Mixin SimulatedRequests requests = new SimulatedRequests();

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  @Mixin ReportOption report = new ReportOption();

  @Override
  public Integer call() throws IOException {
    if (seeds < 1 || seeds > SEEDS_MAX) {
      throw new WrongInput("--seeds is 1 to " + SEEDS_MAX + ", not " + seeds);
    }
    List<String> notes = new ArrayList<>();
    Question question = question(notes);
    SequencedSet<String> names = new LinkedHashSet<>(List.of(Roster.OWN));
    names.addAll(against.stream().map(String::strip).toList());
    try {
      names.forEach(name -> Roster.require(question, name));
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput("--against: " + wrong.getMessage());
    }
    report.requireFolder();
    notes.addAll(SimulationNotes.of(question));
    SimulationEffort.of(question, names.size() * seeds)
        .ifPresent(effort -> System.err.println("surge: " + effort));
    long begun = System.nanoTime();
    var simulation = new Simulation(question);
    var runs = SimulationRuns.all(simulation, List.copyOf(names), seed, seeds, System.err);
    double wall = (System.nanoTime() - begun) / 1e9;
    var result = SimulationReport.of(question, runs, notes, wall);
    if (json) {
      System.out.println(Json.pretty(result));
    } else {
      new SimulationText(result).lines().forEach(System.out::println);
    }
    report.write(() -> SimulationPage.of(result, simulation, runs));
    return Exit.DONE;
  }

  private Question question(List<String> notes) throws IOException {
    PlatformSpec spec = Documents.readPlatform(files);
    ZoneId zone = spec.platform().calendar().zone();
    TimeSeries counts = counts(SeriesFile.read(trace, zone), notes);
    Trace demand;
    try {
      demand = new Trace(counts, scale, requests.dispersion());
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput(trace + ": " + wrong.getMessage());
    }
    try {
      return new Question(
          spec,
          name(spec),
          demand,
          from.map(text -> stamp("--from", text, zone)).orElse(demand.start()),
          to.map(text -> stamp("--to", text, zone)).orElse(demand.end()),
          plant,
          Metrics.Settings.every(spec.platform().interval()),
          requests.toRequests());
    } catch (IllegalArgumentException wrong) {
      String message = Optional.ofNullable(wrong.getMessage()).orElse("");
      boolean fluid = message.endsWith("need the plant of requests");
      throw new WrongInput((fluid ? "--plant: " : "--from and --to: ") + message);
    }
  }

  private TimeSeries counts(SeriesFile file, List<String> notes) {
    notes.addAll(file.notes());
    List<TimeSeries> all = file.series();
    if (series.isPresent()) {
      String names = all.stream().map(TimeSeries::name).collect(Collectors.joining(", "));
      return all.stream()
          .filter(one -> one.name().equals(series.get()))
          .findFirst()
          .orElseThrow(() ->
              new WrongInput(
                  trace
                      + " has no series "
                      + series.get()
                      + (names.isEmpty() ? "" : ": " + names)));
    }
    return SeriesSum.of(all, trace, notes);
  }

  private WorkloadName name(PlatformSpec spec) {
    String names =
        spec.workloads().keySet().stream()
            .map(WorkloadName::value)
            .collect(Collectors.joining(", "));
    if (workload.isEmpty()) {
      if (spec.workloads().size() > 1) {
        throw new WrongInput("--workload NAME is missing; there are " + names);
      }
      return spec.workloads().firstKey();
    }
    return spec.workloads().keySet().stream()
        .filter(one -> one.value().equals(workload.get()))
        .findFirst()
        .orElseThrow(() ->
            new WrongInput(
                "--workload " + workload.get() + " is not declared; there are " + names));
  }

  private static Instant stamp(String option, String text, ZoneId zone) {
    return SeriesFile.stamp(text, zone)
        .orElseThrow(() ->
            new WrongInput(
                option + " is a moment such as 2026-03-02T08:00:00Z, not '" + text + "'"));
  }
}
