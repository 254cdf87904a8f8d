package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/// The ground of a chart: months to the right, amounts upwards from zero.
///
/// @param svg what is drawn on
/// @param first the first month
/// @param months how many
/// @param top the amount at the upper edge
record PlanChart(Svg svg, LocalDate first, int months, double top) {
  static final double LEFT = 58;
  static final double RIGHT = 12;
  static final double ABOVE = 14;
  static final double HEIGHT = 210;
  static final double BOTTOM = HEIGHT + ABOVE;
  static final double ALL = BOTTOM + 24;
  private static final int LABELS_MAX = 9;

  /// A chart with its grid and its labels.
  ///
  /// @param most the largest amount that is to be seen
  static PlanChart of(
      String id, String title, String description, LocalDate first, int months, double most) {
    double tick = tick(most);
    double top = tick * Math.max(1, Math.ceil(most / tick - 1e-9));
    var chart = new PlanChart(new Svg(id, ALL, title, description), first, months, top);
    for (double at = 0; at <= top + tick / 2; at += tick) {
      chart.svg.line("grid", LEFT, chart.y(at), Svg.WIDTH - RIGHT, chart.y(at));
      chart.svg.text("axis", LEFT - 6, chart.y(at) + 4, "end", amount(at));
    }
    chart.labels();
    return chart;
  }

  /// 1, 2 or 5 with noughts, so that there are three to seven of them.
  static double tick(double most) {
    if (!(most > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(most / 3)));
    double part = most / 3 / power;
    return power * (part >= 5 ? 5 : part >= 2 ? 2 : 1);
  }

  /// `450k`, `1.2M`.
  static String amount(double value) {
    String[] units = {"", "k", "M", "G", "T", "P"};
    int unit = 0;
    double rest = value;
    while (rest >= 10_000 || (unit > 0 && rest >= 1000)) {
      rest /= 1000;
      unit++;
    }
    return Figures.of(rest) + units[unit];
  }

  private void labels() {
    int every = 1;
    for (int each : new int[] {1, 2, 3, 6, 12, 24, 60, 120}) {
      every = each;
      if ((months + each - 1) / each <= LABELS_MAX) {
        break;
      }
    }
    for (int i = 0; i < months; i++) {
      LocalDate month = first.plusMonths(i);
      if (Math.floorMod(month.getYear() * 12 + month.getMonthValue() - 1, every) == 0) {
        svg.line("grid", x(i), BOTTOM, x(i), BOTTOM + 4);
        if (x(i) > LEFT + 18 && x(i) < Svg.WIDTH - RIGHT - 16) {
          svg.text("axis", x(i), BOTTOM + 18, "middle", PlanWords.month(month));
        }
      }
    }
  }

  /// The middle of a month, from 0.
  double x(int month) {
    return LEFT + width() * (month + 0.5);
  }

  double width() {
    return (Svg.WIDTH - LEFT - RIGHT) / months;
  }

  double y(double amount) {
    return BOTTOM - HEIGHT * Math.min(1.02, amount / top);
  }

  /// A line through months.
  void line(String kind, int from, int to, IntToDoubleFunction amount) {
    double[] points = new double[2 * (to - from)];
    for (int i = from; i < to; i++) {
      points[2 * (i - from)] = x(i);
      points[2 * (i - from) + 1] = y(amount.applyAsDouble(i));
    }
    svg.path(kind, points);
  }

  /// What lies between two lines.
  void band(String kind, int from, int to, IntToDoubleFunction low, IntToDoubleFunction high) {
    int count = to - from;
    double[] points = new double[4 * count];
    for (int i = 0; i < count; i++) {
      points[2 * i] = x(from + i);
      points[2 * i + 1] = y(high.applyAsDouble(from + i));
      int back = 4 * count - 2 - 2 * i;
      points[back] = x(from + i);
      points[back + 1] = y(low.applyAsDouble(from + i));
    }
    svg.path(kind, points);
  }

  /// A bar with a whisker up to what it may be, and what it is as a tip.
  void bar(String kind, int month, double amount, double high, String tip) {
    double wide = Math.min(26, width() * 0.64);
    svg.box(kind, x(month) - wide / 2, y(amount), wide, BOTTOM - y(amount), tip);
    if (high > amount) {
      svg.line("whisker", x(month), y(amount), x(month), y(high));
      svg.line("whisker", x(month) - 4, y(high), x(month) + 4, y(high));
    }
  }

  /// A line across.
  void limit(double amount) {
    svg.line("limit", LEFT, y(amount), Svg.WIDTH - RIGHT, y(amount));
  }

  /// A line up where the history ends.
  ///
  /// @param month the first projected one
  void today(int month) {
    double x = LEFT + width() * month;
    svg.line("today", x, ABOVE - 12, x, BOTTOM);
    svg.text("axis", x - 5, ABOVE - 3, "end", "history");
    svg.text("axis", x + 5, ABOVE - 3, "start", "projected");
  }

  static double most(List<Double> amounts) {
    return amounts.stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }

  /// How a share of something is written.
  static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f times the mean", ratio);
  }
}
