package dev.surgeline.plane.cli;

import static dev.surgeline.plane.cli.Page.key;

import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.lab.simulate.Roster;
import dev.surgeline.lab.simulate.Run;
import dev.surgeline.lab.simulate.Scored;
import dev.surgeline.lab.simulate.Simulation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A simulation as a page: one file that opens without a network and needs no script.
final class SimulationPage {
  private static final int EXPLAINED = 3;

  private final SimulationReport report;
  private final Simulation simulation;
  private final List<Scored> first;
  private final SimulationCharts charts;
  private final Page page;

  private SimulationPage(SimulationReport report, Simulation simulation, List<Scored> runs) {
    this.report = report;
    this.simulation = simulation;
    long seed = runs.getFirst().seed();
    this.first = runs.stream().filter(run -> run.seed() == seed).toList();
    ZoneId zone = simulation.question().spec().platform().calendar().zone();
    this.charts = new SimulationCharts(report.from(), report.to(), zone, List.of());
    this.page = new Page("Simulation of " + report.workload().value(), about(report, seed));
  }

  static String of(SimulationReport report, Simulation simulation, List<Scored> runs) {
    return new SimulationPage(report, simulation, runs).text();
  }

  private String text() {
    verdict();
    scorecard();
    Scored own = first.getFirst();
    page.section("Demand")
        .figure(
            "Requests a second",
            key("demand-band", "least to most"),
            charts.demand("demand", course(own)))
        .endSection();
    first.forEach(this::controller);
    worst(own);
    wrong(own);
    return page.end();
  }

  private static List<Run.Moment> course(Scored run) {
    return run.result().course();
  }

  private static String about(SimulationReport report, long seed) {
    return "Simulated, not measured: %s to %s, objective %s. Pictures are of seed %d."
        .formatted(report.from(), report.to(), report.objective(), seed);
  }

  private void verdict() {
    boolean kept = report.of(Roster.OWN).stream().allMatch(run -> run.violationSeconds() == 0);
    String stands =
        kept
            ? "The objective was kept throughout"
            : "%.0f seconds were violated, with %.1f replica-hours"
                .formatted(
                    report.mean(Roster.OWN, SimulationReport.Line::violationSeconds),
                    report.mean(Roster.OWN, SimulationReport.Line::replicaHours));
    page.verdict(kept, stands, new SimulationText(report).verdicts(), report.notes());
  }

  private void scorecard() {
    page.section("Scorecard, simulated").add("<div class=\"wide\">\n");
    new SimulationText(report).tables().forEach(rows -> page.table(rows, Roster.OWN));
    page.add("</div>\n");
    if (report.controllers().size() > 1) {
      page.figure(
          "Risk against cost: violated seconds upwards, replica-hours to the right",
          key("late", Roster.OWN) + key("mean", "others"),
          new Frontier(report).chart());
    }
    page.endSection();
  }

  private void controller(Scored run) {
    String id = "c" + first.indexOf(run);
    boolean violated = run.result().violationSeconds() > 0;
    Optional<Instant> worst = run.result().worst().filter(_ -> violated).map(Run.Worst::at);
    double bound = simulation.question().settings().bound() / 1e6;
    page.section(run.controller())
        .figure(
            "Replicas",
            key("ready", "serving, the least")
                + key("asked", "asked for, the most")
                + key("needed", "needed for the trace's rate"),
            charts.replicas(id, run.result(), simulation.demand(), most(), worst))
        .figure(
            "Latency at the objective's quantile, in ms",
            key("late", "beyond the bound") + key("worst", "the worst minute"),
            charts.latency(id, run.result(), bound, worst))
        .endSection();
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

  /// Why sizes were changed the wrong way: the first few times, each with its decision.
  private void wrong(Scored own) {
    List<Instant> wrong = own.result().wrong();
    if (wrong.isEmpty()) {
      return;
    }
    page.section("What " + Roster.OWN + " changed the wrong way");
    for (Instant at : wrong.subList(0, Math.min(EXPLAINED, wrong.size()))) {
      simulation.decision(own.seed(), at).ifPresent(one -> page.explained("At " + at, one));
    }
    page.endSection();
  }

  private void worst(Scored own) {
    page.section("The worst minute of " + Roster.OWN);
    Optional<Run.Worst> worst = own.result().worst();
    if (worst.isEmpty()) {
      page.add("<p>Every request was answered within the bound.</p>\n").endSection();
      return;
    }
    Instant at = worst.get().at();
    page.add(
        "<p>From %s on %.0f of %.0f requests of a minute were not answered within the bound.</p>\n"
            .formatted(at, worst.get().missed(), worst.get().arrived()));
    long startup = simulation.question().settings().startup();
    Instant inTime = at.minusNanos(startup);
    simulation
        .decision(own.seed(), inTime)
        .ifPresent(one -> page.explained("The last decision whose replicas serve by then", one));
    simulation
        .decision(own.seed(), at)
        .ifPresent(one -> page.explained("The decision in that minute", one));
    page.endSection();
  }
}
