package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.report.AuditReport;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A report of an audit log as a page.
final class AuditReportPage {
  private static final double ROW = 26;
  private static final double NAMES = 210;
  private static final double NUMBERS = 60;

  private final AuditReport report;
  private final Page page;

  private AuditReportPage(AuditReport report) {
    this.report = report;
    this.page = new Page("Decisions and what came of them", AuditReportText.about(report));
  }

  static String of(AuditReport report) {
    return new AuditReportPage(report).text();
  }

  private String text() {
    verdict();
    if (!report.days().isEmpty()) {
      page.section("Actions by day");
      page.figure(
          "Actions that began, by what came of them",
          Page.key("mean", "succeeded")
              + Page.key("late", "rolled back or failed")
              + Page.key("peak", "superseded or open"),
          days());
      page.endSection();
    }
    for (AuditReportText.Part part : AuditReportText.parts(report)) {
      page.section(part.heading()).add("<ul>\n");
      part.sentences().forEach(one -> page.add("<li>" + Svg.escaped(one) + "</li>\n"));
      page.add("</ul>\n");
      if (part.heading().equals("Decisions") && !report.decisions().reasons().isEmpty()) {
        page.figure("Decisions by reason; one has several", "", reasons());
      }
      if (part.heading().equals("Break-glass") && !report.emergencies().each().isEmpty()) {
        page.table(emergencies(), "");
      }
      if (part.heading().equals(AuditReportText.OBJECTIVES)
          && !report.objectives().workloads().isEmpty()) {
        page.table(objectives(), "");
      }
      page.endSection();
    }
    page.section("Entries by kind").table(kinds(), "").endSection();
    page.section("What the log does not hold").add("<ul>\n");
    report.notHeld().forEach(one -> page.add("<li>" + Svg.escaped(one) + "</li>\n"));
    return page.add("</ul>\n").endSection().end();
  }

  private void verdict() {
    AuditReport.Actions actions = report.actions();
    AuditReport.Emergencies glass = report.emergencies();
    long troubled = actions.rolledBack() + actions.failed();
    boolean good = troubled == 0 && actions.open() == 0 && glass.reviewed() == glass.started();
    page.verdict(
        good,
        "%d of %d actions succeeded; %d were rolled back or failed, %d have no outcome"
            .formatted(actions.succeeded(), actions.begun(), troubled, actions.open()),
        List.of(
            "%d of %d requests for approval were granted"
                .formatted(report.approvals().granted(), report.approvals().asked()),
            "%d of %d times of break-glass were reviewed"
                .formatted(glass.reviewed(), glass.started())),
        List.of("Counts of what is on the log, no judgement of it"));
  }

  private List<List<String>> objectives() {
    AuditReport.Objectives all = report.objectives();
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Workload",
            "Objective",
            "Missed, min",
            "With a reading",
            "Idle",
            "Unobserved",
            "In no entry",
            "Of"));
    AuditReportText.ranked(all)
        .limit(AuditReportText.NAMED_MOST)
        .forEach(one -> {
          AuditReport.Objective kept = one.getValue();
          rows.add(
              List.of(
                  one.getKey(),
                  AuditReportText.promised(kept),
                  ObjectiveText.minutes(kept.time().missed()),
                  ObjectiveText.minutes(kept.time().observed()),
                  ObjectiveText.minutes(kept.time().idle()),
                  ObjectiveText.minutes(kept.time().unobserved()),
                  ObjectiveText.minutes(kept.notTold()),
                  ObjectiveText.minutes(all.span())));
        });
    return rows;
  }

  private String days() {
    long most = report.days().stream().mapToLong(AuditReport.Day::all).max().orElse(1);
    var svg =
        new Svg(
            "days",
            TimeChart.ALL,
            "Actions by day",
            "%d days, at most %d actions".formatted(report.days().size(), most));
    TimeChart chart =
        TimeChart.ofDays(
            svg, report.days().getFirst().day(), report.days().getLast().day(), (double) most);
    for (AuditReport.Day day : report.days()) {
      double x = chart.x(day.day().atStartOfDay(ZoneOffset.UTC).toInstant());
      double next = chart.x(day.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      double width = Math.min(60, (next - x) * 3 / 4);
      double below = 0;
      for (Map.Entry<String, Long> part :
          List.of(
              Map.entry("mean", day.succeeded()),
              Map.entry("late", day.troubled()),
              Map.entry("peak", day.other()))) {
        double top = chart.y(below + part.getValue());
        double height = chart.y(below) - top;
        if (height > 0) {
          String tip = day.day() + ": " + part.getValue() + " of " + day.all();
          svg.box(part.getKey(), (x + next - width) / 2, top, width, height, tip);
        }
        below += part.getValue();
      }
    }
    return svg.end();
  }

  private String reasons() {
    List<Map.Entry<String, Long>> rows =
        report.decisions().reasons().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .toList();
    double most = rows.getFirst().getValue();
    var svg =
        new Svg("reasons", ROW * rows.size(), "Decisions by reason", rows.size() + " reasons");
    for (int i = 0; i < rows.size(); i++) {
      double y = ROW * i;
      double width = (Svg.WIDTH - NAMES - NUMBERS) * rows.get(i).getValue() / most;
      svg.text("", NAMES - 8, y + 18, "end", rows.get(i).getKey());
      svg.box("mean", NAMES, y + 5, width, ROW - 10, "");
      svg.text("", NAMES + width + 6, y + 18, "start", rows.get(i).getValue().toString());
    }
    return svg.end();
  }

  private List<List<String>> emergencies() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Started", "By", "Lasted", "End to review"));
    for (AuditReport.OneEmergency one : report.emergencies().each()) {
      rows.add(
          List.of(
              one.start().toString(),
              one.by(),
              one.end()
                  .map(it -> AuditReportText.time(Duration.between(one.start(), it)))
                  .orElse("goes on"),
              one.review()
                  .flatMap(it -> one.end().map(end -> Duration.between(end, it)))
                  .map(AuditReportText::time)
                  .orElse("not reviewed")));
    }
    return rows;
  }

  private List<List<String>> kinds() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Kind", "Entries"));
    report.kinds().forEach((kind, count) -> rows.add(List.of(kind, count.toString())));
    rows.add(List.of("all", Long.toString(report.entries())));
    return rows;
  }
}
