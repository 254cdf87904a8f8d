package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.lab.scenario.Check;
import dev.surgeline.lab.scenario.Played;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// A scenario's run as text.
record ScenarioText(ScenarioReport report) {
  private static final int ALERTS_MOST = 10;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Simulated: %s, from %s to %s".formatted(report.scenario(), report.from(), report.to()));
    lines.add(report.about());
    lines.add(
        "%s plant, seed %d"
            .formatted(report.plant().name().toLowerCase(Locale.ROOT), report.seed()));
    lines.add("");
    lines.addAll(SimulationText.aligned(table()));
    lines.add("");
    report.happenings().forEach(one -> lines.add(happened(one)));
    alerts(lines);
    if (!report.happenings().isEmpty() || !report.alerts().isEmpty()) {
      lines.add("");
    }
    for (Check check : report.checks()) {
      lines.add((check.held() ? "held    " : "FAILED  ") + check.sentence());
    }
    lines.add(
        "%s; simulated %s in %s s"
            .formatted(
                report.verdict(),
                Figures.of(Duration.ofSeconds((long) report.simulatedSeconds())),
                Figures.of(report.wallSeconds())));
    return lines;
  }

  private String happened(ScenarioReport.Event one) {
    String until = one.to().isAfter(one.from()) ? " to +" + after(one.to()) : "";
    String whom = one.workload().map(name -> name + ": ").orElse("");
    return "+" + after(one.from()) + until + "  " + whom + one.what();
  }

  private void alerts(List<String> lines) {
    report.alerts().stream()
        .limit(ALERTS_MOST)
        .forEach(one -> lines.add("+" + after(one.at()) + "  alert: " + told(one)));
    if (report.alerts().size() > ALERTS_MOST) {
      lines.add("and " + (report.alerts().size() - ALERTS_MOST) + " more alerts");
    }
  }

  private static String told(Played.Told one) {
    return one.workload() + ": " + one.sentence();
  }

  private String after(Instant at) {
    return Figures.of(Duration.between(report.from(), at));
  }

  /// The first row is the head.
  List<List<String>> table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "simulated",
            "objective",
            "violated s",
            "replica h",
            "cost",
            "p50 ms",
            "p99 ms",
            "requests",
            "unanswered",
            "changes",
            "wrong way",
            "serving, least",
            "asked, most"));
    for (ScenarioReport.Line one : report.workloads()) {
      rows.add(
          List.of(
              one.workload().value(),
              one.objective(),
              "" + one.violationSeconds(),
              number(1, OptionalDouble.of(one.replicaHours())),
              number(2, one.cost()),
              number(0, one.p50Millis()),
              number(0, one.p99Millis()),
              "" + one.requests(),
              "" + one.unanswered(),
              "" + one.actions(),
              "" + one.wrongDirection(),
              "" + one.leastServing(),
              "" + one.mostAsked()));
    }
    return rows;
  }

  private static String number(int digits, OptionalDouble value) {
    return value.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble());
  }
}
