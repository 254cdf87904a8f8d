package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.forecast.plan.DemandHistory;
import dev.surgeline.forecast.plan.MonthDemand;
import dev.surgeline.forecast.plan.Projection;
import dev.surgeline.forecast.plan.Projection.Ahead;
import dev.surgeline.plane.cli.PlanReport.CostOf;
import dev.surgeline.plane.cli.PlanReport.OfWorkload;
import dev.surgeline.plane.cli.PlanReport.StoredAt;
import dev.surgeline.plane.cli.PlanReport.Taken;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/// The charts of a plan's page.
final class PlanCharts {
  /// Beyond so many times what was and will be in the middle, intervals leave the chart.
  private static final double SHOWN = 2.2;

  private PlanCharts() {}

  /// History, the middle of the projection, and three bands around it.
  static String demand(String id, String name, DemandHistory history, Projection projection) {
    List<MonthDemand> past = history.months();
    List<Ahead> ahead = projection.months();
    int known = past.size();
    double middle =
        Stream.concat(
                past.stream().map(one -> one.perDay().orElse(0)), ahead.stream().map(Ahead::middle))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    double high = ahead.stream().mapToDouble(one -> one.of95().high()).max().orElse(1);
    String what = history.gauge() ? "Level of " : "Demand a day of ";
    var chart =
        PlanChart.of(
            id,
            what + name,
            described(known, ahead),
            past.getFirst().month(),
            known + ahead.size(),
            Math.min(high, SHOWN * middle));
    band(chart, "band95", known, ahead, Ahead::of95);
    band(chart, "band80", known, ahead, Ahead::of80);
    band(chart, "band50", known, ahead, Ahead::of50);
    stretches(chart, past);
    chart.line("ahead", known, known + ahead.size(), i -> ahead.get(i - known).middle());
    chart.today(known);
    return chart.svg().end();
  }

  private static String described(int known, List<Ahead> ahead) {
    Ahead last = ahead.getLast();
    return known
        + " months of history, then "
        + ahead.size()
        + " projected: "
        + PlanWords.count(last.middle())
        + " in the last, with 80% between "
        + PlanWords.count(last.of80().low())
        + " and "
        + PlanWords.count(last.of80().high());
  }

  private static void band(
      PlanChart chart,
      String kind,
      int known,
      List<Ahead> ahead,
      Function<Ahead, Projection.Interval> of) {
    chart.band(
        kind,
        known,
        known + ahead.size(),
        i -> of.apply(ahead.get(i - known)).low(),
        i -> of.apply(ahead.get(i - known)).high());
  }

  /// The history, without a line where nothing is known.
  private static void stretches(PlanChart chart, List<MonthDemand> past) {
    int from = 0;
    for (int i = 0; i <= past.size(); i++) {
      if (i == past.size() || past.get(i).perDay().isEmpty()) {
        if (i - from > 1) {
          chart.line("past", from, i, k -> past.get(k).perDay().orElse(0));
        } else if (i - from == 1) {
          double y = chart.y(past.get(from).perDay().orElse(0));
          chart.svg().box("dot", chart.x(from) - 3, y - 3, 6, 6, "");
        }
        from = i + 1;
      }
    }
  }

  /// Replicas against max: the mean within the peak.
  static String replicas(String id, OfWorkload one) {
    boolean peaks = one.peakRatio().isPresent();
    List<Double> seen = new ArrayList<>(List.of((double) one.max().value()));
    for (Taken taken : one.months()) {
      seen.add(taken.high().replicas());
      taken.high().peakReplicas().ifPresent(size -> seen.add((double) size));
    }
    long beyond = one.months().stream().filter(month -> one.beyond(month.middle())).count();
    var chart =
        PlanChart.of(
            id,
            "Replicas of " + one.workload() + " by month, projected",
            beyond == 0
                ? "No month needs more than the max of " + one.max()
                : beyond + " months need more at their peak than the max of " + one.max(),
            one.months().getFirst().month(),
            one.months().size(),
            1.06 * PlanChart.most(seen));
    for (int i = 0; i < one.months().size(); i++) {
      Taken taken = one.months().get(i);
      String month = PlanWords.month(taken.month());
      if (peaks) {
        int size = taken.middle().peakReplicas().orElse(0);
        int high = taken.high().peakReplicas().orElse(0);
        String tip = month + ": " + size + " at the peak, one chance in ten of more than " + high;
        chart.bar(one.beyond(taken.middle()) ? "beyond" : "peak", i, size, high, tip);
      }
      double mean = taken.middle().replicas();
      chart.bar("mean", i, mean, mean, month + ": " + Figures.of(mean) + " on average");
    }
    chart.limit(one.max().value());
    return chart.svg().end();
  }

