package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.measure.Accuracy;
import java.util.Arrays;

/// How the members did at origins inside the history, and what weight that earns them.
///
/// A member's error is the geometric mean of two, each a mean over the origins: of |y - f|, and of
/// 200 |y - f| / (|y| + |f|), so that neither quiet nor busy hours decide alone. Its weight is
/// (error / least error)^-power. What they say together is the mean of their weighted median and
/// their weighted mean.
///
/// Example: errors 1 and 2 with power 4 weigh 1 and 1/16, thus 0.94 and 0.06.
final class Rehearsal {
  private static final double TINY = 1e-9;

  /// By member, origin and step; the last origin is the history's end.
  private final double[][][] courses;

  private final double[][] actual;
  private final double power;

  /// By member and origin.
  private final double[][] absolute;

  private final double[][] relative;

  /// @param actual what came, by origin; as long as the courses from there
  Rehearsal(double[][][] courses, double[][] actual, double power) {
    this.courses = courses;
    this.actual = actual;
    this.power = power;
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

  double[] actual(int origin) {
    return actual[origin];
  }

  /// The members' weights by all origins but one, summing to 1.
  ///
  /// @param without an origin that is to be judged by weights that do not know it; none: -1
  double[] weights(int without) {
    double[] errors = new double[courses.length];
    double least = Double.POSITIVE_INFINITY;
    for (int m = 0; m < errors.length; m++) {
      errors[m] = Math.sqrt(mean(absolute[m], without) * mean(relative[m], without));
      least = Math.min(least, errors[m]);
    }
    double sum = 0;
    for (int m = 0; m < errors.length; m++) {
      errors[m] = Math.pow((errors[m] + TINY) / (least + TINY), -power);
      sum += errors[m];
    }
    for (int m = 0; m < errors.length; m++) {
      errors[m] /= sum;
    }
    return errors;
  }

  /// Nothing to go by is an error of zero: all alike.
  private static double mean(double[] errors, int without) {
    double sum = 0;
    int count = 0;
    for (int j = 0; j < errors.length; j++) {
      if (j != without && !Double.isNaN(errors[j])) {
        sum += errors[j];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /// What the members say together from an origin.
  double[] blend(int origin, double[] weights) {
    int steps = courses[0][origin].length;
    double[] blend = new double[steps];
    long[] order = new long[courses.length];
    double[] said = new double[courses.length];
    for (int h = 0; h < steps; h++) {
      double mean = 0;
      for (int m = 0; m < courses.length; m++) {
        said[m] = courses[m][origin][h];
        mean += weights[m] * said[m];
      }
      blend[h] = (mean + median(said, weights, order)) / 2;
    }
    return blend;
  }

  /// The first value, from the least, at which half the weight is reached.
  private static double median(double[] values, double[] weights, long[] order) {
    // Doubles sort as their bits do, once the sign is seen to; the index rides in the last bits.
    for (int m = 0; m < values.length; m++) {
      long bits = Double.doubleToLongBits(values[m]);
      long ordered = bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
      order[m] = (ordered & ~0x3FFL) | m;
    }
    Arrays.sort(order);
    double reached = 0;
    for (long next : order) {
      int m = (int) (next & 0x3FF);
      reached += weights[m];
      if (reached >= 0.5) {
        return values[m];
      }
    }
    return values[(int) (order[order.length - 1] & 0x3FF)];
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
