package dev.surgeline.forecast.wall;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.Arrays;
import java.util.List;

/// Any forecaster, shown the history by the clock on the wall where that is not the same.
///
/// @param forecaster that reads stamps as local times
public record WallForecaster(Forecaster forecaster) implements Forecaster {
  /// Whether the clock on the wall changes between a history's first step and the last that is
  /// asked for.
  public static boolean differs(TimeSeries series, Question question) {
    return new Wall(series, question).differs();
  }

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    Wall wall = new Wall(series, question);
    if (!wall.differs()) {
      return forecaster.predict(series, question);
    }
    TimeSeries history = wall.history();
    int[] ahead = wall.ahead(series.length(), history.length());
    int most = Arrays.stream(ahead).max().orElse(0) + 1;
    Prediction made = forecaster.predict(history, wall.question(most));
    List<List<Double>> points = made.forecast().values();
    List<List<Double>> values =
        Arrays.stream(ahead).mapToObj(h -> points.get(Math.min(h, points.size() - 1))).toList();
    return new Prediction(
        new Forecast(series.stamp(series.length()), series.step(), question.levels(), values),
        made.members(),
        made.backtest(),
        made.notes());
  }
}
