package dev.surgeline.forecast.count;

import java.util.Arrays;

/// One fit of the seasonal rates, applied to the weeks before it and after it: what was counted
/// beside what the calendar led to expect, and how far the one lay above the other of late.
///
/// The level of a window of w hours is
///
///     f_w = log((sum y + c_w) / (sum mu + c_w))
///
/// over its observed steps, mu from the first rate; c_w draws windows with small sums towards zero.
/// A window shorter than a step is a step.
///
/// Example: 150 counted in 24 hours where 120 were expected, with c 80: log(230/200) = 0.14.
final class Stretch {
  private static final double[] HOURS = {6, 24, 72, 168, 672, 1344};
  private static final double[] DRAWN = {40, 80, 100, 150, 300, 300};
  static final int WINDOWS = HOURS.length;

  /// The longest window.
  static final double LONGEST_HOURS = 1344;

  private final SeasonalRate[] rates;
  private final int from;
  private final int[] windows = new int[WINDOWS];
  private double[] expected;
  private double[] countedBefore;
  private double[] expectedBefore;
  private int length;

  /// @param rates fitted to what came before `end`; handed over
  Stretch(SeasonalRate[] rates, Clock clock, double[] counts, int end) {
    this.rates = rates;
    Arrays.setAll(windows, i -> clock.steps(HOURS[i]));
    this.from = Math.max(0, end - windows[WINDOWS - 1]);
    int room = end - from + 64;
    this.expected = new double[room];
    this.countedBefore = new double[room + 1];
    this.expectedBefore = new double[room + 1];
    for (int i = from; i < end; i++) {
      observe(counts[i]);
    }
  }

  /// The step after the last that was taken in.
  int end() {
    return from + length;
  }

  /// What the first rate leads to expect of a step, from the first of the stretch on.
  double expected(int index) {
    return index - from < length ? expected[index - from] : rates[0].mean(index);
  }

  /// How far the logs of the other rates' expectations lie above the first's.
  void others(int index, double[] into) {
    double first = Math.log(expected(index));
    for (int i = 1; i < rates.length; i++) {
      into[i - 1] = Math.log(rates[i].mean(index)) - first;
    }
  }

  /// Takes in the next step's count.
  ///
  /// @param count NaN if it was not observed
  void observe(double count) {
    if (length == expected.length) {
      expected = Arrays.copyOf(expected, 2 * length);
      countedBefore = Arrays.copyOf(countedBefore, 2 * length + 1);
      expectedBefore = Arrays.copyOf(expectedBefore, 2 * length + 1);
    }
    double mean = rates[0].mean(from + length);
    boolean observed = !Double.isNaN(count);
    expected[length] = mean;
    countedBefore[length + 1] = countedBefore[length] + (observed ? count : 0);
    expectedBefore[length + 1] = expectedBefore[length] + (observed ? mean : 0);
    length++;
  }

  /// The levels just before a step that is not after [#end].
  void levels(int origin, double[] into) {
    int to = origin - from;
    for (int i = 0; i < WINDOWS; i++) {
      int start = Math.max(0, to - windows[i]);
      double counted = countedBefore[to] - countedBefore[start];
      double mean = expectedBefore[to] - expectedBefore[start];
      into[i] = Math.log((counted + DRAWN[i]) / (mean + DRAWN[i]));
    }
  }
}
