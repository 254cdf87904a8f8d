package dev.surgeline.forecast.event;

import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.List;

/// Any learner, told of the [days][DaysApart] that the calendar sets apart, by what it begins with.
///
/// @param holidays whether they count among them; a learner may know of them by itself
public record LearnerWithDaysApart(Learner learner, boolean holidays) implements Learner {
  @Override
  public String name() {
    return learner.name();
  }

  @Override
  public Follower learn(TimeSeries history, Question question) {
    List<Event> days = DaysApart.shown(history, question, holidays);
    return days.isEmpty()
        ? learner.learn(history, question)
        : new LearnerWithEvents(learner, days).learn(history, question);
  }
}
