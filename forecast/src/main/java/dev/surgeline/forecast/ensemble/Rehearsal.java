package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.measure.Accuracy;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// How the members did at origins inside the history, and what weight that earns them.
///
/// A member's error is the geometric mean of two, each a mean over the origins: of |y - f|, and of
/// 200 |y - f| / (|y| + |f|), so that neither quiet nor busy hours decide alone. Its weight is
/// share x (error / least error)^-6, with a share of its family that all members of it have alike.
/// What they say together is their weighted mean.
///
/// Example: errors 1 and 2 with equal shares weigh 1 and 1/64, thus 0.985 and 0.015.
final class Rehearsal {
  private static final double POWER = 6;
  private static final double TINY = 1e-9;

  /// By member, origin and step; the last origin is the history's end.
  private final double[][][] courses;

  private final double[][] actual;
  private final double[] shares;

  /// By member and origin.
  private final double[][] absolute;

  private final double[][] relative;

  /// @param actual what came, by origin; as long as the courses from there
  /// @param shares what each member weighs beforehand
  Rehearsal(double[][][] courses, double[][] actual, double[] shares) {
    this.courses = courses;
    this.actual = actual;
    this.shares = shares;
    int origins = actual.length;
    this.absolute = new double[courses.length][origins];
    this.relative = new double[courses.length][origins];
    for (int m = 0; m < courses.length; m++) {
      for (int j = 0; j < origins; j++) {
        absolute[m][j] = Accuracy.absolute(actual[j], courses[m][j]);
        relative[m][j] = Accuracy.smape(actual[j], courses[m][j]);
      }
    }
  }

  /// How many origins have something to compare with.
  int origins() {
    return actual.length;
  }

  /// How far ahead of an origin the members went.
  int steps(int origin) {
    return courses[0][origin].length;
  }

  /// How many steps ahead of an origin the history goes on.
  int outcomes(int origin) {
    return actual[origin].length;
  }

  /// How far ahead an outcome was known at most; 1 where none was.
  int longest() {
    int longest = 1;
    for (double[] each : actual) {
      longest = Math.max(longest, each.length);
    }
    return longest;
  }

  double[] actual(int origin) {
    return actual[origin];
  }

  /// The members' weights by all that came.
  double[] weights() {
    return weights(this::outcomes);
  }

  /// The members' weights by some of what came, summing to 1; those that they have beforehand by
  /// nothing.
  ///
  /// @param known of each origin, how many steps ahead of it count
  double[] weights(IntUnaryOperator known) {
    double[] errors = new double[courses.length];
    double least = Double.POSITIVE_INFINITY;
    for (int m = 0; m < errors.length; m++) {
      errors[m] = error(m, known);
      least = Math.min(least, errors[m]);
    }
    double sum = 0;
    for (int m = 0; m < errors.length; m++) {
      errors[m] = shares[m] * Math.pow((errors[m] + TINY) / (least + TINY), -POWER);
      sum += errors[m];
    }
    for (int m = 0; m < errors.length; m++) {
      errors[m] /= sum;
    }
    return errors;
  }

  /// Of nothing to go by it is zero: all alike.
  private double error(int member, IntUnaryOperator known) {
    double plain = 0;
    double parts = 0;
    int count = 0;
    for (int j = 0; j < actual.length; j++) {
      int steps = Math.min(known.applyAsInt(j), outcomes(j));
      boolean all = steps == outcomes(j);
      double[] came = all ? actual[j] : Arrays.copyOf(actual[j], Math.max(0, steps));
      double one = all ? absolute[member][j] : Accuracy.absolute(came, courses[member][j]);
      if (!Double.isNaN(one)) {
        plain += one;
        parts += all ? relative[member][j] : Accuracy.smape(came, courses[member][j]);
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(plain / count * (parts / count));
  }

  /// What the members say together from an origin: their weighted mean.
  double[] blend(int origin, double[] weights) {
    double[] blend = new double[courses[0][origin].length];
    for (int m = 0; m < courses.length; m++) {
      double[] course = courses[m][origin];
      for (int h = 0; h < blend.length; h++) {
        blend[h] += weights[m] * course[h];
      }
    }
    return blend;
  }

  /// How far the members are from what they say together, on a scale: the weighted root mean square
  /// by step.
  double[] disagreement(int origin, double[] weights, double[] blend, Scale scale) {
    double[] apart = new double[blend.length];
    for (int h = 0; h < blend.length; h++) {
      double centre = scale.in(blend[h]);
      for (int m = 0; m < courses.length; m++) {
        if (weights[m] > TINY) {
          double distance = scale.in(courses[m][origin][h]) - centre;
          apart[h] += weights[m] * distance * distance;
        }
      }
      apart[h] = Math.sqrt(apart[h]);
    }
    return apart;
  }
}
