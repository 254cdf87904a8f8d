package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.lab.simulate.Roster;
import dev.surgeline.lab.simulate.Run;
import dev.surgeline.lab.simulate.Scored;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The charts of a simulation's page. Where there are more decisions than points, a point is the
/// most, or the least, of those that it stands for.
final class SimulationCharts {
  private final SimulationReport report;
  private final ZoneId zone;

  SimulationCharts(SimulationReport report, ZoneId zone) {
    this.report = report;
    this.zone = zone;
  }

  /// Points of a course, each of so many decisions.
  ///
  /// @param most of those decisions
  /// @param least of them
  @SuppressWarnings("ArrayRecordComponent") // made, drawn and forgotten
  private record Points(List<Instant> times, double[] most, double[] least) {
    static Points of(List<Run.Moment> course, ToDoubleFunction<Run.Moment> value) {
      int each = Math.max(1, (course.size() + TimeChart.POINTS - 1) / TimeChart.POINTS);
      int count = (course.size() + each - 1) / each;
      List<Instant> times = new ArrayList<>();
      double[] most = new double[count];
      double[] least = new double[count];
      for (int i = 0; i < count; i++) {
        List<Run.Moment> some = course.subList(i * each, Math.min(course.size(), (i + 1) * each));
        times.add(some.getFirst().at());
        double[] known =
            some.stream().mapToDouble(value).filter(one -> !Double.isNaN(one)).toArray();
        most[i] = java.util.Arrays.stream(known).max().orElse(Double.NaN);
        least[i] = java.util.Arrays.stream(known).min().orElse(Double.NaN);
      }
      return new Points(times, most, least);
    }

    double top() {
      return java.util.Arrays.stream(most).filter(one -> !Double.isNaN(one)).max().orElse(1);
    }
  }

  private TimeChart chart(String id, String title, String description, double most) {
    var svg = new Svg(id, TimeChart.ALL, title, description);
    return TimeChart.of(svg, report.from(), report.to(), most, zone);
  }

  /// Requests a second.
  String demand(List<Run.Moment> course) {
    Points points = Points.of(course, Run.Moment::rate);
    TimeChart chart =
        chart(
            "demand",
            "Requests a second, simulated",
            "At most " + Figures.of(points.top()),
            points.top());
    chart.band("demand-band", points.times(), points.least(), points.most());
    chart.line("demand", points.times(), points.most());
    return chart.svg().end();
  }

  /// Replicas that serve beside those that the trace's rate needs.
  ///
  /// @param most the size at the upper edge, the same for all controllers
  String replicas(String id, Scored run, StepSeries demand, double most, Optional<Instant> worst) {
    List<Run.Moment> course = run.result().course();
    Points ready = Points.of(course, Run.Moment::ready);
    Points size = Points.of(course, Run.Moment::size);
    TimeChart chart =
        chart(
            id + "-replicas",
            "Replicas of " + run.controller() + ", simulated",
            Figures.of(run.result().replicaHours()) + " replica-hours",
            1.05 * most);
    double[] zero = new double[size.times().size()];
    chart.band("asked", size.times(), zero, size.most());
    chart.line("needed", size.times(), needed(size.times(), demand));
    chart.line("ready", ready.times(), ready.least());
    worst.ifPresent(at -> chart.mark("worst", at));
    return chart.svg().end();
  }

  /// The most that is needed from each point to the next.
  private double[] needed(List<Instant> times, StepSeries demand) {
    double[] most = new double[times.size()];
    List<StepSeries.Point> points = demand.points();
    int at = 0;
    for (int i = 0; i < most.length; i++) {
      double until = seconds(i + 1 < most.length ? times.get(i + 1) : report.to());
      most[i] = points.get(at).value();
      while (at + 1 < points.size() && points.get(at + 1).time() < until) {
        at++;
        most[i] = Math.max(most[i], points.get(at).value());
      }
    }
    return most;
  }

  private double seconds(Instant at) {
    return java.time.Duration.between(report.from(), at).toMillis() / 1e3;
  }

