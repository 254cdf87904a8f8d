package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.forecast.plan.DemandHistory;
import dev.surgeline.forecast.plan.Projection;
import dev.surgeline.plane.cli.PlanReport.OfSeries;
import dev.surgeline.plane.cli.PlanReport.OfWorkload;
import dev.surgeline.plane.cli.PlanReport.Taken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/// A plan as a page: one file that opens without a network and needs no script.
final class PlanPage {
  private static final String STYLE = "/plan/page.css";

  /// Charts of so many series; of the others the table alone.
  private static final int CHARTS_MAX = 12;

  private final PlanReport plan;
  private final StringBuilder page = new StringBuilder();

  private PlanPage(PlanReport plan) {
    this.plan = plan;
  }

  static String of(PlanReport plan) {
    return new PlanPage(plan).text();
  }

  private String text() {
    String title = "Capacity plan of " + Svg.escaped(plan.platform());
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + title + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n")
        .append("<header><h1>" + title + "</h1><p class=\"soft\">" + about() + "</p></header>\n")
        .append("<main>\n");
    verdict();
    for (int i = 0; i < plan.workloads().size(); i++) {
      workload("w" + i, plan.workloads().get(i));
    }
    platform();
    for (int i = 0; i < plan.growth().size(); i++) {
      series("s" + i, plan.growth().get(i), i < CHARTS_MAX);
    }
    notes();
    page.append("</main>\n</body>\n</html>\n");
    return page.toString();
  }