  /// Cost against the budget.
  static String costs(String id, PlanReport plan) {
    List<CostOf> costs = plan.costs();
    OptionalDouble limit = costs.getFirst().limit();
    List<Double> seen = new ArrayList<>(costs.stream().map(CostOf::high).toList());
    limit.ifPresent(seen::add);
    String currency = plan.currency().map(name -> " " + name).orElse("");
    long beyond = costs.stream().filter(one -> !one.within()).count();
    var chart =
        PlanChart.of(
            id,
            "Cost by month, projected",
            limit.isEmpty()
                ? "There is no budget a month"
                : beyond == 0
                    ? "No month costs more than the budget"
                    : beyond + " months cost more than the budget",
            costs.getFirst().month(),
            costs.size(),
            1.06 * PlanChart.most(seen));
    for (int i = 0; i < costs.size(); i++) {
      CostOf one = costs.get(i);
      String tip =
          PlanWords.month(one.month())
              + ": "
              + Figures.money(one.planned())
              + currency
              + ", one chance in ten of more than "
              + Figures.money(one.high());
      chart.bar(one.within() ? "peak" : "beyond", i, one.planned(), one.high(), tip);
    }
    limit.ifPresent(chart::limit);
    return chart.svg().end();
  }

  /// What is stored, by month.
  static String stored(String id, List<StoredAt> stored) {
    double most = PlanChart.most(stored.stream().map(StoredAt::high).toList());
    double unit = Math.pow(1000, Math.floor(Math.log10(Math.max(1, most)) / 3));
    var chart =
        PlanChart.of(
            id,
            "Stored at the end of the month, projected",
            PlanWords.bytes(stored.getLast().middle()) + " at the end of the last month",
            stored.getFirst().month(),
            stored.size(),
            1.06 * most / unit);
    for (int i = 0; i < stored.size(); i++) {
      StoredAt one = stored.get(i);
      String tip = PlanWords.month(one.month()) + ": " + PlanWords.bytes(one.middle());
      chart.bar("peak", i, one.middle() / unit, one.high() / unit, tip);
    }
    return chart.svg().end();
  }

  /// When demand comes: an hour of the week a cell, the darker the more.
  static String week(String id, OfWorkload one) {
    List<List<Double>> hours = one.history().rhythm().hours();
    double most = hours.stream().flatMap(List::stream).max(Double::compare).orElse(1.0);
    var svg =
        new Svg(
            id,
            7 * 24 + 26,
            "Hours of the week of " + one.workload(),
            "Each hour's demand as a multiple of the mean; the most is " + PlanChart.times(most));
    double wide = (Svg.WIDTH - PlanChart.LEFT - PlanChart.RIGHT) / 24;
    for (DayOfWeek day : DayOfWeek.values()) {
      double y = 24 * day.ordinal();
      String name = day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      svg.text("axis", PlanChart.LEFT - 8, y + 16, "end", name);
      for (int hour = 0; hour < 24; hour++) {
        double ratio = hours.get(day.ordinal()).get(hour);
        String tip =
            String.format(Locale.ROOT, "%s %02d:00: %s", name, hour, PlanChart.times(ratio));
        double x = PlanChart.LEFT + wide * hour;
        svg.box("empty", x + 1, y + 1, wide - 2, 22, "");
        svg.cell("heat", x + 1, y + 1, wide - 2, 22, ratio / most, tip);
      }
    }
    for (int hour = 0; hour < 24; hour += 3) {
      double x = PlanChart.LEFT + wide * (hour + 0.5);
      svg.text("axis", x, 7 * 24 + 16, "middle", String.format(Locale.ROOT, "%02d:00", hour));
    }
    return svg.end();
  }
}
