package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.Foreseen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// Whether what came was within what forecasts said: each said that demand will not be above a
/// value, with some probability, in a stretch of time ahead.
///
/// Worked example: at 10:00 a decision rests on at most 50 requests a second at a level of 0.95
/// from 10:01 to 10:01. The interval in which 10:01 lies had 48: it is covered.
final class Promises {
  /// How many of how many were covered.
  ///
  /// @param share of the forecasts whose demand came within their band
  /// @param promised the mean of their levels: what the share should be
  record Coverage(double share, double promised) {}

  private record Promise(Instant from, Instant to, double value, double most, double level) {
    Promise seen(double rate) {
      return new Promise(from, to, value, Math.max(most, rate), level);
    }
  }

  private final Deque<Promise> open = new ArrayDeque<>();
  private long count;
  private long kept;
  private double levels;

  void promise(Foreseen foreseen) {
    Instant from = foreseen.madeAt().plus(foreseen.from());
    Instant to = foreseen.madeAt().plus(foreseen.to());
    open.addLast(new Promise(from, to, foreseen.value(), 0, foreseen.level()));
  }

  /// An interval is over.
  ///
  /// @param rate of the requests that arrived in it, a second
  void seen(Instant end, Duration interval, double rate) {
    Instant begin = end.minus(interval);
    for (int i = open.size(); i > 0; i--) {
      Promise one = open.removeFirst();
      boolean within = begin.isBefore(one.to()) && !end.isBefore(one.from());
      Promise now = within ? one.seen(rate) : one;
      if (end.isBefore(one.to())) {
        open.addLast(now);
      } else {
        count++;
        kept += now.most() <= one.value() ? 1 : 0;
        levels += one.level();
      }
    }
  }

  /// NaN where nothing was foretold.
  Coverage coverage() {
    return new Coverage(kept / (double) count, levels / count);
  }
}
