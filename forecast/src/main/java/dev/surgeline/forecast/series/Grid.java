package dev.surgeline.forecast.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rows brought onto even steps.
///
/// 1. Rows are put in the order of their stamps.
/// 2. The step is the most usual distance between neighbours that differ, the shorter of equally
///    usual ones. From 27 days on, where calendar months begin, it is the mean of the distances
///    within 15% of the most usual: a series by month has steps of 30.4 days.
/// 3. The grid runs through the most usual phase: the remainder of a stamp by the step.
/// 4. Each row goes to the nearest point of the grid. Of rows at one point the mean of the observed
///    counts holds, rounded to a whole number where every count of the series is whole.
/// 5. A point without a row was not observed.
///
/// Example: 08:00, 08:10, 08:21, 08:30, 08:50 come onto 08:00, 08:10, 08:20, 08:30, 08:40 (not
/// observed), 08:50.
final class Grid {
  private static final long MONTHLY = Duration.ofDays(27).toMillis();

  private final long start;
  private final long step;
  private final double[] values;
  private final List<String> notes = new ArrayList<>();

  private Grid(long[] stamps, double[] counts, boolean ordered) {
    this.step = step(stamps);
    this.start = start(stamps, step);
    long length = index(stamps[stamps.length - 1]) + 1;
    if (length > TimeSeries.LENGTH_MAX) {
      throw new IllegalArgumentException(
          "from first to last stamp there are "
              + length
              + " steps of "
              + text(step)
              + ", and a series has at most "
              + TimeSeries.LENGTH_MAX);
    }
    this.values = new double[(int) length];
    fill(stamps, counts);
    if (!ordered) {
      notes.addFirst("rows were not in the order of their stamps and were sorted");
    }
  }

  /// @throws IllegalArgumentException if no step can be told, or there are too many
  static Grid of(long[] stamps, double[] counts) {
    boolean ordered = true;
    for (int i = 1; i < stamps.length; i++) {
      ordered &= stamps[i] >= stamps[i - 1];
    }
    if (ordered) {
      return new Grid(stamps, counts, true);
    }
    int[] order =
        IntStream.range(0, stamps.length)
            .boxed()
            .sorted(Comparator.comparingLong((Integer row) -> stamps[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] sorted = Arrays.stream(order).mapToLong(row -> stamps[row]).toArray();
    double[] values = Arrays.stream(order).mapToDouble(row -> counts[row]).toArray();
    return new Grid(sorted, values, false);
  }

  int length() {
    return values.length;
  }

  TimeSeries series(String name) {
    return new TimeSeries(name, Instant.ofEpochMilli(start), Duration.ofMillis(step), values);
  }

  /// What was done, a sentence each.
  List<String> notes() {
    return List.copyOf(notes);
  }

  private static long step(long[] stamps) {
    long[] apart =
        IntStream.range(1, stamps.length)
            .mapToLong(i -> stamps[i] - stamps[i - 1])
            .filter(distance -> distance > 0)
            .toArray();
    if (apart.length == 0) {
      throw new IllegalArgumentException("two different stamps are needed to tell the step");
    }
    long usual = mostUsual(apart);
    if (usual < MONTHLY) {
      return usual;
    }
    return Math.round(
        Arrays.stream(apart)
            .filter(distance -> Math.abs(distance - usual) <= 0.15 * usual)
            .average()
            .orElse((double) usual));
  }

  private static long start(long[] stamps, long step) {
    if (step >= MONTHLY) {
      return stamps[0];
    }
    long phase =
        mostUsual(Arrays.stream(stamps).map(stamp -> Math.floorMod(stamp, step)).toArray());
    return Math.floorDiv(stamps[0] - phase + step / 2, step) * step + phase;
  }

  private static long mostUsual(long[] numbers) {
    Arrays.sort(numbers);
    long usual = numbers[0];
    int most = 0;
    int from = 0;
    for (int i = 1; i <= numbers.length; i++) {
      if (i == numbers.length || numbers[i] != numbers[from]) {
        if (i - from > most) {
          most = i - from;
          usual = numbers[from];
        }
        from = i;
      }
    }
    return usual;
  }

  private long index(long stamp) {
    return Math.floorDiv(stamp - start + step / 2, step);
  }

  private void fill(long[] stamps, double[] counts) {
    int[] rows = new int[values.length];
    int[] observed = new int[values.length];
    boolean whole = true;
    int moved = 0;
    for (int i = 0; i < stamps.length; i++) {
      int at = (int) index(stamps[i]);
      rows[at]++;
      moved += stamps[i] != start + at * step ? 1 : 0;
      if (!Double.isNaN(counts[i])) {
        values[at] += counts[i];
        observed[at]++;
        whole &= counts[i] == Math.rint(counts[i]);
      }
    }
    int shared = 0;
    int missing = 0;
    for (int at = 0; at < values.length; at++) {
      double mean = observed[at] == 0 ? Double.NaN : values[at] / observed[at];
      values[at] = whole ? Math.rint(mean) : mean;
      shared += Math.max(0, rows[at] - 1);
      missing += rows[at] == 0 ? 1 : 0;
    }
    tell(step < MONTHLY ? moved : 0, shared, missing);
  }

  private void tell(int moved, int shared, int missing) {
    String grid = "the step of " + text(step);
    if (moved > 0) {
      notes.add(counted(moved, "stamp") + " not on " + grid + " went to the nearest");
    }
    if (shared > 0) {
      notes.add(counted(shared, "row") + " shared a step with another: their mean was taken");
    }
    if (missing > 0) {
      notes.add(counted(missing, "step") + " of " + text(step) + " without a row: not observed");
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String text(long millis) {
    long[] units = {86_400_000, 3_600_000, 60_000, 1_000};
    String[] names = {"d", "h", "m", "s"};
    for (int i = 0; i < units.length; i++) {
      if (millis % units[i] == 0) {
        return millis / units[i] + names[i];
      }
    }
    return millis >= MONTHLY ? Math.round(millis / 8.64e6) / 10.0 + "d" : millis + "ms";
  }
}
