package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.repair.Repair;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A series made ready for the pool: without gaps, with its seasons, its scale and the range that a
/// forecast may take.
final class History {
  private static final double LEAST = 0.8;
  private static final double MOST = 1.3;
  private static final double BEYOND = 0.3;

  private final TimeSeries series;
  private final Question question;
  private final double[] values;
  private final double[] observed;
  private final List<Integer> seasons;
  private final Scale scale;
  private final List<String> notes;

  /// The least and the most up to each step.
  private final double[] lowest;

  private final double[] highest;

  private History(
      TimeSeries series,
      Question question,
      double[] values,
      List<Integer> seasons,
      List<String> notes) {
    this.series = series;
    this.question = question;
    this.values = values;
    this.observed = series.values();
    this.seasons = seasons;
    this.scale = Scale.of(values);
    this.notes = notes;
    this.lowest = new double[values.length + 1];
    this.highest = new double[values.length + 1];
    lowest[0] = Double.POSITIVE_INFINITY;
    highest[0] = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < values.length; t++) {
      lowest[t + 1] = Math.min(lowest[t], values[t]);
      highest[t + 1] = Math.max(highest[t], values[t]);
    }
  }

  static History of(TimeSeries series, Question question) {
    TimeSeries known = series.fromFirstObserved();
    int gaps = known.length() - known.observed();
    List<Integer> seasons = Seasons.of(question.seasons(), series.step(), known.length());
    double[] values = known.values();
    if (gaps > 0) {
      // By seasons from before the first origin, lest what is filled in tell what is to come.
      int season = seasons.isEmpty() ? 1 : seasons.getFirst();
      int first = Origins.of(values.length, season, question.horizon())[0];
      values = Repair.filled(values, seasons, first);
    }
    List<String> notes = new ArrayList<>();
    for (int asked : question.seasons()) {
      if (!seasons.contains(asked)) {
        notes.add(
            "the history has " + values.length + " steps, too few for the season of " + asked);
      }
    }
    return new History(known, question, values, seasons, notes);
  }

  int length() {
    return values.length;
  }

  double[] values() {
    return values;
  }

  /// As they were: NaN where nothing was observed.
  double[] observed() {
    return observed;
  }

  List<Integer> seasons() {
    return seasons;
  }

  /// The shortest; 1 where there is none.
  int season() {
    return seasons.isEmpty() ? 1 : seasons.getFirst();
  }

  Scale scale() {
    return scale;
  }

  List<String> notes() {
    return notes;
  }

  /// Up to a step that is not in it, without gaps.
  TimeSeries series(int end) {
    return new TimeSeries(series.name(), series.start(), series.step(), Arrays.copyOf(values, end));
  }

  /// The last steps as a model sees them.
  ///
  /// @param from the first of them
  Past past(int from, Scale unit) {
    return new Past(
        unit.in(Arrays.copyOfRange(values, from, values.length)),
        seasons,
        series.stamp(from),
        series.step(),
        question.calendar());
  }

  /// What a forecast from an origin may say.
  double clip(double value, int end) {
    double low = lowest[end];
    double high = highest[end];
    if (low >= 0) {
      return Math.clamp(value, LEAST * low, MOST * high);
    }
    double beyond = BEYOND * (high - low);
    return Math.clamp(value, low - beyond, high + beyond);
  }

  /// So far from a middle, on the models' scale; not below zero where nothing ever was.
  double quantile(double middle, double away) {
    double value = scale.out(scale.in(middle) + away);
    return lowest[values.length] >= 0 ? Math.max(0, value) : value;
  }

  /// Where there is no origin to learn from: a random walk with the steps seen.
  double[] roughWidths(int horizon) {
    double sum = 0;
    for (int t = 1; t < values.length; t++) {
      double step = scale.in(values[t]) - scale.in(values[t - 1]);
      sum += step * step;
    }
    double step = Math.sqrt(sum / (values.length - 1));
    double[] widths = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      widths[h] = step * Math.sqrt(h + 1);
    }
    return widths;
  }
}