  private static String style() {
    try (InputStream style =
        Objects.requireNonNull(PlanPage.class.getResourceAsStream(STYLE), STYLE)) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String about() {
    List<Projection> all = new ArrayList<>();
    plan.workloads().forEach(one -> all.add(one.projection()));
    plan.growth().forEach(one -> all.add(one.projection()));
    String months =
        all.isEmpty()
            ? ""
            : ": "
                + PlanWords.month(all.getFirst().months().getFirst().month())
                + " to "
                + PlanWords.month(all.getFirst().months().getLast().month());
    return "Projected, not measured"
        + months
        + ". Hours, days and months are those of "
        + Svg.escaped(plan.timezone().toString())
        + ".";
  }

  private void verdict() {
    page.append("<section class=\"verdict " + (plan.within() ? "ok" : "out") + "\">\n")
        .append("<h2>What stands out</h2>\n<ul>\n");
    for (int i = 0; i < plan.findings().size(); i++) {
      String finding = Svg.escaped(plan.findings().get(i));
      page.append(i == 0 ? "<li class=\"first\">" : "<li>").append(finding).append("</li>\n");
    }
    page.append("</ul>\n</section>\n");
  }

  private void workload(String id, OfWorkload one) {
    page.append("<section>\n<h2>" + Svg.escaped(one.workload().value()) + "</h2>\n");
    demand(id, one.workload().value(), one.history(), one.projection());
    boolean peaks = one.peakRatio().isPresent();
    figure(
        "Replicas by month",
        peaks
            ? key("peak", "at the planning peak, projected")
                + key("mean", "on average, projected")
                + key("whisker", "one chance in ten of more")
                + key("limit", "max " + one.max())
                + key("beyond", "beyond it")
            : key("mean", "on average, projected: the peak is not known")
                + key("limit", "max " + one.max()),
        PlanCharts.replicas(id + "r", one));
    if (!one.history().rhythm().hours().isEmpty()) {
      figure(
          "When it comes: hours of the week, from the history",
          key("heat", "the stronger, the more requests"),
          PlanCharts.week(id + "h", one));
    }
    months(one);
    page.append("</section>\n");
  }

  private void demand(String id, String name, DemandHistory history, Projection projection) {
    figure(
        history.gauge() ? "Level" : "Demand a day",
        key("past", "history")
            + key("ahead", "projected")
            + key("band50", "50%")
            + key("band80", "80%")
            + key("band95", "95% of what may come"),
        PlanCharts.demand(id + "d", name, history, projection));
  }

  private void platform() {
    if (!plan.costs().isEmpty()) {
      page.append("<section>\n<h2>Cost of the platform</h2>\n");
      figure(
          "Cost by month" + plan.currency().map(name -> ", in " + name).orElse(""),
          key("peak", "projected") + key("whisker", "one chance in ten of more") + budget(),
          PlanCharts.costs("cost", plan));
      page.append("</section>\n");
    }
    if (!plan.stored().isEmpty()) {
      page.append("<section>\n<h2>Storage</h2>\n");
      String unit = PlanWords.bytes(plan.stored().getLast().high());
      figure(
          "Stored at the end of each month, in " + unit.substring(unit.indexOf(' ') + 1),
          key("peak", "projected") + key("whisker", "one chance in ten of more"),
          PlanCharts.stored("stored", plan.stored()));
      page.append("</section>\n");
    }
  }

  private String budget() {
    OptionalDouble limit = plan.costs().getFirst().limit();
    return limit.isEmpty()
        ? ""
        : key("limit", "budget " + Figures.money(limit.getAsDouble()) + " a month")
            + key("beyond", "beyond it");
  }

  private void series(String id, OfSeries one, boolean drawn) {
    page.append("<section>\n<h2>" + Svg.escaped(one.series()) + "</h2>\n");
    if (drawn) {
      demand(id, one.series(), one.history(), one.projection());
    }
    page.append("<details><summary>Figures by month, projected</summary>\n");
    page.append("<table>\n" + head("month", one.history().gauge() ? "level" : "a day", "80%"));
    for (Projection.Ahead ahead : one.projection().months()) {
      page.append(
          row(PlanWords.month(ahead.month()), PlanWords.count(ahead.middle()), between(ahead)));
    }
    page.append("</table></details>\n</section>\n");
  }

  private void months(OfWorkload one) {
    page.append("<details open><summary>Figures by month, projected</summary>\n<table>\n")
        .append(
            head(
                "month",
                "a day",
                "80% between",
                "peak a second",
                "replicas",
                "at peak",
                "may be",
                "cost"));
    for (int i = 0; i < one.months().size(); i++) {
      Taken taken = one.months().get(i);
      Projection.Ahead ahead = one.projection().months().get(i);
      boolean peaks = taken.middle().peakReplicas().isPresent();
      boolean priced = taken.middle().cost().isPresent();
      page.append(
          row(
              PlanWords.month(taken.month()),
              PlanWords.count(ahead.middle()),
              between(ahead),
              peaks ? PlanWords.count(taken.middle().peakRate().orElse(0)) : "not known",
              Figures.of(taken.middle().replicas()),
              peaks ? taken.middle().peakReplicas().orElse(0) + "" : "not known",
              peaks ? taken.high().peakReplicas().orElse(0) + "" : "not known",
              priced ? Figures.money(taken.middle().cost().orElse(0)) : "no price"));
    }
    page.append("</table></details>\n");
  }

  private void notes() {
    page.append("<section>\n<h2>What this rests on</h2>\n<ul class=\"soft\">\n");
    for (OfWorkload one : plan.workloads()) {
      String made = one.workload() + " goes on by " + PlanText.members(one.projection());
      page.append("<li>" + Svg.escaped(made) + "</li>\n");
    }
    plan.notes().forEach(note -> page.append("<li>" + Svg.escaped(note) + "</li>\n"));
    page.append("</ul>\n</section>\n");
  }

  private static String between(Projection.Ahead ahead) {
    return PlanWords.count(ahead.of80().low()) + " – " + PlanWords.count(ahead.of80().high());
  }

  private void figure(String caption, String keys, String chart) {
    page.append("<figure>\n<figcaption><strong>" + Svg.escaped(caption) + "</strong>" + keys)
        .append("</figcaption>\n" + chart + "</figure>\n");
  }

  private static String key(String kind, String words) {
    return "<span class=\"key\"><i class=\"" + kind + "\"></i>" + Svg.escaped(words) + "</span>";
  }

  private static String head(String... names) {
    var row = new StringBuilder("<tr>");
    for (String name : names) {
      row.append("<th scope=\"col\">").append(Svg.escaped(name)).append("</th>");
    }
    return row + "</tr>\n";
  }

  private static String row(String month, String... values) {
    var row = new StringBuilder("<tr><th scope=\"row\">" + month + "</th>");
    for (String value : values) {
      row.append("<td>").append(Svg.escaped(value)).append("</td>");
    }
    return row + "</tr>\n";
  }
}
