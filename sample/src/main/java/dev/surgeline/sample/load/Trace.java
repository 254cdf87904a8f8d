package dev.surgeline.sample.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A recorded request rate: how many requests came in each of equal intervals.
///
/// @param start when the first interval began
/// @param interval the length of each
/// @param counts one per interval, from 0; an unobserved interval holds the count before it
/// @param held the unobserved intervals, counted from 0, ascending
public record Trace(Instant start, Duration interval, List<Double> counts, List<Integer> held) {
  public Trace {
    counts = List.copyOf(counts);
    held = List.copyOf(held);
    if (interval.isNegative() || interval.isZero() || counts.isEmpty()) {
      throw new IllegalArgumentException("a trace has intervals with a length above 0");
    }
    for (double count : counts) {
      if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a count is a number from 0");
      }
    }
  }

  /// The trace from the interval that holds `from`.
  ///
  /// @throws IllegalArgumentException when `from` lies outside the trace
  public Trace from(Instant from) {
    long skipped = Math.floorDiv(Duration.between(start, from).toMillis(), interval.toMillis());
    if (skipped < 0 || skipped >= counts.size()) {
      throw new IllegalArgumentException(
          "within the trace, which goes from " + start + " to " + end());
    }
    return part((int) skipped, counts.size());
  }

  /// The trace's first intervals, as many as begin within `length`.
  public Trace first(Duration length) {
    double intervals = Math.ceil((double) length.toNanos() / interval.toNanos());
    return part(0, (int) Math.clamp(intervals, 1, counts.size()));
  }

  Instant end() {
    return start.plus(interval.multipliedBy(counts.size()));
  }

  private Trace part(int from, int to) {
    List<Integer> within =
        held.stream().filter(at -> at >= from && at < to).map(at -> at - from).toList();
    Instant begins = start.plus(interval.multipliedBy(from));
    return new Trace(begins, interval, counts.subList(from, to), within);
  }
}
