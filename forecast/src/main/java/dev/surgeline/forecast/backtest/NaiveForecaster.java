package dev.surgeline.forecast.backtest;

import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The seasonal naive forecast with its empirical spread, for series that nothing better suits.
///
/// Of the seasons asked for (else of a day, a week and a year, where the history has two of them)
/// and of none it takes the one whose values lie nearest to those a season later in the second half
/// of the history.
public final class NaiveForecaster implements Forecaster {
  private static final int HELD_PARTS = 5;
  private static final int HELD_MAX = 2_000;

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    double[] values = series.values();
    series.fromFirstObserved();
    List<Integer> seasons = seasons(series, question);
    int season = nearest(values, seasons);
    List<String> notes = new ArrayList<>();
    if (seasons.size() == 1) {
      notes.add("the history is too short for a season: the last value is carried on");
    }
    String name = season == 1 ? "persistence" : "seasonal naive " + season;
    int compared = seasons.getLast();
    int held = Math.min(HELD_MAX, series.length() / HELD_PARTS);
    return new Tested(new Naive(name, season), compared, held).predict(series, question, notes);
  }

  /// The season, in steps, that a series is compared with and by default repeats: the longest of
  /// those asked for, else a week or a day, whichever is the longest that the history has twice; 1
  /// if it has none.
  public static int season(TimeSeries series, Question question) {
    List<Integer> seasons = seasons(series, question);
    Duration week = Duration.ofDays(7);
    return seasons.stream()
        .filter(season ->
            !question.seasons().isEmpty()
                || series.step().multipliedBy(season).compareTo(week) <= 0)
        .reduce(1, (_, later) -> later);
  }

  private static List<Integer> seasons(TimeSeries series, Question question) {
    var seasons = new TreeSet<Integer>();
    seasons.add(1);
    if (question.seasons().isEmpty()) {
      for (double days : new double[] {1, 7, 365.2425}) {
        double steps = days * 86_400_000 / series.step().toMillis();
        if (steps >= 1.5 && 2 * steps <= series.length()) {
          seasons.add((int) Math.round(steps));
        }
      }
    }
    question.seasons().stream()
        .filter(season -> 2L * season <= series.length())
        .forEach(seasons::add);
    return List.copyOf(seasons);
  }

  private static int nearest(double[] values, List<Integer> seasons) {
    int nearest = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int season : seasons) {
      double sum = 0;
      int count = 0;
      for (int i = Math.max(season, values.length / 2); i < values.length; i++) {
        double away = Math.abs(values[i] - values[i - season]);
        sum += Double.isNaN(away) ? 0 : away;
        count += Double.isNaN(away) ? 0 : 1;
      }
      if (count > 0 && sum / count < least) {
        least = sum / count;
        nearest = season;
      }
    }
    return nearest;
  }
}
