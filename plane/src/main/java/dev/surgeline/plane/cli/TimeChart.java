package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// The ground of a chart over a stretch of time: time to the right, amounts upwards from zero.
///
/// @param svg what is drawn on
/// @param top the amount at the upper edge
record TimeChart(Svg svg, Instant from, Instant to, double top) {
  static final double LEFT = 58;
  static final double RIGHT = 12;
  static final double ABOVE = 12;
  static final double HEIGHT = 150;
  static final double BOTTOM = HEIGHT + ABOVE;
  static final double ALL = BOTTOM + 24;

  /// So many points fit to the right.
  static final int POINTS = 600;

  private static final int LABELS_MAX = 8;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(365));

  /// A chart with its grid and its labels.
  ///
  /// @param most the largest amount that is to be seen
  static TimeChart of(Svg svg, Instant from, Instant to, double most, ZoneId zone) {
    TimeChart chart = grid(svg, from, to, most);
    chart.labels(zone);
    return chart;
  }

  /// A chart of whole days in UTC, each with its label in its middle, as far as there is room.
  static TimeChart ofDays(Svg svg, LocalDate first, LocalDate last, double most) {
    TimeChart chart = grid(svg, start(first), start(last.plusDays(1)), most);
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    long every =
        STEPS.stream()
            .map(Duration::toDays)
            .filter(step -> step > 0 && days <= step * LABELS_MAX)
            .findFirst()
            .orElse(STEPS.getLast().toDays());
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(every)) {
      double middle = (chart.x(start(day)) + chart.x(start(day.plusDays(1)))) / 2;
      svg.line("grid", middle, BOTTOM, middle, BOTTOM + 4);
      svg.text("axis", middle, BOTTOM + 18, "middle", DAY.format(day));
    }
    return chart;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static TimeChart grid(Svg svg, Instant from, Instant to, double most) {
    double tick = tick(most);
    double top = tick * Math.max(1, Math.ceil(most / tick - 1e-9));
    var chart = new TimeChart(svg, from, to, top);
    for (double at = 0; at <= top + tick / 2; at += tick) {
      svg.line("grid", LEFT, chart.y(at), Svg.WIDTH - RIGHT, chart.y(at));
      svg.text("axis", LEFT - 6, chart.y(at) + 4, "end", amount(at));
    }
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
    String[] units = {"", "k", "M", "G"};
    int unit = 0;
    double rest = value;
    while (rest >= 10_000 && unit < units.length - 1) {
      rest /= 1000;
      unit++;
    }
    return Figures.of(rest) + units[unit];
  }

  private void labels(ZoneId zone) {
    Duration length = Duration.between(from, to);
    Duration every =
        STEPS.stream()
            .filter(step -> length.dividedBy(step) <= LABELS_MAX)
            .findFirst()
            .orElse(STEPS.getLast());
    boolean days = every.compareTo(Duration.ofDays(1)) >= 0;
    DateTimeFormatter format = days ? DAY : DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    ZonedDateTime at = from.atZone(zone).toLocalDate().atStartOfDay(zone);
    while (!at.toInstant().isAfter(to)) {
      double x = x(at.toInstant());
      if (!at.toInstant().isBefore(from) && x > LEFT + 14 && x < Svg.WIDTH - RIGHT - 14) {
        svg.line("grid", x, BOTTOM, x, BOTTOM + 4);
        boolean midnight = !days && at.toLocalTime().toSecondOfDay() == 0;
        String label = midnight ? DAY.format(at) : format.format(at);
        svg.text("axis", x, BOTTOM + 18, "middle", label);
      }
      at = at.plus(every);
    }
  }

  double x(Instant at) {
    double length = Duration.between(from, to).toMillis();
    double part = Duration.between(from, at).toMillis() / length;
    return LEFT + (Svg.WIDTH - LEFT - RIGHT) * Math.clamp(part, 0, 1);
  }

  double y(double amount) {
    return BOTTOM - HEIGHT * Math.min(1.02, amount / top);
  }

  /// A line through points of its own times; broken where a value is NaN.
  void line(String kind, List<Instant> times, double[] values) {
    int from = 0;
    for (int i = 0; i <= values.length; i++) {
      if (i == values.length || Double.isNaN(values[i])) {
        if (i > from) {
          svg.path(kind, points(times, values, from, i));
        }
        from = i + 1;
      }
    }
  }

  private double[] points(List<Instant> times, double[] values, int from, int to) {
    double[] points = new double[2 * (to - from)];
    for (int i = from; i < to; i++) {
      points[2 * (i - from)] = x(times.get(i));
      points[2 * (i - from) + 1] = y(values[i]);
    }
    return points;
  }

  /// What lies between two lines.
  void band(String kind, List<Instant> times, double[] low, double[] high) {
    int count = times.size();
    double[] points = new double[4 * count];
    for (int i = 0; i < count; i++) {
      points[2 * i] = x(times.get(i));
      points[2 * i + 1] = y(high[i]);
      int back = 4 * count - 2 - 2 * i;
      points[back] = x(times.get(i));
      points[back + 1] = y(low[i]);
    }
    svg.path(kind, points);
  }

  /// A line up at a moment.
  void mark(String kind, Instant at) {
    svg.line(kind, x(at), ABOVE - 6, x(at), BOTTOM);
  }
}
