package dev.surgeline.plane.cli;

import dev.surgeline.lab.fuzz.Finding;
import dev.surgeline.lab.fuzz.Fuzz;
import dev.surgeline.lab.scenario.Scenario;
import dev.surgeline.lab.scenario.ScenarioFile;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `surge fuzz`: random scenarios against what must always hold.
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    header = "Plays random scenarios and checks after every input what must always hold.",
    description = {
      "",
      "A scenario is made from a seed: platforms, policies, demand, faults and what people do. One",
      "that breaks a rule is made as small as it gets, and written with the command that repeats",
      "it. Nothing outside is touched, and the same seed gives the same answer on any machine."
    })
final class FuzzCommand implements Callable<Integer> {
  private static final int RUNS_MAX = 1_000_000;

  /// How often it says how far it is.
  private static final long TOLD_NANOS = 2_000_000_000L;

  /// More of them would only say the same.
  private static final int FINDINGS_MAX = 5;

  @Option(
      names = "--runs",
      defaultValue = "100",
      paramLabel = "N",
      description = "so many scenarios, 1 to 1000000 (default: 100)")
  int runs = 100;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "S",
      description = "of the first; each further one has the next (default: 1)")
  long seed = 1;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "not random ones, but this one, with --runs seeds")
  Optional<Path> scenario = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "where scenarios that break a rule are written, as small as they get")
  Optional<Path> keep = Optional.empty();

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  /// A rule that was broken.
  ///
  /// @param repeat the command that repeats it
  /// @param size of the smallest scenario found that still breaks it
  /// @param scenario its text
  record Failure(
      long seed, String rule, String sentence, String repeat, String size, String scenario) {}

  /// What `--json` prints.
  record Report(
      String label,
      int runs,
      long seed,
      boolean held,
      List<Failure> failures,
      double wallSeconds) {}

  @Override
  public Integer call() throws IOException {
    if (runs < 1 || runs > RUNS_MAX) {
      throw new WrongInput("--runs is 1 to " + RUNS_MAX + ", not " + runs);
    }
    if (keep.isPresent() && !Files.isDirectory(keep.get())) {
      throw new WrongInput("--keep " + keep.get() + ": there is no such folder");
    }
    long begun = System.nanoTime();
    List<Failure> failures = new ArrayList<>();
    for (Finding found : played()) {
      failures.add(told(found));
    }
    double wall = Math.round((System.nanoTime() - begun) / 1e6) / 1e3;
    var report = new Report("simulated", runs, seed, failures.isEmpty(), failures, wall);
    if (json) {
      System.out.println(Json.pretty(report));
    } else {
      print(report);
    }
    return failures.isEmpty() ? Exit.DONE : Exit.NO;
  }

  /// In order of seeds, as many at a time as there are processors.
  private List<Finding> played() throws IOException {
    var fuzz = new Fuzz();
    Optional<Scenario> own =
        scenario.isPresent() ? Optional.of(ScenarioFile.read(scenario.get())) : Optional.empty();
    List<Finding> found = new ArrayList<>();
    long told = System.nanoTime();
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors, Lengthy.daemons())) {
      List<Future<Optional<Finding>>> jobs = new ArrayList<>();
      for (int next = 0; next < runs && found.size() < FINDINGS_MAX; next++) {
        while (jobs.size() < Math.min(runs, next + 2 * processors)) {
          long each = seed + jobs.size();
          jobs.add(pool.submit(() -> own.isPresent() ? fuzz.run(own.get(), each) : fuzz.run(each)));
        }
        double done = next / (double) runs;
        if (System.nanoTime() - told > TOLD_NANOS) {
          told = System.nanoTime();
          System.err.println("simulated: " + next + " of " + runs + " scenarios");
        }
        Lengthy.awaited("seed " + (seed + next), jobs.get(next), () -> done, System.err)
            .ifPresent(found::add);
      }
      pool.shutdownNow();
    }
    return found;
  }

  private Failure told(Finding finding) throws IOException {
    System.err.println("surge: seed " + finding.seed() + " breaks a rule; it is made smaller");
    Finding small = new Fuzz().shrunk(finding);
    String text = ScenarioFile.write(small.scenario());
    if (keep.isPresent()) {
      Files.writeString(keep.get().resolve("seed-" + finding.seed() + ".yaml"), text);
    }
    String of = scenario.map(file -> " --scenario " + file).orElse("");
    return new Failure(
        finding.seed(),
        finding.rule().sentence(),
        finding.sentence(),
        "surge fuzz --runs 1 --seed " + finding.seed() + of,
        small.size(),
        text);
  }

  private void print(Report report) {
    for (Failure one : report.failures()) {
      System.out.println("seed " + one.seed() + " breaks: " + one.rule());
      System.out.println("  " + one.sentence());
      System.out.println("  repeat it: " + one.repeat());
      System.out.println("  the smallest that still does, " + one.size() + ":");
      one.scenario().lines().forEach(line -> System.out.println("    " + line));
    }
    String held =
        report.held() ? "every rule held" : report.failures().size() + " seeds broke a rule";
    System.out.println(
        "%d simulated scenarios from seed %d in %.1f s: %s"
            .formatted(runs, seed, report.wallSeconds(), held));
  }
}
