package dev.surgeline.plane.cli;

import dev.surgeline.forecast.series.TimeSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Several series as one: from the earliest start to the latest end, step by step the sum of those
/// that were observed. A step in which none was observed is not observed.
final class SeriesSum {
  /// How many spans are named.
  private static final int NAMED = 3;

  private final List<TimeSeries> all;
  private final List<String> notes;
  private final Instant start;
  private final Duration step;
  private final double[] sums;
  private final int[] known;

  private SeriesSum(List<TimeSeries> all, int length, List<String> notes) {
    this.all = all;
    this.notes = notes;
    start = start(all);
    step = all.getFirst().step();
    sums = new double[length];
    known = new int[length];
    Arrays.fill(sums, Double.NaN);
  }

  /// The sum.
  ///
  /// @param all at least one
  /// @param notes gets what a reader should know of it
  /// @throws WrongInput if their steps differ or they are too far apart
  static TimeSeries of(List<TimeSeries> all, Path file, List<String> notes) {
    TimeSeries first = all.getFirst();
    if (all.size() == 1) {
      return first;
    }
    long length = 0;
    for (TimeSeries one : all) {
      if (!one.step().equals(first.step())) {
        throw new WrongInput(
            file + ": its series have different steps; --series NAME takes one of them");
      }
      length = Math.max(length, place(one, start(all)) + one.length());
    }
    if (length > TimeSeries.LENGTH_MAX) {
      throw new WrongInput(
          "%s: from the first of its series to the last are %d steps, more than %d; --series NAME"
                  .formatted(file, length, TimeSeries.LENGTH_MAX)
              + " takes one of them");
    }
    return new SeriesSum(all, (int) length, notes).sum();
  }

  private static Instant start(List<TimeSeries> all) {
    return all.stream().map(TimeSeries::start).min(Instant::compareTo).orElseThrow();
  }

  /// The step of the sum in which a series begins: the nearest.
  private static long place(TimeSeries one, Instant start) {
    long later = one.start().toEpochMilli() - start.toEpochMilli();
    return Math.round(later / (double) one.step().toMillis());
  }

  private TimeSeries sum() {
    notes.add("the sum of " + all.size() + " series is played; --series NAME takes one of them");
    for (TimeSeries one : all) {
      int place = (int) place(one, start);
      Duration off = Duration.between(start.plus(step.multipliedBy(place)), one.start());
      if (!off.isZero()) {
        notes.add(
            "series %s has its stamps %s s off the steps of the sum: each count is in the nearest"
                .formatted(one.name(), off.toMillis() / 1e3));
      }
      for (int i = 0; i < one.length(); i++) {
        if (one.isObserved(i)) {
          int at = place + i;
          sums[at] = known[at] == 0 ? one.at(i) : sums[at] + one.at(i);
          known[at]++;
        }
      }
    }
    partial();
    return new TimeSeries("", start, step, sums);
  }

  /// Says where the sum is not of all.
  private void partial() {
    List<String> spans = new ArrayList<>();
    int more = 0;
    int at = 0;
    while (at < known.length) {
      int from = at;
      boolean some = some(at);
      while (at < known.length && some(at) == some) {
        at++;
      }
      if (some && spans.size() < NAMED) {
        spans.add(stamp(from) + " to " + stamp(at));
      } else if (some) {
        more++;
      }
    }
    if (!spans.isEmpty()) {
      notes.add(
          "only some of the %d series have counts from %s%s: the sum there is of those"
              .formatted(
                  all.size(),
                  String.join(", ", spans),
                  more == 0 ? "" : " and in " + more + " more spans"));
    }
  }

  private boolean some(int at) {
    return known[at] > 0 && known[at] < all.size();
  }

  private Instant stamp(int at) {
    return start.plus(step.multipliedBy(at));
  }
}
