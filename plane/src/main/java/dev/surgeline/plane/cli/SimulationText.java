package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.lab.simulate.Roster;
import dev.surgeline.plane.cli.SimulationReport.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// A simulation as tables: of several seeds the mean, and behind it how far they spread (the
/// standard deviation).
record SimulationText(SimulationReport report) {
  /// A column of a table.
  ///
  /// @param digits behind the point
  private record Column(String name, int digits, ToDoubleFunction<Line> value) {}

  private static final List<Column> SCORES =
      List.of(
          new Column("violated s", 0, Line::violationSeconds),
          new Column("net s", 0, Line::netViolationSeconds),
          new Column("replica h", 1, Line::replicaHours),
          new Column("cost", 2, line -> line.cost().orElse(Double.NaN)),
          new Column("p50 ms", 0, line -> line.p50Millis().orElse(Double.NaN)),
          new Column("p95 ms", 0, line -> line.p95Millis().orElse(Double.NaN)),
          new Column("p99 ms", 0, line -> line.p99Millis().orElse(Double.NaN)),
          new Column("failed", 0, Line::failed),
          new Column("shed", 0, Line::shed));

  private static final List<Column> MOVES =
      List.of(
          new Column("actions/h", 2, Line::actionsPerHour),
          new Column("wrong way", 0, Line::wrongDirection),
          new Column("thetaU %", 2, Line::thetaU),
          new Column("thetaO %", 2, Line::thetaO),
          new Column("tauU %", 2, Line::tauU),
          new Column("tauO %", 2, Line::tauO),
          new Column("instability %", 2, Line::instability));

  private static final List<Column> RECOVERIES =
      List.of(
          new Column("correct s", 0, line -> line.timeToCorrectMean().orElse(Double.NaN)),
          new Column("worst s", 0, line -> line.timeToCorrectWorst().orElse(Double.NaN)),
          new Column("covered %", 2, line -> percent(line.forecastCoverage())),
          new Column("promised %", 2, line -> percent(line.forecastPromised())));

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    int seeds = report.of(report.controllers().getFirst()).size();
    lines.add(
        "Simulated: %s, %s, from %s to %s"
            .formatted(report.workload(), report.objective(), report.from(), report.to()));
    lines.add(
        "%s plant, %s, %s requests"
            .formatted(
                report.plant().name().toLowerCase(Locale.ROOT),
                seeds == 1 ? "one seed" : seeds + " seeds: mean ± standard deviation",
                report.runs().getFirst().requests()));
    report.notes().forEach(note -> lines.add("note: " + note));
    lines.add("");
    for (List<List<String>> table : tables()) {
      lines.addAll(aligned(table));
      lines.add("");
    }
    lines.addAll(verdicts());
    lines.add(
        "simulated %s in %s s"
            .formatted(
                Figures.of(java.time.Duration.ofSeconds((long) report.simulatedSeconds())),
                Figures.of(report.wallSeconds())));
    return lines;
  }

  /// Each a list of rows, the first of them its head.
  List<List<List<String>>> tables() {
    List<List<List<String>>> tables =
        new ArrayList<>(List.of(table(SCORES), table(MOVES), table(RECOVERIES)));
    if (classes().size() > 1) {
      List<Column> columns = new ArrayList<>();
      for (Criticality one : classes()) {
        String word = SimulatedRequests.word(one);
        columns.add(new Column(word + " failed", 0, line -> lost(line, one).failed()));
        columns.add(new Column(word + " shed", 0, line -> lost(line, one).shed()));
      }
      tables.add(table(columns));
    }
    return tables;
  }

  private Set<Criticality> classes() {
    return report.runs().getFirst().byClass().keySet();
  }

  private static SimulationReport.Lost lost(Line line, Criticality of) {
    return line.byClass().getOrDefault(of, new SimulationReport.Lost(0, 0));
  }

  private static double percent(OptionalDouble share) {
    return share.isPresent() ? 100 * share.getAsDouble() : Double.NaN;
  }

  private List<List<String>> table(List<Column> columns) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("simulated"));
    columns.forEach(column -> head.add(column.name()));
    rows.add(head);
    for (String controller : report.controllers()) {
      List<String> row = new ArrayList<>(List.of(controller));
      columns.forEach(column -> row.add(cell(report.of(controller), column)));
      rows.add(row);
    }
    return rows;
  }

  static List<String> aligned(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int at = i;
        int width = rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
        String space = " ".repeat(width - row.get(i).length());
        line.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String cell(List<Line> runs, Column column) {
    double mean = mean(runs, column.value());
    if (Double.isNaN(mean)) {
      return "-";
    }
    String format = "%." + column.digits() + "f";
    String text = String.format(Locale.ROOT, format, mean);
    double[] known =
        runs.stream().mapToDouble(column.value()).filter(value -> !Double.isNaN(value)).toArray();
    if (known.length == 1) {
      return text;
    }
    double squares = 0;
    for (double value : known) {
      squares += (value - mean) * (value - mean);
    }
    return text
        + " ± "
        + String.format(Locale.ROOT, format, Math.sqrt(squares / (known.length - 1)));
  }

  private static double mean(List<Line> runs, ToDoubleFunction<Line> value) {
    return runs.stream()
        .mapToDouble(value)
        .filter(one -> !Double.isNaN(one))
        .average()
        .orElse(Double.NaN);
  }

  /// What our own comes to beside each of the others, in a sentence.
  List<String> verdicts() {
    List<String> lines = new ArrayList<>();
    List<Line> own = report.of(Roster.OWN);
    double violated = mean(own, Line::violationSeconds);
    double hours = mean(own, Line::replicaHours);
    for (String other : report.controllers()) {
      if (!other.equals(Roster.OWN)) {
        List<Line> theirs = report.of(other);
        double seconds = mean(theirs, Line::violationSeconds);
        String risk =
            seconds == 0
                ? Figures.of(violated) + " violated seconds where it has none"
                : Figures.of(100 * violated / seconds) + "% of its violated seconds";
        lines.add(
            "beside %s: %s at %s times its replica-hours"
                .formatted(other, risk, Figures.of(hours / mean(theirs, Line::replicaHours))));
      }
    }
    return lines;
  }
}
