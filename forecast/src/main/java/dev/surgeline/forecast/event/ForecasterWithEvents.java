package dev.surgeline.forecast.event;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Any forecaster, told of known events: what they did is taken out of its history, what they will
/// do is put back on its quantiles. Its backtest is that of the history without them.
///
/// @param events in the past and to come, at most 1,000
public record ForecasterWithEvents(Forecaster forecaster, List<Event> events)
    implements Forecaster {
  public ForecasterWithEvents {
    events = Effects.checked(events);
  }

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    Plain plain = Plain.of(events, series, question);
    Prediction made = forecaster.predict(plain.series(), question);
    Forecast forecast = made.forecast();
    List<List<Double>> values = new ArrayList<>();
    for (int h = 0; h < forecast.values().size(); h++) {
      Instant at = series.stamp(series.length() + h);
      values.add(forecast.values().get(h).stream().map(value -> plain.in(value, at)).toList());
    }
    List<String> notes = new ArrayList<>(plain.effects().notes());
    notes.addAll(made.notes());
    return new Prediction(
        new Forecast(forecast.madeAt(), forecast.step(), forecast.levels(), values),
        made.members(),
        made.backtest(),
        notes);
  }
}
