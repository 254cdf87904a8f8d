package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.lab.simulate.Run;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The charts of a simulation's page. Where there are more decisions than points, a point is the
/// most, or the least, of those that it stands for.
final class SimulationCharts {
  private final Instant from;
  private final Instant to;
  private final ZoneId zone;
  private final List<Mark> marks;

  /// Something that happened, which every chart shows.
  ///
  /// @param to the same as `from` where it was over at once
  record Mark(Instant from, Instant to, String words) {}

  /// @param from the left edge
  /// @param to the right edge
  SimulationCharts(Instant from, Instant to, ZoneId zone, List<Mark> marks) {
    this.from = from;
    this.to = to;
    this.zone = zone;
    this.marks = List.copyOf(marks);
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
    TimeChart chart = TimeChart.of(svg, from, to, most, zone);
    for (Mark mark : marks) {
      double x = chart.x(mark.from());
      double width = Math.max(2, chart.x(mark.to()) - x);
      svg.box("fault", x, TimeChart.ABOVE, width, TimeChart.HEIGHT, mark.words());
    }
    return chart;
  }

  /// Requests a second.
  String demand(String id, List<Run.Moment> course) {
    Points points = Points.of(course, Run.Moment::rate);
    TimeChart chart =
        chart(
            id,
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
  String replicas(
      String id, Run.Result run, StepSeries demand, double most, Optional<Instant> worst) {
    List<Run.Moment> course = run.course();
    Points ready = Points.of(course, Run.Moment::ready);
    Points size = Points.of(course, Run.Moment::size);
    TimeChart chart =
        chart(
            id + "-replicas",
            "Replicas of " + run.controller() + ", simulated",
            Figures.of(run.replicaHours()) + " replica-hours",
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
      double until = seconds(i + 1 < most.length ? times.get(i + 1) : to);
      most[i] = points.get(at).value();
      while (at + 1 < points.size() && points.get(at + 1).time() < until) {
        at++;
        most[i] = Math.max(most[i], points.get(at).value());
      }
    }
    return most;
  }

  private double seconds(Instant at) {
    return java.time.Duration.between(from, at).toMillis() / 1e3;
  }

  /// The latency of the objective's quantile, to three times its bound.
  String latency(String id, Run.Result run, double boundMillis, Optional<Instant> worst) {
    Points points = Points.of(run.course(), Run.Moment::latency);
    TimeChart chart =
        chart(
            id + "-latency",
            "Latency of " + run.controller() + ", simulated",
            run.violationSeconds() + " seconds are violated",
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
}
