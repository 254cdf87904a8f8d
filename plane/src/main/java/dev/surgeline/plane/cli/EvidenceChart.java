package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.plane.evidence.EvidenceHistory.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The counts of a pack over time, as bars from one entry of the log to the next. Where nobody
/// looked for more than a day there is nothing: what was found before need not hold any more.
final class EvidenceChart {
  /// A control plane that checks writes once a day, and may take an hour to look.
  private static final Duration HOLDS = Duration.ofHours(25);

  static final String KEYS =
      Page.key("mean", "passed")
          + Page.key("late", "failed or an error")
          + Page.key("peak", "not evaluated or not applicable");

  private EvidenceChart() {}

  /// @param points one or more
  /// @param now until when
  static String of(String pack, List<Point> points, Instant now) {
    Instant from = points.getFirst().at();
    Instant last = points.getLast().at();
    Instant to = (now.isAfter(last) ? now : last).plus(Duration.ofMinutes(1));
    double most = points.stream().mapToInt(one -> one.counts().automated()).max().orElse(1);
    String latest = tip(points.getLast());
    var svg =
        new Svg(
            "over-time-" + pack,
            TimeChart.ALL,
            "Automated checks of pack " + pack + " over time",
            points.size() + " times on the log; the latest: " + latest);
    TimeChart chart = TimeChart.of(svg, from, to, most, ZoneOffset.UTC);
    for (Bar bar : bars(drawn(points, chart), to)) {
      draw(svg, chart, bar);
    }
    return svg.end();
  }

  /// A time in which nothing changed.
  private record Bar(Point point, Instant until) {}

  private static List<Bar> bars(List<Point> points, Instant to) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point one = points.get(i);
      Instant next = i + 1 < points.size() ? points.get(i + 1).at() : to;
      Instant holds = one.at().plus(HOLDS);
      Instant until = next.isBefore(holds) ? next : holds;
      if (!bars.isEmpty() && goesOn(bars.getLast(), one)) {
        bars.set(bars.size() - 1, new Bar(bars.getLast().point(), until));
      } else {
        bars.add(new Bar(one, until));
      }
    }
    return bars;
  }

  private static boolean goesOn(Bar bar, Point next) {
    return bar.until().equals(next.at())
        && bar.point().counts().equals(next.counts())
        && bar.point().version().equals(next.version());
  }

  /// The worst of those that would be drawn over each other.
  private static List<Point> drawn(List<Point> points, TimeChart chart) {
    List<Point> drawn = new ArrayList<>();
    for (Point one : points) {
      boolean same =
          !drawn.isEmpty() && (int) chart.x(drawn.getLast().at()) == (int) chart.x(one.at());
      if (!same) {
        drawn.add(one);
      } else if (wrong(one.counts()) >= wrong(drawn.getLast().counts())) {
        drawn.set(drawn.size() - 1, one);
      }
    }
    return drawn;
  }

  private static int wrong(RuleCounts counts) {
    return counts.failed() + counts.errors();
  }

  private static void draw(Svg svg, TimeChart chart, Bar bar) {
    RuleCounts counts = bar.point().counts();
    double x = chart.x(bar.point().at());
    double width = Math.max(1, chart.x(bar.until()) - x);
    String tip = tip(bar.point()) + ", until " + bar.until().truncatedTo(ChronoUnit.SECONDS);
    double below = 0;
    for (Map.Entry<String, Integer> part :
        List.of(
            Map.entry("mean", counts.passed()),
            Map.entry("late", wrong(counts)),
            Map.entry("peak", counts.notEvaluated() + counts.notApplicable()))) {
      double top = chart.y(below + part.getValue());
      if (part.getValue() > 0) {
        svg.box(part.getKey(), x, top, width, chart.y(below) - top, tip);
      }
      below += part.getValue();
    }
  }

  private static String tip(Point point) {
    RuleCounts counts = point.counts();
    return "%s, v%s: %d of %d passed, %d failed or an error"
        .formatted(point.at(), point.version(), counts.passed(), counts.automated(), wrong(counts));
  }
}
