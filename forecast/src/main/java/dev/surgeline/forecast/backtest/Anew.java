package dev.surgeline.forecast.backtest;

import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.Arrays;

/// A forecaster that follows nothing: each forecast is made anew from all of the past.
///
/// Its means are the means of its quantiles at [even levels][Ahead#EVEN], since it tells no others.
///
/// @param name what tables call it
public record Anew(String name, Forecaster forecaster) implements Learner {
  @Override
  public Follower learn(TimeSeries history, Question question) {
    return new Past(forecaster, history, question);
  }

  private static final class Past implements Follower {
    private final Forecaster forecaster;
    private final TimeSeries history;
    private final Question question;
    private double[] values;
    private int length;

    Past(Forecaster forecaster, TimeSeries history, Question question) {
      this.forecaster = forecaster;
      this.history = history;
      this.question = question;
      this.values = history.values();
      this.length = values.length;
    }

    @Override
    public void observe(double value) {
      if (length == values.length) {
        values = Arrays.copyOf(values, 2 * length + 16);
      }
      values[length] = value;
      length++;
    }

    @Override
    public void relearn() {
      // It does so each time.
    }

    @Override
    public Ahead forecast() {
      var seen =
          new TimeSeries(
              history.name(), history.start(), history.step(), Arrays.copyOf(values, length));
      Question wider = Ahead.wider(question);
      return Ahead.of(forecaster.predict(seen, wider).forecast(), question.levels());
    }
  }
}
