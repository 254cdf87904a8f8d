package dev.surgeline.plane.cli;

import dev.surgeline.lab.simulate.Roster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Risk against cost: a controller a point, violated seconds upwards by their root, for they differ
/// by thousands.
record Frontier(SimulationReport report) {
  String chart() {
    double hours = 1;
    double seconds = 1;
    for (String name : report.controllers()) {
      hours = Math.max(hours, report.mean(name, SimulationReport.Line::replicaHours));
      seconds = Math.max(seconds, report.mean(name, SimulationReport.Line::violationSeconds));
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
        Comparator.comparingDouble(name -> report.mean(name, SimulationReport.Line::replicaHours)));
    double taken = 0;
    double lastLine = 0;
    for (String name : names) {
      double x = x(report.mean(name, SimulationReport.Line::replicaHours), right);
      double part = report.mean(name, SimulationReport.Line::violationSeconds) / seconds;
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
}