  /// The latency of the objective's quantile, to three times its bound.
  String latency(String id, Scored run, double boundMillis, Optional<Instant> worst) {
    Points points = Points.of(run.result().course(), Run.Moment::latency);
    TimeChart chart =
        chart(
            id + "-latency",
            "Latency of " + run.controller() + ", simulated",
            run.result().violationSeconds() + " seconds are violated",
            Math.max(1.2 * boundMillis, Math.min(3 * boundMillis, points.top())));
    chart.line("latency", points.times(), points.most());
    for (int i = 0; i < points.most().length; i++) {
      if (points.most()[i] > boundMillis) {
        double x = chart.x(points.times().get(i));
        chart.svg().box("late", x - 1, TimeChart.BOTTOM - 5, 2.4, 5, "");
      }
    }
    double y = chart.y(boundMillis);
    chart.svg().line("limit", TimeChart.LEFT, y, Svg.WIDTH - TimeChart.RIGHT, y);
    worst.ifPresent(at -> chart.mark("worst", at));
    return chart.svg().end();
  }

  /// Risk against cost: a controller a point, violated seconds upwards by their root, for they
  /// differ by thousands.
  String frontier() {
    double hours = 1;
    double seconds = 1;
    for (String name : report.controllers()) {
      hours = Math.max(hours, mean(name, SimulationReport.Line::replicaHours));
      seconds = Math.max(seconds, mean(name, SimulationReport.Line::violationSeconds));
    }
    double right = 1.08 * hours;
    var svg =
        new Svg(
            "frontier",
            TimeChart.ALL + 20,
            "Violated seconds against replica-hours, simulated",
            "Lower and further to the left is better");
    for (int i = 0; i <= 4; i++) {
      double value = seconds * i * i / 16;
      double y = TimeChart.BOTTOM - TimeChart.HEIGHT * i / 4;
      svg.line("grid", TimeChart.LEFT, y, Svg.WIDTH - TimeChart.RIGHT, y);
      svg.text("axis", TimeChart.LEFT - 6, y + 4, "end", TimeChart.amount(Math.rint(value)));
    }
    double tick = TimeChart.tick(right);
    for (double at = 0; at <= right; at += tick) {
      svg.text("axis", x(at, right), TimeChart.BOTTOM + 18, "middle", TimeChart.amount(at));
    }
    svg.text("axis", Svg.WIDTH - TimeChart.RIGHT, TimeChart.BOTTOM + 36, "end", "replica-hours");
    points(svg, right, seconds);
    return svg.end();
  }

  /// From left to right; a name that would stand on the one before stands above it.
  private void points(Svg svg, double right, double seconds) {
    List<String> names = new ArrayList<>(report.controllers());
    names.sort(
        java.util.Comparator.comparingDouble(
            name -> mean(name, SimulationReport.Line::replicaHours)));
    double taken = 0;
    double lastLine = 0;
    for (String name : names) {
      double x = x(mean(name, SimulationReport.Line::replicaHours), right);
      double part = mean(name, SimulationReport.Line::violationSeconds) / seconds;
      double y = TimeChart.BOTTOM - TimeChart.HEIGHT * Math.sqrt(part);
      svg.box(name.equals(Roster.OWN) ? "own" : "point", x - 4, y - 4, 8, 8, name);
      double line = y - 7;
      if (x < taken && Math.abs(line - lastLine) < 30) {
        line = lastLine - 13;
      }
      boolean late = x > Svg.WIDTH - 90;
      svg.text("point-name", late ? x + 4 : x - 4, line, late ? "end" : "start", name);
      taken = x + 8 + 6.5 * name.length();
      lastLine = line;
    }
  }

  private static double x(double hours, double right) {
    return TimeChart.LEFT + (Svg.WIDTH - TimeChart.LEFT - TimeChart.RIGHT) * hours / right;
  }

  double mean(String controller, ToDoubleFunction<SimulationReport.Line> value) {
    return report.of(controller).stream().mapToDouble(value).average().orElse(0);
  }
}
