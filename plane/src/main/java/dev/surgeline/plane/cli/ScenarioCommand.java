package dev.surgeline.plane.cli;

import dev.surgeline.lab.scenario.Play;
import dev.surgeline.lab.scenario.Played;
import dev.surgeline.lab.scenario.Scenario;
import dev.surgeline.lab.scenario.ScenarioFile;
import dev.surgeline.lab.scenario.Shipped;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge scenario`: stories of what can go wrong, and what must hold all the same.
@Command(
    name = "scenario",
    mixinStandardHelpOptions = true,
    header = "Plays a story of what can go wrong against the policies, and says what held.")
final class ScenarioCommand {
  private ScenarioCommand() {}

  /// What `surge scenario list --json` prints of each.
  record Listed(String name, String about, int expectations) {}

  /// What it prints.
  record Listing(List<Listed> scenarios) {}

  /// `surge scenario list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      header = "Lists the scenarios that come with Surgeline.")
  int list(@Option(names = "--json", description = "one JSON document on stdout") boolean json)
      throws IOException {
    List<Listed> all = new ArrayList<>();
    for (String name : Shipped.NAMES) {
      Scenario.Story story = Shipped.read(name).story();
      all.add(new Listed(name, story.about(), story.expectations().size()));
    }
    if (json) {
      System.out.println(Json.pretty(new Listing(all)));
    } else {
      int width = all.stream().mapToInt(one -> one.name().length()).max().orElse(0);
      for (Listed one : all) {
        System.out.println(one.name() + " ".repeat(width + 2 - one.name().length()) + one.about());
      }
    }
    return Exit.DONE;
  }

  /// `surge scenario run NAME|FILE`.
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      header = "Plays one scenario; what it states must hold, or the exit code is 1.",
      description = {
        "",
        "The real evaluator decides for simulated workloads; nothing is touched. The same seed"
            + " gives",
        "the same figures on any machine. A scenario of one's own is a text file: one document of",
        "kind Scenario and the documents of its platform (docs/operate, Scenarios)."
      })
  int run(
      @Parameters(
              paramLabel = "NAME|FILE",
              description = "one that is listed, or a file with a scenario of one's own")
          String which,
      @Option(
              names = "--seed",
              paramLabel = "N",
              description = "what chance begins with (default: the scenario's, else 1)")
          Optional<Long> seed,
      @Option(names = "--json", description = "one JSON document on stdout") boolean json,
      @Mixin ReportOption report)
      throws IOException {
    Scenario scenario = scenario(which);
    report.requireFolder();
    OptionalLong own = scenario.story().seed();
    long begin = seed.orElse(own.orElse(1));
    String name = scenario.name().value();
    long begun = System.nanoTime();
    Played played =
        Lengthy.run(name, progress -> new Play(scenario, begin).run(progress), System.err);
    double wall = (System.nanoTime() - begun) / 1e9;
    var result = ScenarioReport.of(scenario, played, wall);
    if (json) {
      System.out.println(Json.pretty(result));
    } else {
      new ScenarioText(result).lines().forEach(System.out::println);
    }
    report.write(() -> ScenarioPage.of(result, scenario, played));
    return result.held() ? Exit.DONE : Exit.NO;
  }

  private static Scenario scenario(String which) throws IOException {
    if (Shipped.NAMES.contains(which)) {
      return Shipped.read(which);
    }
    Path file = Path.of(which);
    if (!Files.isRegularFile(file)) {
      throw new WrongInput(
          "there is no file %s, and no scenario of that name; known are %s"
              .formatted(which, String.join(", ", Shipped.NAMES)));
    }
    return ScenarioFile.read(file);
  }
}
