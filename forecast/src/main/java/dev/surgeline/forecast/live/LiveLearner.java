package dev.surgeline.forecast.live;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The live forecaster over a recorded series, by the clock on the wall, so that it can be judged
/// like any other.
///
/// Its means are the means of its quantiles at [even levels][Ahead#EVEN], since it tells no others.
public final class LiveLearner implements Learner {
  private static final List<Duration> SEASONS = List.of(Duration.ofDays(1), Duration.ofDays(7));

  @Override
  public String name() {
    return "live";
  }

  /// The seasons in steps: those asked for, else a day and a week.
  public static List<Integer> seasons(Duration step, Question question) {
    return question.seasons().isEmpty()
        ? SEASONS.stream()
            .map(season -> (int) season.dividedBy(step))
            .filter(season -> season >= 2)
            .toList()
        : question.seasons();
  }

  @Override
  public Follower learn(TimeSeries history, Question question) {
    List<Integer> seasons = seasons(history.step(), question);
    Duration step = history.step();
    var live = new LocalForecaster(step, seasons, question.horizon(), question.calendar().zone());
    // A stamp is where its step begins.
    live.learn(new TimeSeries(history.name(), history.stamp(1), step, history.values()));
    return new Going(live, history.stamp(history.length() + 1), step, question);
  }

  private static final class Going implements Follower {
    private final LocalForecaster live;
    private final Duration step;
    private final Question question;

    /// The end of the step that is to come.
    private Instant next;

    Going(LocalForecaster live, Instant next, Duration step, Question question) {
      this.live = live;
      this.next = next;
      this.step = step;
      this.question = question;
    }

    @Override
    public void observe(double value) {
      live.observe(next, value);
      next = next.plus(step);
    }

    @Override
    public void relearn() {
      // It goes on learning all the time.
    }

    @Override
    public Ahead forecast() {
      Optional<Forecast> made = live.forecast(question.horizon(), Ahead.wider(question).levels());
      if (made.isEmpty()) {
        throw new IllegalArgumentException(
            "the history is too short for a live forecast of " + question.horizon() + " steps");
      }
      return Ahead.of(made.get(), question.levels());
    }
  }
}
