package dev.surgeline.forecast.repair;

import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds values that no demand can have been: a recorder's fault, a count of another unit.
///
/// Of single values it is one that lies further from the median of the seven steps around it than
/// ten times the range of the history, from its 0.005 to its 0.995 quantile. What goes on for four
/// steps is a surge, however high; and of the last three steps, which may be the beginning of one,
/// only what is beyond a thousand ranges is a fault. Milder outliers stay: intervals are made of
/// them. A history of fewer than fifty values, or of hardly any but one value, has no range to tell
/// by.
///
/// Example: among values of 150 to 450 a single 30,000 is a fault, and a single 3,000 is not.
///
/// @param forecaster that is not to learn from them
public record Faults(Forecaster forecaster) implements Forecaster {
  private static final int SIDE = 3;
  private static final int LENGTH_MIN = 50;
  private static final double TAIL = 0.005;
  private static final double RANGES = 10;
  private static final double RANGES_LATE = 1_000;

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    double[] values = series.values();
    List<Integer> found = takeOut(values);
    if (found.isEmpty()) {
      return forecaster.predict(series, question);
    }
    var without = new TimeSeries(series.name(), series.start(), series.step(), values);
    Prediction made = forecaster.predict(without, question);
    List<String> notes = new ArrayList<>(List.of(note(found, series)));
    notes.addAll(made.notes());
    return new Prediction(made.forecast(), made.members(), made.backtest(), notes);
  }

  /// What is said of them.
  ///
  /// @param found at least one
  static String note(List<Integer> found, TimeSeries series) {
    return "%d %s, the first at %s, beyond ten times the range of all others: not learned from."
        .formatted(
            found.size(),
            found.size() == 1 ? "value is" : "values are",
            series.stamp(found.getFirst()));
  }

  /// Replaces faults by NaN, in place.
  ///
  /// @return their steps, growing
  static List<Integer> takeOut(double[] values) {
    int observed = (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    double range = Robust.quantile(values, 1 - TAIL) - Robust.quantile(values, TAIL);
    List<Integer> found = new ArrayList<>();
    if (observed < LENGTH_MIN || !(range > 0)) {
      return found;
    }
    double low = Robust.quantile(values, TAIL) - RANGES * range;
    double high = Robust.quantile(values, 1 - TAIL) + RANGES * range;
    for (int i = 0; i < values.length; i++) {
      // Of most histories no value needs a second look.
      if ((values[i] < low || values[i] > high) && isFault(values, i, range)) {
        found.add(i);
      }
    }
    found.forEach(at -> values[at] = Double.NaN);
    return found;
  }

  private static boolean isFault(double[] values, int index, double range) {
    int n = values.length;
    int from = Math.max(0, Math.min(index - SIDE, n - 2 * SIDE - 1));
    double level = Robust.median(Arrays.copyOfRange(values, from, from + 2 * SIDE + 1));
    double ranges = index >= n - SIDE ? RANGES_LATE : RANGES;
    return Math.abs(values[index] - level) > ranges * range;
  }
}
