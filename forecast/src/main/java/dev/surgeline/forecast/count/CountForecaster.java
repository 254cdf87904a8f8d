package dev.surgeline.forecast.count;

import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.backtest.NaiveForecaster;
import dev.surgeline.forecast.backtest.Tested;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Forecasts sparse counts: arrivals by the hour, half-hour or day.
///
/// A Poisson regression on the calendar (hour of the week, time of the year, holidays) gives the
/// expected count; how far counts lay above or below it in the latest hours, days and weeks moves
/// it; quantiles are those of the Poisson distribution, or of the negative binomial where the past
/// spread wider. The parts are described at `SeasonalRate`, `LevelResponse` and `CountSpread`.
///
/// Stamps are read on the question's calendar; its holidays count beside the days around Christmas
/// and the new year.
///
/// With less than 13 months of history the time of the year is left out, with less than 12 the
/// holidays.
public final class CountForecaster implements Forecaster, Learner {
  /// A larger mean count is no sparse one: its spread is not that of counting.
  public static final double MEAN_MAX = 200;

  private static final Duration SHORTEST = Duration.ofDays(84);
  private static final Duration HELD = Duration.ofDays(56);
  private static final Duration DAY = Duration.ofDays(1);

  /// Learning anew is worth it so often.
  public static final Duration RELEARN = Duration.ofDays(14);

  /// Whether a series is counts that this can forecast: whole numbers from 0, at most 200 on
  /// average and not always 0, by steps of at most a day, over at least twelve weeks of which half
  /// the steps were observed.
  public static boolean suits(TimeSeries series) {
    if (series.step().compareTo(DAY) > 0
        || series.step().multipliedBy(series.length()).compareTo(SHORTEST) < 0) {
      return false;
    }
    double sum = 0;
    int observed = 0;
    for (int i = 0; i < series.length(); i++) {
      if (series.isObserved(i)) {
        double value = series.at(i);
        if (value < 0 || value != Math.rint(value)) {
          return false;
        }
        sum += value;
        observed++;
      }
    }
    return observed >= series.length() / 2 && sum > 0 && sum / observed <= MEAN_MAX;
  }

  @Override
  public String name() {
    return "Poisson regression";
  }

  /// @throws IllegalArgumentException if the series does not suit
  @Override
  public Follower learn(TimeSeries history, Question question) {
    if (!suits(history)) {
      throw new IllegalArgumentException(
          "the series is not whole counts from 0, at most 200 on average and not always 0, by steps"
              + " of at most a day over at least twelve weeks, half of them observed");
    }
    return new CountFit(history, question);
  }

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    int season = NaiveForecaster.season(series, question);
    int held = (int) HELD.dividedBy(series.step());
    boolean room = suits(series.between(0, Math.max(0, series.length() - held)));
    return new Tested(this, season, room ? held : 0).predict(series, question, notes(series));
  }

  private static List<String> notes(TimeSeries series) {
    List<String> notes = new ArrayList<>();
    if (series.step().multipliedBy(series.length()).compareTo(Duration.ofHours(9643)) < 0) {
      notes.add("the history is shorter than 13 months: the time of the year is left out");
    }
    return notes;
  }
}
