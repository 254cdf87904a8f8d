package dev.surgeline.plane.cli;

import dev.surgeline.forecast.backtest.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What `surge forecast backtest` says: of several series the means over them, and each.
///
/// @param pinball mean over steps ahead and levels
/// @param rmse of the mean
/// @param origins how many forecasts were made
/// @param coverage by width of the central interval
/// @param seconds it took, without the two baselines
/// @param model that made them
/// @param baselines what anybody can forecast, from the same origins
/// @param series each by itself, where there are several
record BacktestReport(
    double pinball,
    double rmse,
    int origins,
    SortedMap<String, Double> coverage,
    double seconds,
    String model,
    List<Line> baselines,
    List<Of> series,
    List<String> notes) {
  /// How a method did.
  record Line(String name, double pinball, double rmse, SortedMap<String, Double> coverage) {
    static Line of(String name, Score score) {
      SortedMap<String, Double> coverage = new TreeMap<>();
      score.coverage().forEach((width, held) -> coverage.put(ForecastReport.text(width), held));
      return new Line(name, score.pinball(), score.rmse(), coverage);
    }

    /// The mean over series of the same method.
    static Line mean(List<Line> lines) {
      SortedMap<String, Double> coverage = new TreeMap<>();
      double pinball = 0;
      double rmse = 0;
      for (Line line : lines) {
        pinball += line.pinball / lines.size();
        rmse += line.rmse / lines.size();
        line.coverage.forEach(
            (width, held) -> coverage.merge(width, held / lines.size(), Double::sum));
      }
      return new Line(lines.getFirst().name, pinball, rmse, coverage);
    }
  }

  /// One series.
  record Of(String series, int origins, Line model, List<Line> baselines) {}

  /// @param each at least one
  static BacktestReport of(List<Of> each, double seconds, List<String> notes) {
    Line model = Line.mean(each.stream().map(Of::model).toList());
    List<Line> baselines = new ArrayList<>();
    for (int i = 0; i < each.getFirst().baselines.size(); i++) {
      int at = i;
      baselines.add(Line.mean(each.stream().map(one -> one.baselines.get(at)).toList()));
    }
    return new BacktestReport(
        model.pinball,
        model.rmse,
        each.stream().mapToInt(Of::origins).sum(),
        model.coverage,
        seconds,
        model.name,
        baselines,
        each.size() == 1 ? List.of() : each,
        notes);
  }

  /// For people.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    notes.forEach(note -> lines.add("note: " + note));
    StringBuilder head = new StringBuilder("%-24s%10s%10s".formatted("", "pinball", "rmse"));
    for (String width : coverage.keySet()) {
      head.append(String.format(Locale.ROOT, "%10s", percent(Double.parseDouble(width)) + " held"));
    }
    lines.add(head.toString());
    for (Of one : series) {
      lines.add(row(one.series + ", " + one.model.name, one.model));
    }
    lines.add(row(model, new Line(model, pinball, rmse, coverage)));
    baselines.forEach(line -> lines.add(row(line.name, line)));
    lines.add(String.format(Locale.ROOT, "%d origins, %.1f s", origins, seconds));
    return lines;
  }

  private static String row(String name, Line line) {
    StringBuilder row =
        new StringBuilder(
            String.format(Locale.ROOT, "%-24s%10.4f%10.4f", name, line.pinball, line.rmse));
    line.coverage
        .values()
        .forEach(held -> row.append(String.format(Locale.ROOT, "%10s", percent(held, 1))));
    return row.toString();
  }

  private static String percent(double ratio) {
    return percent(ratio, 0);
  }

  private static String percent(double ratio, int places) {
    return String.format(Locale.ROOT, "%." + places + "f%%", 100 * ratio);
  }
}
