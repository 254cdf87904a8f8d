package dev.surgeline.plane.cli;

import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.wire.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What `surge forecast` shows.
///
/// @param series in the order of the file
/// @param notes what was mended in the file
/// @param seconds it took
record ForecastReport(List<Of> series, List<String> notes, double seconds) {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String UNTESTED =
      "not tested inside the history: it is too short, or repeats itself exactly";
  private static final int PICTURE = 72;
  private static final int MODELS = 5;
  private static final int NAME = 80;
  private static final int ROWS = 48;

  /// @param series its name; absent where the file has only one
  /// @param timestamps of the steps ahead
  /// @param quantiles by level, for each step ahead a value
  /// @param models with their weights, the weightiest first
  record Of(
      Optional<String> series,
      Duration step,
      List<Instant> timestamps,
      SortedMap<String, List<Double>> quantiles,
      List<Prediction.Member> models,
      Optional<Prediction.Backtest> backtest,
      List<String> notes) {
    static Of of(TimeSeries history, Prediction prediction, List<String> notes) {
      List<List<Double>> points = prediction.forecast().values();
      List<Instant> stamps = new ArrayList<>();
      for (int i = 0; i < points.size(); i++) {
        stamps.add(history.stamp(history.length() + i));
      }
      List<Double> levels = prediction.forecast().levels();
      SortedMap<String, List<Double>> quantiles = new TreeMap<>();
      for (int i = 0; i < levels.size(); i++) {
        int level = i;
        quantiles.put(text(levels.get(i)), points.stream().map(point -> point.get(level)).toList());
      }
      return new Of(
          history.name().isEmpty() ? Optional.empty() : Optional.of(history.name()),
          history.step(),
          stamps,
          quantiles,
          prediction.members(),
          prediction.backtest(),
          notes);
    }
  }

  /// A level without the dust of division.
  static String text(double level) {
    return Double.toString(Math.round(level * 1e9) / 1e9);
  }

  /// For people.
  ///
  /// @param histories in the same order
  List<String> lines(List<TimeSeries> histories) {
    List<String> lines = new ArrayList<>();
    notes.forEach(note -> lines.add("note: " + note));
    for (int i = 0; i < series.size(); i++) {
      lines.addAll(lines(series.get(i), histories.get(i)));
    }
    lines.add(String.format(Locale.ROOT, "%.1f s", seconds));
    return lines;
  }

  private static List<String> lines(Of one, TimeSeries history) {
    List<String> lines = new ArrayList<>();
    one.series.ifPresent(lines::add);
    one.notes.forEach(note -> lines.add("note: " + note));
    lines.add(one.backtest.map(ForecastReport::accuracy).orElse(UNTESTED));
    lines.add(picture(one, history));
    lines.add("");
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-22s", "timestamp"));
    one.quantiles.keySet().forEach(level -> head.append(String.format(Locale.ROOT, "%10s", level)));
    lines.add(head.toString());
    int shown = Math.min(ROWS, one.timestamps.size());
    for (int i = 0; i < shown; i++) {
      StringBuilder row =
          new StringBuilder(String.format(Locale.ROOT, "%-22s", one.timestamps.get(i)));
      for (List<Double> values : one.quantiles.values()) {
        row.append(String.format(Locale.ROOT, "%10s", number(values.get(i))));
      }
      lines.add(row.toString());
    }
    if (shown < one.timestamps.size()) {
      lines.add((one.timestamps.size() - shown) + " more steps: --json shows all");
    }
    lines.add("");
    models(one, lines);
    return lines;
  }

  private static void models(Of one, List<String> lines) {
    int shown = Math.min(MODELS, one.models.size());
    double rest = 0;
    for (Prediction.Member member : one.models.subList(shown, one.models.size())) {
      rest += member.weight();
    }
    for (Prediction.Member member : one.models.subList(0, shown)) {
      lines.add(String.format(Locale.ROOT, "%3.0f%%  %s", 100 * member.weight(), name(member)));
    }
    if (shown < one.models.size()) {
      int others = one.models.size() - shown;
      lines.add(
          String.format(Locale.ROOT, "%3.0f%%  %d others: --json shows all", 100 * rest, others));
    }
  }

  private static String name(Prediction.Member member) {
    String name = member.model();
    return name.length() <= NAME ? name : name.substring(0, NAME - 3) + "...";
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
    return whole
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.4g", value);
  }

  private static String accuracy(Prediction.Backtest test) {
    return String.format(
        Locale.ROOT,
        "at %d origins of its own past: error %.3f (persistence %.3f, seasonal naive %.3f), the"
            + " 80%% interval held %.1f%%, the 95%% interval %.1f%%",
        test.origins(),
        test.mase(),
        test.persistence(),
        test.seasonalNaive(),
        100 * test.coverage80(),
        100 * test.coverage95());
  }

  /// The end of the history, a bar, and the middle of the forecast: a column a step, at most 72
  /// columns.
  private static String picture(Of one, TimeSeries history) {
    List<Double> middle = middle(one.quantiles);
    int ahead = Math.min(middle.size(), PICTURE / 2);
    int back = Math.min(history.length(), PICTURE - ahead);
    double[] shown = new double[back + ahead];
    for (int i = 0; i < back; i++) {
      shown[i] = history.at(history.length() - back + i);
    }
    for (int i = 0; i < ahead; i++) {
      shown[back + i] = middle.get(i);
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : shown) {
      least = Double.isNaN(value) ? least : Math.min(least, value);
      most = Double.isNaN(value) ? most : Math.max(most, value);
    }
    StringBuilder picture = new StringBuilder();
    for (int i = 0; i < shown.length; i++) {
      picture.append(i == back ? "|" : "");
      double place = most > least ? (shown[i] - least) / (most - least) : 0;
      picture.append(Double.isNaN(shown[i]) ? ' ' : BARS.charAt((int) Math.round(7 * place)));
    }
    return picture
        + " "
        + number(least)
        + " to "
        + number(most)
        + ", a column is "
        + DurationText.format(one.step);
  }

  private static List<Double> middle(SortedMap<String, List<Double>> quantiles) {
    return quantiles.entrySet().stream()
        .min((one, other) -> Double.compare(fromHalf(one.getKey()), fromHalf(other.getKey())))
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  private static double fromHalf(String level) {
    return Math.abs(Double.parseDouble(level) - 0.5);
  }
}
