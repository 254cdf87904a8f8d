package dev.surgeline.forecast.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How far from the middle demand may come, in logs, by how many months ahead.
///
/// The errors at origins inside the history are divided by h^p, h months ahead; p is the likeliest
/// of 0.25, 0.5, 0.75 and 1 for normal errors where there are six origins, else 0.5, a random
/// walk's. With 19 origins or more, the half of an interval of level L is the empirical quantile of
/// these sizes, at L (m + 1) / m for m origins (split conformal), times h^p. With fewer it is
/// Student's t of m + 2 degrees of freedom times s(h),
///
///     s(h)^2 = (m r^2 h^(2p) + a^2 h) / (m + 1)
///
/// with r the root mean square of the sizes: a random walk of a = 5% a month, which is assumed,
/// counts as one origin. With no origin it is normal, s(h) = a h^0.5, with a = 10%, or 15% where
/// fewer than three months are known. Example: no origin and three months: the 95% interval 12
/// months ahead is a factor of exp(1.96 x 0.1 x 3.46) = 1.97 either way.
record Spread(double power, double root, double assumed, Sizes sizes, int origins) {
  /// A forecast that missed.
  ///
  /// @param ahead in months, from 1
  /// @param log what came less what was said, in logs
  record Error(int ahead, double log) {}

  /// In growing order.
  record Sizes(List<Double> sorted) {}

  static final int CONFORMAL_MIN = 19;
  private static final int POWER_MIN = 6;
  private static final double ASSUMED = 0.05;
  private static final double ASSUMED_ALONE = 0.10;
  private static final double ASSUMED_SHORT = 0.15;
  private static final int SHORT = 3;
  private static final double[] POWERS = {0.25, 0.5, 0.75, 1};

  /// @param months how many are known
  static Spread of(List<Error> errors, int origins, int months) {
    double power = 0.5;
    double best = Double.POSITIVE_INFINITY;
    for (double each : origins >= POWER_MIN ? POWERS : new double[0]) {
      double cost = cost(errors, each);
      power = cost < best ? each : power;
      best = Math.min(cost, best);
    }
    double chosen = power;
    double assumed = origins > 0 ? ASSUMED : months < SHORT ? ASSUMED_SHORT : ASSUMED_ALONE;
    double root = root(errors, chosen);
    List<Double> sizes = errors.stream().map(error -> size(error, chosen)).sorted().toList();
    return new Spread(chosen, root, assumed, new Sizes(sizes), origins);
  }

  private static double size(Error error, double power) {
    return Math.abs(error.log()) / Math.pow(error.ahead(), power);
  }

  private static double root(List<Error> errors, double power) {
    double[] sizes = errors.stream().mapToDouble(error -> size(error, power)).toArray();
    return Math.sqrt(Arrays.stream(sizes).map(size -> size * size).average().orElse(0));
  }

  /// Minus the log likelihood of normal errors, but for what all powers have in common.
  private static double cost(List<Error> errors, double power) {
    double logs = errors.stream().mapToDouble(error -> Math.log(error.ahead())).average().orElse(0);
    return Math.log(root(errors, power) + 1e-9) + power * logs;
  }

  /// Half of an interval, in logs.
  ///
  /// @param level 0.5, 0.8 or 0.95
  /// @param ahead in months, from 1
  double half(double level, int ahead) {
    if (origins >= CONFORMAL_MIN) {
      double part = Math.min(1, level * (origins + 1) / origins);
      int count = sizes.sorted().size();
      int rank = Math.clamp((int) Math.ceil(part * count), 1, count);
      return sizes.sorted().get(rank - 1) * Math.pow(ahead, power);
    }
    double normal = normal(level);
    return sigma(ahead) * (origins == 0 ? normal : student(normal, origins + 2));
  }

  /// The standard deviation, by the errors and the assumption.
  private double sigma(int ahead) {
    double seen = origins * root * root * Math.pow(ahead, 2 * power);
    return Math.sqrt((seen + assumed * assumed * ahead) / (origins + 1));
  }

  private static double normal(double level) {
    return level < 0.65 ? 0.674_490 : level < 0.9 ? 1.281_552 : 1.959_964;
  }

  /// Student's t from the normal quantile, by the expansion of Cornish and Fisher (Abramowitz and
  /// Stegun 26.7.5): within 1% from three degrees of freedom on. Example: 1.96 at 10 is 2.228.
  static double student(double z, double degrees) {
    double z2 = z * z;
    double one = z * (z2 + 1) / 4;
    double two = z * (5 * z2 * z2 + 16 * z2 + 3) / 96;
    double three = z * (3 * z2 * z2 * z2 + 19 * z2 * z2 + 17 * z2 - 15) / 384;
    return z + (one + (two + three / degrees) / degrees) / degrees;
  }

  /// What the intervals rest on, as a sentence.
  String basis() {
    if (origins == 0) {
      return String.format(
          Locale.ROOT,
          "the history is too short to measure how far off a projection is: the intervals assume"
              + " normal errors of %.0f%% after a month that grow with the root of the months",
          100 * assumed);
    }
    if (origins < CONFORMAL_MIN) {
      return String.format(
          Locale.ROOT,
          "the intervals assume Student's t with the errors at %d origin%s inside the history"
              + " and a random walk of 5%% a month as one more: standard deviation %.1f%% after a"
              + " month, %.1f%% after a year",
          origins,
          origins == 1 ? "" : "s",
          100 * sigma(1),
          100 * sigma(12));
    }
    return String.format(
        Locale.ROOT,
        "the intervals are those that held at %d origins inside the history, growing with the"
            + " months to the power %s",
        origins,
        power);
  }
}
