package dev.surgeline.forecast.tree;

import dev.surgeline.forecast.model.Past;
import java.util.Arrays;
import java.util.List;

/// A history that grows, and what is known at one of its steps of a later one.
///
/// Values count as logarithms where all are above zero, else as square roots (of counts these have
/// the same spread at any height), else as they are; all figures but the calendar's are differences
/// from the level, the mean of the shortest season up to the origin, so that what was learned at
/// one level serves at another.
///
/// The figures are: steps ahead; the last four values; means of the last 4, 12 and 48, and of a
/// week or the longest season; for each season the value at the target's phase one and two seasons
/// earlier, its two neighbours then, the mean of the last four at that phase, and the level one
/// season earlier; then the [Almanac].
final class Lags {
  private static final int OWN = 8;
  private static final int EACH = 6;
  private static final int CYCLES = 4;
  private static final int LEVEL = 24;
  private static final int LONG = 168;

  private final List<Integer> seasons;
  private final Almanac almanac;
  private final Kind kind;
  private final int season;
  private double[] values;
  private double[] sums;
  private int length;

  /// In what terms values count.
  private enum Kind {
    LOG,
    ROOT,
    PLAIN
  }

  Lags(Past past) {
    this.seasons = past.seasons().stream().filter(each -> past.length() >= 2 * each).toList();
    this.almanac = new Almanac(past);
    this.season = seasons.isEmpty() ? Math.min(LEVEL, past.length() / 4) : seasons.getFirst();
    boolean above = Arrays.stream(past.values()).allMatch(value -> value > 0);
    boolean negative = Arrays.stream(past.values()).anyMatch(value -> value < 0);
    this.kind = above ? Kind.LOG : negative ? Kind.PLAIN : Kind.ROOT;
    this.values = new double[past.length() + 16];
    this.sums = new double[values.length + 1];
    for (double value : past.values()) {
      add(in(value));
    }
  }

  private Lags(Lags other, int room) {
    this.seasons = other.seasons;
    this.almanac = other.almanac;
    this.kind = other.kind;
    this.season = other.season;
    this.length = other.length;
    this.values = Arrays.copyOf(other.values, length + room);
    this.sums = Arrays.copyOf(other.sums, length + room + 1);
  }

  /// A copy to go on with on one's own.
  Lags copy(int room) {
    return new Lags(this, room);
  }

  int length() {
    return length;
  }

  int figures() {
    return OWN + EACH * seasons.size() + Almanac.FIGURES;
  }

  /// The first origin at which everything is known.
  int first() {
    int longest = seasons.isEmpty() ? season : seasons.getLast();
    return Math.max(4, longest) - 1;
  }

  double in(double value) {
    return switch (kind) {
      case LOG -> Math.log(Math.max(value, 1e-6));
      case ROOT -> Math.sqrt(Math.max(0, value));
      case PLAIN -> value;
    };
  }

  double out(double scaled) {
    return switch (kind) {
      case LOG -> Math.exp(scaled);
      case ROOT -> Math.max(0, scaled) * Math.max(0, scaled);
      case PLAIN -> scaled;
    };
  }

  void add(double scaled) {
    if (length == values.length) {
      values = Arrays.copyOf(values, length + length / 2 + 16);
      sums = Arrays.copyOf(sums, values.length + 1);
    }
    values[length] = scaled;
    sums[length + 1] = sums[length] + scaled;
    length++;
  }

  double at(int index) {
    return values[index];
  }

  /// What the answer is a difference from: the level, and what the target's phase is usually above
  /// it.
  double base(int origin, int ahead) {
    double level = mean(origin, season);
    return seasons.isEmpty() ? level : level + usual(origin, ahead, seasons.getLast());
  }

  /// The mean over up to four seasons of what this phase was above the level of the season then.
  private double usual(int origin, int ahead, int cycle) {
    double sum = 0;
    int known = 0;
    int back = (ahead + cycle - 1) / cycle * cycle;
    for (int k = 0; k < CYCLES; k++) {
      int then = origin + ahead - back - k * cycle;
      int end = Math.min(origin, then + season / 2);
      if (then >= 0 && end >= season - 1) {
        sum += values[then] - mean(end, season);
        known++;
      }
    }
    return known == 0 ? 0 : sum / known;
  }

  /// Writes the figures known at an origin of the step so far ahead.
  void write(int origin, int ahead, double[] row) {
    double level = mean(origin, season);
    row[0] = ahead;
    for (int k = 0; k < 3; k++) {
      row[1 + k] = values[origin - k] - level;
    }
    row[4] = mean(origin, 4) - level;
    row[5] = mean(origin, 12) - level;
    row[6] = mean(origin, 48) - level;
    row[7] = mean(origin, seasons.isEmpty() ? LONG : seasons.getLast()) - level;
    int at = OWN;
    for (int cycle : seasons) {
      int target = origin + ahead - (ahead + cycle - 1) / cycle * cycle;
      row[at] = value(target, origin) - level;
      row[at + 1] = value(target - cycle, origin) - level;
      row[at + 2] = value(target - 1, origin) - level;
      row[at + 3] = value(target + 1, origin) - level;
      row[at + 4] = usual(origin, ahead, cycle);
      row[at + 5] = mean(origin - cycle, season) - level;
      at += EACH;
    }
    almanac.write(origin + ahead, row, at);
  }

  /// A value; the first or the last known where it is before or after what is known.
  private double value(int index, int origin) {
    return values[Math.max(0, Math.min(origin, index))];
  }

  /// The mean of the last so many up to a step, or of as many as there are.
  private double mean(int to, int count) {
    int end = Math.max(1, to + 1);
    int from = Math.max(0, end - count);
    return (sums[end] - sums[from]) / (end - from);
  }
}
