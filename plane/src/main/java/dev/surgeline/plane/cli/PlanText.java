package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.plan.DemandHistory;
import dev.surgeline.forecast.plan.Projection;
import dev.surgeline.plane.cli.PlanReport.CostOf;
import dev.surgeline.plane.cli.PlanReport.OfSeries;
import dev.surgeline.plane.cli.PlanReport.OfWorkload;
import dev.surgeline.plane.cli.PlanReport.StoredAt;
import dev.surgeline.plane.cli.PlanReport.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// A plan for a terminal: sentences, then a table of months with a bar each.
final class PlanText {
  private static final int BAR = 20;

  private PlanText() {}

  static List<String> lines(PlanReport plan) {
    List<String> lines = new ArrayList<>(plan.findings());
    plan.workloads().forEach(one -> lines.addAll(workload(plan, one)));
    if (!plan.costs().isEmpty() && !alone(plan)) {
      lines.addAll(costs(plan));
    }
    if (!plan.stored().isEmpty()) {
      lines.addAll(stored(plan.stored()));
    }
    plan.growth().forEach(one -> lines.addAll(series(one)));
    if (!plan.notes().isEmpty()) {
      lines.add("");
      plan.notes().forEach(note -> lines.add("note: " + note));
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static List<String> workload(PlanReport plan, OfWorkload one) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(one.workload() + ", projected" + made(one.history(), one.projection(), plan));
    boolean peaks = one.peakRatio().isPresent();
    boolean priced = one.months().getFirst().middle().cost().isPresent();
    boolean alone = alone(plan);
    lines.add(
        row("month", "a day", "80% between", "peak/s", "replicas", peaks ? "at peak" : "")
            + (peaks ? " of " + padded(one.max() + "") : padded(""))
            + (priced ? String.format(Locale.ROOT, "%10s", "cost") : ""));
    for (int i = 0; i < one.months().size(); i++) {
      Taken taken = one.months().get(i);
      Projection.Ahead ahead = one.projection().months().get(i);
      boolean beyond = one.beyond(taken.middle());
      int peak = taken.middle().peakReplicas().orElse(0);
      double size = peaks ? peak : taken.middle().replicas();
      String line =
          row(
              PlanWords.month(taken.month()),
              PlanWords.count(ahead.middle()),
              between(ahead),
              taken.middle().peakRate().isPresent()
                  ? PlanWords.count(taken.middle().peakRate().getAsDouble())
                  : "",
              Figures.of(taken.middle().replicas()),
              peaks ? peak + "" : "");
      line += "  " + drawn(size / one.max().value()) + (beyond ? " > max" : "      ");
      lines.add(line + (priced ? cost(plan, one, i, alone) : ""));
    }
    return lines;
  }

  /// Whether one workload is all that costs.
  private static boolean alone(PlanReport plan) {
    return plan.workloads().size() == 1 && plan.costs().stream().allMatch(one -> one.atMin() == 0);
  }

  private static String padded(String text) {
    return String.format(Locale.ROOT, "%-24s", text);
  }

  /// Of one workload, or of the whole platform where that is the same.
  private static String cost(PlanReport plan, OfWorkload one, int month, boolean alone) {
    String text =
        String.format(
            Locale.ROOT, "%10s", Figures.money(one.months().get(month).middle().cost().orElse(0)));
    if (!alone || plan.costs().get(month).within()) {
      return text;
    }
    return text + " > budget";
  }

  private static String made(DemandHistory history, Projection projection, PlanReport plan) {
    return " from "
        + history.from()
        + " to "
        + history.to()
        + " ("
        + plan.timezone()
        + ") by "
        + members(projection);
  }

  static String members(Projection projection) {
    return projection.members().stream().map(PlanText::member).collect(Collectors.joining(", "));
  }

  private static String member(Prediction.Member member) {
    return String.format(Locale.ROOT, "%s %.0f%%", member.model(), 100 * member.weight());
  }

  private static List<String> costs(PlanReport plan) {
    List<String> lines = new ArrayList<>();
    OptionalDouble limit = plan.costs().getFirst().limit();
    lines.add("");
    lines.add(
        "all workloads"
            + plan.currency().map(name -> ", in " + name).orElse("")
            + (limit.isPresent()
                ? ", of a budget of " + Figures.money(limit.getAsDouble()) + " a month"
                : ""));
    double most = limit.orElse(plan.costs().stream().mapToDouble(CostOf::planned).max().orElse(1));
    for (CostOf one : plan.costs()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-9s%10s  %s%s",
              PlanWords.month(one.month()),
              Figures.money(one.planned()),
              drawn(most > 0 ? one.planned() / most : 1),
              one.within() ? "" : " > budget"));
    }
    return lines;
  }

  private static List<String> stored(List<StoredAt> stored) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("stored at the end of the month, projected");
    double most = stored.stream().mapToDouble(StoredAt::middle).max().orElse(1);
    for (StoredAt one : stored) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-9s%10s  %s",
              PlanWords.month(one.month()),
              PlanWords.bytes(one.middle()),
              drawn(one.middle() / most)));
    }
    return lines;
  }

  private static List<String> series(OfSeries one) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        one.series()
            + (one.history().gauge() ? ", its level" : ", a day")
            + ", projected by "
            + members(one.projection()));
    double most =
        one.projection().months().stream().mapToDouble(Projection.Ahead::middle).max().orElse(1);
    for (Projection.Ahead ahead : one.projection().months()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-9s%11s%24s  %s",
              PlanWords.month(ahead.month()),
              PlanWords.count(ahead.middle()),
              between(ahead),
              drawn(ahead.middle() / most)));
    }
    return lines;
  }

  private static String between(Projection.Ahead ahead) {
    return PlanWords.count(ahead.of80().low()) + " - " + PlanWords.count(ahead.of80().high());
  }

  private static String drawn(double part) {
    int full = (int) Math.round(Math.max(0, Math.min(1, part)) * BAR);
    return "#".repeat(full) + ".".repeat(BAR - full);
  }

  private static String row(
      String month, String day, String range, String peak, String mean, String atPeak) {
    return String.format(
        Locale.ROOT, "  %-9s %10s %23s %8s %9s %8s", month, day, range, peak, mean, atPeak);
  }
}
