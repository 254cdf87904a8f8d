package dev.surgeline.forecast.wall;

import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;

/// Any learner, taken along by the clock on the wall: an hour that is left out was not observed,
/// and of one that comes twice it sees the first.
///
/// @param learner that reads stamps as local times
public record WallLearner(Learner learner) implements Learner {
  @Override
  public String name() {
    return learner.name();
  }

  @Override
  public Follower learn(TimeSeries history, Question question) {
    Wall wall = new Wall(history, question);
    if (!wall.mayDiffer()) {
      return learner.learn(history, question);
    }
    TimeSeries local = wall.history();
    Question longer = wall.question(question.horizon() + wall.more());
    return new Along(wall, learner.learn(local, longer), history.length(), local.length());
  }

  private static final class Along implements Follower {
    private final Wall wall;
    private final Follower follower;
    private int next;
    private int length;

    /// @param next the first step to come
    /// @param length how many places the follower has seen
    Along(Wall wall, Follower follower, int next, int length) {
      this.wall = wall;
      this.follower = follower;
      this.next = next;
      this.length = length;
    }

    @Override
    public void observe(double value) {
      int place = wall.place(next);
      next++;
      while (length < place) {
        follower.observe(Double.NaN);
        length++;
      }
      if (length == place) {
        follower.observe(value);
        length++;
      }
    }

    @Override
    public void relearn() {
      follower.relearn();
    }

    @Override
    public Ahead forecast() {
      Ahead made = follower.forecast();
      int[] ahead = wall.ahead(next, length);
      double[] means = new double[ahead.length];
      double[][] quantiles = new double[ahead.length][];
      for (int h = 0; h < ahead.length; h++) {
        int at = Math.min(ahead[h], made.means().length - 1);
        means[h] = made.means()[at];
        quantiles[h] = made.quantiles()[at].clone();
      }
      return new Ahead(means, quantiles);
    }
  }
}
