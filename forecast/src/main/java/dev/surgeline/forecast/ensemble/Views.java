package dev.surgeline.forecast.ensemble;

import java.util.Optional;

/// What the ensemble says from each origin, by given weights of its members.
final class Views {
  private final History history;
  private final Trial trial;

  /// Of the companion by origin; empty where it has nothing to say.
  private final double[][] others;

  Views(History history, Trial trial, Optional<Companion> companion) {
    this.history = history;
    this.trial = trial;
    this.others = new double[trial.ends().length][0];
    for (int j = 0; j < others.length && companion.isPresent(); j++) {
      int end = trial.ends()[j];
      others[j] = companion.get().course(history.series(end), trial.rehearsal().steps(j));
    }
  }

  /// What is expected from an origin.
  ///
  /// @param weights of the members
  View at(int origin, double[] weights) {
    double[] middle = blend(origin, weights);
    double[] apart = trial.rehearsal().disagreement(origin, weights, middle, history.scale());
    return new View(trial.ends()[origin], middle, apart);
  }

  /// With the companion, where there is one that has anything to say.
  private double[] blend(int origin, double[] weights) {
    double[] pool = trial.rehearsal().blend(origin, weights);
    double[] other = others[origin];
    if (other.length == 0) {
      return pool;
    }
    Scale scale = history.scale();
    int end = trial.ends()[origin];
    double[] both = new double[pool.length];
    for (int h = 0; h < both.length; h++) {
      both[h] = scale.out((scale.in(pool[h]) + scale.in(history.clip(other[h], end))) / 2);
    }
    return both;
  }
}
