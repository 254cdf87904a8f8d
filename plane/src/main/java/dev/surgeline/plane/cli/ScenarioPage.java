package dev.surgeline.plane.cli;

import static dev.surgeline.plane.cli.Page.key;

import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.scenario.Check;
import dev.surgeline.lab.scenario.Play;
import dev.surgeline.lab.scenario.Played;
import dev.surgeline.lab.scenario.Scenario;
import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.lab.simulate.Run;
import dev.surgeline.lab.simulate.Surgeline;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A scenario's run as a page: one file that opens without a network and needs no script. What went
/// wrong is marked on every chart.
final class ScenarioPage {
  private final ScenarioReport report;
  private final Scenario scenario;
  private final Played played;
  private final Page page;

  private ScenarioPage(ScenarioReport report, Scenario scenario, Played played) {
    this.report = report;
    this.scenario = scenario;
    this.played = played;
    page = new Page("Scenario " + report.scenario(), report.about());
  }

  static String of(ScenarioReport report, Scenario scenario, Played played) {
    return new ScenarioPage(report, scenario, played).text();
  }

  private String text() {
    page.verdict(
        report.held(),
        report.verdict(),
        List.of(),
        List.of(
            "Simulated, not measured: %s to %s, seed %d."
                .formatted(report.from(), report.to(), report.seed())));
    checks();
    page.section("Scorecard, simulated").add("<div class=\"wide\">\n");
    page.table(new ScenarioText(report).table(), "").add("</div>\n").endSection();
    SortedMap<WorkloadName, Surgeline.Moment> worst = worst();
    played
        .workloads()
        .forEach((name, one) -> workload(name, one, Optional.ofNullable(worst.get(name))));
    alerts();
    return page.end();
  }

  private void checks() {
    page.section("What must hold").add("<ul>\n");
    for (Check check : report.checks()) {
      String kind = check.held() ? "<li>" : "<li class=\"no\">";
      String word = check.held() ? "held: " : "failed: ";
      page.add(kind + Svg.escaped(word + check.sentence()) + "</li>\n");
    }
    page.add("</ul>\n").endSection();
  }

  private void workload(WorkloadName name, Played.One one, Optional<Surgeline.Moment> explanation) {
    ZoneId zone = scenario.spec().platform().calendar().zone();
    List<SimulationCharts.Mark> marks =
        report.happenings().stream()
            .filter(event -> event.concerns(name))
            .map(event -> new SimulationCharts.Mark(event.from(), event.to(), event.what()))
            .toList();
    var charts = new SimulationCharts(report.from(), report.to(), zone, marks);
    String id = "w-" + name;
    Run.Result result = one.result();
    Optional<Instant> worst =
        result.worst().filter(_ -> result.violationSeconds() > 0).map(Run.Worst::at);
    page.section(name.value());
    if (!marks.isEmpty()) {
      page.add("<p>" + key("fault", "") + Svg.escaped(happened(name)) + "</p>\n");
    }
    page.figure(
            "Requests a second",
            key("demand-band", "least to most"),
            charts.demand(id + "-demand", result.course()))
        .figure(
            "Replicas",
            key("ready", "serving, the least")
                + key("asked", "asked for, the most")
                + key("needed", "needed for the demand, were nothing wrong"),
            charts.replicas(id, result, one.needed(), most(one), worst))
        .figure(
            "Latency at the objective's quantile, in ms",
            key("late", "beyond the bound") + key("worst", "the worst minute"),
            charts.latency(id, result, one.bound(), worst));
    explanation.ifPresent(moment -> page.explained("The decision in the worst minute", moment));
    page.endSection();
  }

  private String happened(WorkloadName name) {
    return String.join(
        "; ",
        report.happenings().stream()
            .filter(event -> event.concerns(name))
            .map(event -> event.from() + " " + event.what())
            .toList());
  }

  private static double most(Played.One one) {
    double needed =
        one.needed().points().stream().mapToDouble(StepSeries.Point::value).max().orElse(1);
    int had =
        one.result().course().stream()
            .mapToInt(moment -> Math.max(moment.size(), moment.ready()))
            .max()
            .orElse(1);
    return Math.max(needed, had);
  }

  /// The decisions in the worst minutes, from the same run once more.
  private SortedMap<WorkloadName, Surgeline.Moment> worst() {
    SortedMap<WorkloadName, Instant> wanted = new TreeMap<>();
    played
        .workloads()
        .forEach((name, one) ->
            one.result()
                .worst()
                .filter(_ -> one.result().violationSeconds() > 0)
                .ifPresent(worst -> wanted.put(name, worst.at())));
    SortedMap<WorkloadName, Surgeline.Moment> found = new TreeMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    var again =
        new Play(
            scenario,
            report.seed(),
            new Evaluator()::evaluate,
            (before, input, evaluation) -> {
              if (input instanceof Input.Tick tick) {
                evaluation.decisions().stream()
                    .filter(one -> wanted.containsKey(one.workload()))
                    .filter(one -> !tick.now().isBefore(wanted.get(one.workload())))
                    .forEach(one ->
                        found.putIfAbsent(one.workload(), new Surgeline.Moment(before, tick, one)));
              }
            });
    again.run(_ -> {});
    return found;
  }

  private void alerts() {
    if (report.alerts().isEmpty()) {
      return;
    }
    page.section("What people were told").add("<ul>\n");
    for (Played.Told one : report.alerts()) {
      String line = one.at() + " " + one.workload() + ": " + one.sentence();
      page.add("<li>" + Svg.escaped(line) + "</li>\n");
    }
    page.add("</ul>\n").endSection();
  }
}
