package dev.surgeline.plane.cli;

import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.lab.simulate.Roster;
import dev.surgeline.lab.simulate.Run;
import dev.surgeline.lab.simulate.Scored;
import dev.surgeline.lab.simulate.Simulation;
import dev.surgeline.lab.simulate.Surgeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A simulation as a page: one file that opens without a network and needs no script.
final class SimulationPage {
  private static final List<String> STYLES = List.of("/plan/page.css", "/simulate/page.css");

  private final SimulationReport report;
  private final Simulation simulation;
  private final List<Scored> first;
  private final SimulationCharts charts;
  private final StringBuilder page = new StringBuilder();

  private SimulationPage(SimulationReport report, Simulation simulation, List<Scored> runs) {
    this.report = report;
    this.simulation = simulation;
    long seed = runs.getFirst().seed();
    this.first = runs.stream().filter(run -> run.seed() == seed).toList();
    ZoneId zone = simulation.question().spec().platform().calendar().zone();
    this.charts = new SimulationCharts(report, zone);
  }

  static String of(SimulationReport report, Simulation simulation, List<Scored> runs) {
    return new SimulationPage(report, simulation, runs).text();
  }

  private String text() {
    String title = "Simulation of " + Svg.escaped(report.workload().value());
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append(
            "<title>" + title + "</title>\n<style>\n" + styles() + "</style>\n</head>\n<body>\n")
        .append("<header><h1>" + title + "</h1><p class=\"soft\">" + about() + "</p></header>\n")
        .append("<main>\n");
    verdict();
    scorecard();
    Scored own = first.getFirst();
    page.append("<section>\n<h2>Demand</h2>\n");
    figure("Requests a second", key("demand-band", "least to most"), charts.demand(course(own)));
    page.append("</section>\n");
    first.forEach(this::controller);
    worst(own);
    page.append("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private static List<Run.Moment> course(Scored run) {
    return run.result().course();
  }

  private static String styles() {
    var all = new StringBuilder();
    for (String name : STYLES) {
      try (InputStream style =
          Objects.requireNonNull(SimulationPage.class.getResourceAsStream(name), name)) {
        all.append(new String(style.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString();
  }

  private String about() {
    return "Simulated, not measured: %s to %s, objective %s. Pictures are of seed %d."
        .formatted(
            report.from(), report.to(), Svg.escaped(report.objective()), first.getFirst().seed());
  }

  private void verdict() {
    boolean kept = report.of(Roster.OWN).stream().allMatch(run -> run.violationSeconds() == 0);
    page.append("<section class=\"verdict " + (kept ? "ok" : "out") + "\">\n")
        .append("<h2>What stands out</h2>\n<ul>\n<li class=\"first\">")
        .append(
            kept
                ? "The objective was kept throughout"
                : "%.0f seconds were violated, with %.1f replica-hours"
                    .formatted(
                        charts.mean(Roster.OWN, SimulationReport.Line::violationSeconds),
                        charts.mean(Roster.OWN, SimulationReport.Line::replicaHours)))
        .append("</li>\n");
    for (String line : new SimulationText(report).verdicts()) {
      page.append("<li>").append(Svg.escaped(line)).append("</li>\n");
    }
    for (String note : report.notes()) {
      page.append("<li class=\"soft\">").append(Svg.escaped(note)).append("</li>\n");
    }
    page.append("</ul>\n</section>\n");
  }

  private void scorecard() {
    page.append("<section>\n<h2>Scorecard, simulated</h2>\n<div class=\"wide\">\n");
    for (List<List<String>> rows : new SimulationText(report).tables()) {
      page.append("<table>\n");
      for (int row = 0; row < rows.size(); row++) {
        row(rows.get(row), row == 0);
      }
      page.append("</table>\n");
    }
    page.append("</div>\n");
    if (report.controllers().size() > 1) {
      figure(
          "Risk against cost: violated seconds upwards, replica-hours to the right",
          key("late", Roster.OWN) + key("mean", "others"),
          charts.frontier());
    }
    page.append("</section>\n");
  }

  private void row(List<String> cells, boolean head) {
    page.append(cells.getFirst().equals(Roster.OWN) ? "<tr class=\"own-row\">" : "<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String tag = head || i == 0 ? "th" : "td";
      String scope = head ? " scope=\"col\"" : i == 0 ? " scope=\"row\"" : "";
      page.append("<%s%s>%s</%s>".formatted(tag, scope, Svg.escaped(cells.get(i)), tag));
    }
    page.append("</tr>\n");
  }

  private void controller(Scored run) {
    String id = "c" + first.indexOf(run);
    boolean violated = run.result().violationSeconds() > 0;
    Optional<Instant> worst = run.result().worst().filter(_ -> violated).map(Run.Worst::at);
    double bound = simulation.question().settings().bound() / 1e6;
    page.append("<section>\n<h2>" + Svg.escaped(run.controller()) + "</h2>\n");
    figure(
        "Replicas",
        key("ready", "serving, the least")
            + key("asked", "asked for, the most")
            + key("needed", "needed for the trace's rate"),
        charts.replicas(id, run, simulation.demand(), most(), worst));
    figure(
        "Latency at the objective's quantile, in ms",
        key("late", "beyond the bound") + key("worst", "the worst minute"),
        charts.latency(id, run, bound, worst));
    page.append("</section>\n");
  }

  /// The most replicas that anyone has or needs.
  private double most() {
    double most =
        simulation.demand().points().stream().mapToDouble(StepSeries.Point::value).max().orElse(1);
    for (Scored run : first) {
      for (Run.Moment moment : course(run)) {
        most = Math.max(most, Math.max(moment.size(), moment.ready()));
      }
    }
    return most;
  }

  private void worst(Scored own) {
    page.append("<section>\n<h2>The worst minute of " + Roster.OWN + "</h2>\n");
    Optional<Run.Worst> worst = own.result().worst();
    if (worst.isEmpty()) {
      page.append("<p>Every request was answered within the bound.</p>\n</section>\n");
      return;
    }
    Instant at = worst.get().at();
    page.append(
        "<p>From %s on %.0f of %.0f requests of a minute were not answered within the bound.</p>\n"
            .formatted(at, worst.get().missed(), worst.get().arrived()));
    long startup = simulation.question().settings().startup();
    Instant inTime = at.minusNanos(startup);
    explained("The last decision whose replicas serve by then", own.seed(), inTime);
    explained("The decision in that minute", own.seed(), at);
    page.append("</section>\n");
  }

  private void explained(String heading, long seed, Instant at) {
    Optional<Surgeline.Moment> moment = simulation.decision(seed, at);
    if (moment.isEmpty()) {
      return;
    }
    var out = new ByteArrayOutputStream();
    try (var print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      Surgeline.Moment one = moment.get();
      ExplanationText.print(Explanation.of(one.before(), one.tick(), one.decision()), print);
    }
    page.append("<h3>" + heading + ": " + moment.get().decision().at() + "</h3>\n<pre>")
        .append(Svg.escaped(out.toString(StandardCharsets.UTF_8).strip()))
        .append("</pre>\n");
  }

  private void figure(String caption, String keys, String chart) {
    page.append("<figure>\n<figcaption><strong>" + Svg.escaped(caption) + "</strong>" + keys)
        .append("</figcaption>\n" + chart + "</figure>\n");
  }

  private static String key(String kind, String words) {
    return "<span class=\"key\"><i class=\"" + kind + "\"></i>" + Svg.escaped(words) + "</span>";
  }
}
