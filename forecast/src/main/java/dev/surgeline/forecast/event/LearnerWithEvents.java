package dev.surgeline.forecast.event;

import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Instant;
import java.util.List;

/// Any learner, told of known events, as [ForecasterWithEvents] is. What events do is learned from
/// the history that it begins with.
///
/// @param events in the past and to come, at most 1,000
public record LearnerWithEvents(Learner learner, List<Event> events) implements Learner {
  public LearnerWithEvents {
    events = Effects.checked(events);
  }

  @Override
  public String name() {
    return learner.name();
  }

  @Override
  public Follower learn(TimeSeries history, Question question) {
    Plain plain = Plain.of(events, history, question);
    return new Told(learner.learn(plain.series(), question), plain, history);
  }

  private static final class Told implements Follower {
    private final Follower follower;
    private final Plain plain;
    private final TimeSeries history;
    private int next;

    Told(Follower follower, Plain plain, TimeSeries history) {
      this.follower = follower;
      this.plain = plain;
      this.history = history;
      this.next = history.length();
    }

    @Override
    public void observe(double value) {
      follower.observe(plain.out(value, history.stamp(next)));
      next++;
    }

    @Override
    public void relearn() {
      follower.relearn();
    }

    @Override
    public Ahead forecast() {
      Ahead made = follower.forecast();
      double[] means = new double[made.means().length];
      double[][] quantiles = new double[means.length][];
      for (int h = 0; h < means.length; h++) {
        Instant at = history.stamp(next + h);
        means[h] = made.means()[h] * plain.effects().times(at);
        quantiles[h] = made.quantiles()[h].clone();
        for (int i = 0; i < quantiles[h].length; i++) {
          quantiles[h][i] = plain.in(quantiles[h][i], at);
        }
      }
      return new Ahead(means, quantiles);
    }
  }
}
