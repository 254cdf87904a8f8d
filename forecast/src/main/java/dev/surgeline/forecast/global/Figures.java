package dev.surgeline.forecast.global;

/// What [GlobalTrees] see of a series at an origin of one step ahead, and what they are asked for.
///
/// All logs are divided by the spread before the origin and are differences, so that what was
/// learned of one series serves any other. What is asked for is the difference from the same place
/// in the last short season seen, the base.
///
/// The figures are: what stands around that place and around the same place in the last long
/// season, and one and more seasons before those; the last values and means beside those of a
/// season earlier; what the last long seasons did from here on; mean and spread of that place over
/// the last short seasons, and mean over the last four long ones; how far ahead; the spread, and
/// how much of it is unforeseen. What was before the series began is like the base. Nothing after
/// the origin is seen, but for what lifts a series that comes near zero, which is taken from all
/// that is learned from.
final class Figures {
  /// How many there are.
  static final int COUNT = 31;

  /// Long seasons that a place's mean is taken over at most.
  private static final int LONG_MEAN = 4;

  /// Targets further out say no more.
  private static final double FAR = 6;

  private final LogSeries series;
  private final Seasons seasons;
  private final int origin;
  private final double level;
  private final double spread;
  private final double unforeseen;

  /// @param origin the first step not seen, at least [#first]
  Figures(LogSeries series, Seasons seasons, int origin) {
    this.series = series;
    this.seasons = seasons;
    this.origin = origin;
    this.level = series.level(origin);
    this.spread = series.spread(origin, level);
    this.unforeseen = series.unforeseen(origin);
  }

  /// The first origin before which enough is known: what level and spread are taken from, and two
  /// short seasons.
  static int first(Seasons seasons) {
    return seasons.levelSteps() + 2 * seasons.shortSteps();
  }

  double spread() {
    return spread;
  }

  /// The step that an answer is added to.
  ///
  /// @param ahead counted from 0
  int base(int ahead) {
    return origin + ahead - back(ahead, seasons.shortSteps());
  }

  /// The log that an answer stands for.
  double log(int ahead, double answer) {
    return series.log(base(ahead)) + spread * answer;
  }

  /// What the answer ought to be, where the step ahead is known.
  double target(int ahead) {
    double change = (series.log(origin + ahead) - series.log(base(ahead))) / spread;
    return Math.clamp(change, -FAR, FAR);
  }

  /// Whole seasons back from a step ahead to one that is known.
  private static int back(int ahead, int season) {
    return (ahead / season + 1) * season;
  }

  /// Writes all figures of a step ahead.
  void write(int ahead, double[] row) {
    int shortSteps = seasons.shortSteps();
    int longSteps = seasons.longSteps();
    int near = base(ahead);
    int far = origin + ahead - back(ahead, longSteps);
    double base = at(near, 0);
    int next = 0;
    for (int step :
        new int[] {
          near - shortSteps,
          near - 2 * shortSteps,
          near - 3 * shortSteps,
          near - 1,
          near + 1,
          far,
          far - 1,
          far + 1,
          far - longSteps,
          far - shortSteps
        }) {
      row[next++] = at(step, base) - base;
    }
    row[next++] = base;
    next = recent(base, row, next);
    double then = at(far, base);
    double before = at(far - longSteps, base);
    int short1 = back(ahead, shortSteps);
    row[next++] = then - at(origin - 1 - longSteps, then);
    row[next++] = before - at(origin - 1 - 2 * longSteps, before);
    row[next++] = then - at(far - short1, then);
    row[next++] = before - at(far - longSteps - short1, before);
    next = place(near, far, base, row, next);
    row[next++] = ahead + 1;
    row[next++] = spread;
    row[next] = unforeseen / spread;
  }

  /// How it went of late, beside a season earlier.
  private int recent(double base, double[] row, int at) {
    int shortSteps = seasons.shortSteps();
    int longSteps = seasons.longSteps();
    int few = Math.max(1, shortSteps / 8);
    int some = Math.max(1, shortSteps / 4);
    double last = at(origin - 1, base);
    double day = mean(origin, shortSteps);
    int next = at;
    row[next++] = last - base;
    row[next++] = last - at(origin - 2, last);
    row[next++] = last - at(origin - 1 - shortSteps, last);
    row[next++] = last - at(origin - 1 - longSteps, last);
    row[next++] = mean(origin, few) - mean(origin - shortSteps, few);
    row[next++] = mean(origin, some) - mean(origin - longSteps, some);
    row[next++] = day;
    row[next++] = day - mean(origin - shortSteps, shortSteps);
    row[next++] = day - mean(origin - longSteps, shortSteps);
    row[next++] = -mean(origin - longSteps, longSteps);
    return next;
  }

  /// What the step's place in the seasons usually is.
  private int place(int near, int far, double base, double[] row, int at) {
    int days = seasons.levelSteps() / seasons.shortSteps();
    double sum = 0;
    double squares = 0;
    for (int day = 0; day < days; day++) {
      double value = at(near - day * seasons.shortSteps(), base);
      sum += value;
      squares += value * value;
    }
    double mean = sum / days;
    int weeks = Math.min(LONG_MEAN, far / seasons.longSteps() + 1);
    double usual = 0;
    for (int week = 0; week < weeks; week++) {
      usual += at(far - week * seasons.longSteps(), base) / weeks;
    }
    int next = at;
    row[next++] = mean - base;
    row[next++] = Math.sqrt(Math.max(0, squares / days - mean * mean));
    row[next++] = usual - base;
    return next;
  }

  /// The log of a step less the level, in spreads.
  ///
  /// @param unknown for what was before the series
  private double at(int step, double unknown) {
    return step < 0 ? unknown : (series.log(Math.min(step, origin - 1)) - level) / spread;
  }

  /// The mean of some steps before one, or of as many as there are.
  private double mean(int end, int count) {
    return (series.mean(Math.max(0, end - count), end) - level) / spread;
  }
}
