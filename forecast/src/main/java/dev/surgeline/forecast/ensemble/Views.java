package dev.surgeline.forecast.ensemble;

import java.util.ArrayList;
import java.util.List;

/// What the ensemble says from each origin, by given weights of its members.
final class Views {
  private final History history;
  private final Trial trial;

  /// Of those companions that have something to say, by origin.
  private final List<List<double[]>> others = new ArrayList<>();

  /// Who they are, at the history's end.
  private final List<String> speaking = new ArrayList<>();

  Views(History history, Trial trial, List<Companion> companions) {
    this.history = history;
    this.trial = trial;
    int[] ends = trial.ends();
    for (int j = 0; j < ends.length; j++) {
      List<double[]> courses = new ArrayList<>();
      for (Companion companion : companions) {
        double[] course = companion.course(history.series(ends[j]), trial.rehearsal().steps(j));
        if (course.length > 0) {
          courses.add(course);
          if (j == ends.length - 1) {
            speaking.add(companion.name());
          }
        }
      }
      others.add(courses);
    }
  }

  /// The companions that have a say in what is expected from the history's end.
  List<String> speaking() {
    return speaking;
  }

  /// What is expected from an origin.
  ///
  /// @param weights of the members
  View at(int origin, double[] weights) {
    double[] middle = blend(origin, weights);
    double[] apart = trial.rehearsal().disagreement(origin, weights, middle, history.scale());
    return new View(trial.ends()[origin], middle, apart);
  }

  /// With the companions that have anything to say, all alike.
  private double[] blend(int origin, double[] weights) {
    double[] pool = trial.rehearsal().blend(origin, weights);
    List<double[]> courses = others.get(origin);
    if (courses.isEmpty()) {
      return pool;
    }
    Scale scale = history.scale();
    int end = trial.ends()[origin];
    double[] all = new double[pool.length];
    for (int h = 0; h < all.length; h++) {
      double sum = scale.in(pool[h]);
      for (double[] course : courses) {
        sum += scale.in(history.clip(course[h], end));
      }
      all[h] = scale.out(sum / (1 + courses.size()));
    }
    return all;
  }
}
