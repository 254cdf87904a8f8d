package dev.surgeline.forecast.event;

import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.List;

/// Any forecaster, told of the [days][DaysApart] that the calendar sets apart.
///
/// @param holidays whether they count among them; a forecaster may know of them by itself
public record ForecasterWithDaysApart(Forecaster forecaster, boolean holidays)
    implements Forecaster {
  @Override
  public Prediction predict(TimeSeries series, Question question) {
    List<Event> days = DaysApart.shown(series, question, holidays);
    return days.isEmpty()
        ? forecaster.predict(series, question)
        : new ForecasterWithEvents(forecaster, days).predict(series, question);
  }
}
