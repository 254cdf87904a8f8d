package dev.surgeline.forecast.ensemble;

import java.util.Optional;

/// How wide the forecast is, by step: from its errors at origins inside the history, each made with
/// weights that did not know that origin, on the models' scale.
///
/// log width(h) = log level + (g + o k) log(h / middle) + b (profile(h) - k log(h / middle)) + s
/// shape(phase) + d log(disagreement(h) / usual disagreement) + log few
///
/// - level is the root mean square of all errors;
/// - profile(h) is that of h's bucket (1-3, 4-6, 7-12, 13-24, 25-36, ... for a horizon of 48)
///   beside the level, k its slope over log h: errors usually grow with the horizon as h^0.2, and
///   few origins can not tell a series' own growth well, so both are shrunk;
/// - shape is that of the phase of the season, smoothed over its neighbours;
/// - disagreement is how far the members are apart now, and were at those origins;
/// - few = 1 + 1 / (4 K) beside that of six horizons K, which twelve origins of M4 span: errors of
///   one horizon go together, so K of them are about as many as can be counted, and what is known
///   from few needs the wider tails of Student's distribution.
///
/// Of fewer than 500 outcomes n the part (n / (n + 300)) / (5 / 8) is believed: o, b and s are
/// multiplied by it, and what is usual goes from the root mean square to the geometric mean. Beside
/// a root mean square the usual one is narrower than it was, which the breadth makes up for where
/// much is known; where little is, noise in disagreement and shape would make all narrow.
///
/// Beyond the steps that could be tested at half of the origins the width grows on, by what is
/// believed of k and else by 0.5, as a random walk's.
///
/// Example: with errors of +1 and -1 at each step of twelve origins, all apart alike, the profile
/// is flat and no width is further from 0.9 than the growth of h^0.06 makes it.
///
/// Quantiles are those of [StudentT] times that width. The numbers g, o, b, s, d and the breadth
/// were chosen on held-out ends of the M4 hourly training series; see docs/forecast-benchmark.md.
final class Spread {
  private static final double GROWTH = 0.06;
  private static final double OWN_GROWTH = 0.85;
  private static final double OWN_PROFILE = 0.65;
  private static final double SHAPE = 0.14;
  private static final double DISAGREEMENT = 0.14;
  private static final double BREADTH = 0.9;
  private static final double FEW = 0.25;
  private static final double SPANNED_USUAL = 6;
  private static final double OUTCOMES_USUAL = 500;
  private static final double OUTCOMES_DOUBT = 300;
  private static final double TINY = 1e-9;
  private static final double WALK = 0.5;

  /// Ends of the buckets as parts of the horizon: of 48 steps 3, 6, 12, 24, 36, 48.
  private static final double[] BUCKETS = {1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 3 / 4.0, 1};

  private final int horizon;
  private final int season;
  private final double[] squares;
  private final int[] counts;
  private final double[] phaseSquares;

  /// By step, how many outcomes were known.
  private final int[] judged;

  private final int[] phaseCounts;
  private double disagreed;
  private double disagreedLogs;
  private int first = Integer.MAX_VALUE;
  private int last;

  /// @param horizon how far ahead an outcome is known at most
  /// @param season 1 where there is none
  Spread(int horizon, int season) {
    this.horizon = horizon;
    this.season = season;
    this.squares = new double[BUCKETS.length];
    this.counts = new int[BUCKETS.length];
    this.judged = new int[horizon];
    this.phaseSquares = new double[season];
    this.phaseCounts = new int[season];
  }

  /// Learns from one origin.
  ///
  /// @param end the index of the first step ahead
  /// @param errors by step, on the models' scale; NaN where nothing was observed
  /// @param apart how far the members were apart
  void add(int end, double[] errors, double[] apart) {
    first = Math.min(first, end);
    last = Math.max(last, end + errors.length);
    for (int h = 0; h < errors.length; h++) {
      if (!Double.isNaN(errors[h])) {
        double square = errors[h] * errors[h];
        squares[bucket(h + 1)] += square;
        counts[bucket(h + 1)]++;
        judged[h]++;
        phaseSquares[(end + h) % season] += square;
        phaseCounts[(end + h) % season]++;
        disagreed += apart[h] * apart[h];
        disagreedLogs += Math.log(apart[h] + TINY);
      }
    }
  }

  private int bucket(int h) {
    int bucket = 0;
    while (bucket < BUCKETS.length - 1 && h > Math.ceil(BUCKETS[bucket] * horizon)) {
      bucket++;
    }
    return bucket;
  }

  /// Whether there is anything to go by.
  boolean knows() {
    return total(counts) > 0;
  }

  private static int total(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /// The width of every step: what an error is to be divided by to look like [StudentT].
  ///
  /// @param end the index of the first step ahead
  /// @param apart how far the members are apart, by step
  double[] widths(int end, double[] apart) {
    double believed = believed();
    int outcomes = total(counts);
    double usual =
        believed * Math.log(Math.sqrt(disagreed / outcomes) + TINY)
            + (1 - believed) * disagreedLogs / outcomes;
    double level = level();
    double[] logs = new double[BUCKETS.length];
    double[] profile = profile(level, logs);
    double slope = slope(profile, logs);
    double[] shape = shape(believed);
    double[] widths = new double[apart.length];
    for (int h = 0; h < widths.length; h++) {
      double far = Math.log(h + 1) - Math.log(middle());
      double own = interpolate(logs, profile, Math.log(h + 1)) - slope * far;
      double log =
          (GROWTH + believed * OWN_GROWTH * slope) * far
              + believed * OWN_PROFILE * own
              + believed * SHAPE * shape[(end + h) % season]
              + DISAGREEMENT * (Math.log(apart[h] + TINY) - usual);
      widths[h] = BREADTH * few() * level * Math.exp(log);
    }
    widen(widths, believed, slope);
    return widths;
  }

  /// Beyond what was tested errors are taken to go on growing: as they did, as far as that is
  /// believed, and else as those of a random walk, with the root of the steps.
  private void widen(double[] widths, double believed, double slope) {
    int reach = reach();
    double grows = believed * Math.clamp(slope, 0, 1) + (1 - believed) * WALK;
    // The width of a step grows by this much already.
    double has = GROWTH + believed * (OWN_GROWTH - OWN_PROFILE) * slope;
    for (int h = reach; h < widths.length; h++) {
      widths[h] *= Math.pow((h + 1.0) / reach, Math.max(0, grows - has));
    }
  }

  /// How many steps ahead were tested at half of the origins at least, at one.
  private int reach() {
    int most = 1;
    for (int count : judged) {
      most = Math.max(most, count);
    }
    int reach = horizon;
    while (reach > 1 && 2 * judged[reach - 1] < most) {
      reach--;
    }
    return reach;
  }

  /// What is to be said of steps that could not be tested.
  Optional<String> beyond(int asked) {
    int reach = reach();
    return !knows() || asked <= reach
        ? Optional.empty()
        : Optional.of(
            ("Of %d steps ahead %d could be tested inside the history; beyond them the spread is"
                    + " assumed to go on growing.")
                .formatted(asked, reach));
  }

  private double middle() {
    return Math.max(1, 3.0 / 8 * horizon);
  }

  private double level() {
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    return Math.max(TINY, Math.sqrt(sum / total(counts)));
  }

  /// How far what the outcomes say of single steps is believed, 0 to 1.
  private double believed() {
    double outcomes = total(counts);
    double usual = OUTCOMES_USUAL / (OUTCOMES_USUAL + OUTCOMES_DOUBT);
    return Math.min(1, outcomes / (outcomes + OUTCOMES_DOUBT) / usual);
  }

  private double few() {
    double spanned = Math.max(1, (double) (last - first) / horizon);
    return (1 + FEW / spanned) / (1 + FEW / SPANNED_USUAL);
  }

  /// The buckets' own widths beside the level, in logarithms; an empty bucket is like the one
  /// before it.
  private double[] profile(double level, double[] logs) {
    double[] profile = new double[BUCKETS.length];
    double before = 0;
    for (int b = 0; b < BUCKETS.length; b++) {
      double ends = BUCKETS[b] * horizon;
      double begins = b == 0 ? 0 : BUCKETS[b - 1] * horizon;
      logs[b] = Math.log(Math.max(1, (begins + ends + 1) / 2));
      if (counts[b] > 0) {
        before = Math.log(Math.max(TINY, Math.sqrt(squares[b] / counts[b])) / level);
      }
      profile[b] = before;
    }
    return profile;
  }

  private static double slope(double[] profile, double[] logs) {
    double mean = 0;
    for (double log : logs) {
      mean += log / logs.length;
    }
    double along = 0;
    double across = 0;
    for (int b = 0; b < logs.length; b++) {
      along += (logs[b] - mean) * profile[b];
      across += (logs[b] - mean) * (logs[b] - mean);
    }
    return across > 0 ? along / across : 0;
  }

  private double[] shape(double believed) {
    double[] smooth = new double[season];
    double mean = 0;
    double logs = 0;
    int known = 0;
    for (int p = 0; p < season; p++) {
      double sum = 0;
      int count = 0;
      for (int i = season - 1; i <= season + 1; i++) {
        sum += phaseSquares[(p + i) % season];
        count += phaseCounts[(p + i) % season];
      }
      smooth[p] = count > 0 ? Math.log(sum / count + TINY * TINY) / 2 : Double.NaN;
      mean += count > 0 ? sum / count : 0;
      logs += count > 0 ? smooth[p] : 0;
      known += count > 0 ? 1 : 0;
    }
    double usual =
        believed * Math.log(mean / known + TINY * TINY) / 2 + (1 - believed) * logs / known;
    for (int p = 0; p < season; p++) {
      smooth[p] = Double.isNaN(smooth[p]) ? 0 : smooth[p] - usual;
    }
    return smooth;
  }

  private static double interpolate(double[] at, double[] values, double x) {
    if (x <= at[0]) {
      return values[0];
    }
    for (int i = 1; i < at.length; i++) {
      if (x <= at[i]) {
        double share = at[i] > at[i - 1] ? (x - at[i - 1]) / (at[i] - at[i - 1]) : 1;
        return values[i - 1] + share * (values[i] - values[i - 1]);
      }
    }
    return values[values.length - 1];
  }
}
