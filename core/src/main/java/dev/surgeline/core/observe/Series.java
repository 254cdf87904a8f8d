package dev.surgeline.core.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Samples of one metric, oldest first, and what they reduce to.
///
/// A reading is refused, not repaired: a value that is no number, is negative or lies in the future
/// makes the signal Missing, and the reason says so.
///
/// @param samples in order of time; equal times are one sample, the later one told
public record Series(List<Sample> samples) {
  /// Without samples.
  public static final Series EMPTY = new Series(List.of());

  public Series {
    samples = List.copyOf(samples);
    for (int i = 1; i < samples.size(); i++) {
      if (!samples.get(i - 1).at().isBefore(samples.get(i).at())) {
        throw new IllegalArgumentException("samples are in order of time");
      }
    }
  }

  /// With one more sample, and without those older than `keep` before it. A sample that is not
  /// newer than the last one changes nothing: a source that repeats itself must look frozen.
  public Series plus(Sample sample, Duration keep) {
    if (!samples.isEmpty() && !samples.getLast().at().isBefore(sample.at())) {
      return this;
    }
    Instant oldest = sample.at().minus(keep);
    var kept = new ArrayList<Sample>(samples.size() + 1);
    for (Sample old : samples) {
      if (!old.at().isBefore(oldest)) {
        kept.add(old);
      }
    }
    kept.add(sample);
    return new Series(kept);
  }

  /// The last value, as a signal.
  ///
  /// @param staleAfter a value older than this is Stale
  public Signal latest(Instant now, Duration staleAfter) {
    if (samples.isEmpty()) {
      return new Signal.Missing(Absence.NO_SAMPLE);
    }
    Sample last = samples.getLast();
    return judged(List.of(last), last.value(), now, staleAfter);
  }

  /// The mean of the values in the window that ends with the last sample.
  public Signal mean(Duration window, Instant now, Duration staleAfter) {
    if (samples.isEmpty()) {
      return new Signal.Missing(Absence.NO_SAMPLE);
    }
    Instant from = samples.getLast().at().minus(window);
    int first = samples.size() - 1;
    while (first > 0 && samples.get(first - 1).at().isAfter(from)) {
      first--;
    }
    List<Sample> used = samples.subList(first, samples.size());
    double sum = 0;
    for (Sample sample : used) {
      sum += sample.value();
    }
    return judged(used, sum / used.size(), now, staleAfter);
  }

  /// How fast a counter grew per second over the window that ends with the last sample.
  ///
  /// A counter that fell was set back: how much it grew between those two samples is not known, so
  /// the time between them does not count. With what it shows since, as is usual, the rate would be
  /// too low for a window, and too low is what scales down. Example: 100 at 0 s, 160 at 10 s, 20 at
  /// 20 s is 60 / 10 s = 6 a second. When nothing else is left, there is no rate.
  public Signal rate(Duration window, Instant now, Duration staleAfter) {
    if (samples.size() < 2) {
      return new Signal.Missing(Absence.NO_SAMPLE);
    }
    Instant from = samples.getLast().at().minus(window);
    int first = samples.size() - 2;
    while (first > 0 && samples.get(first).at().isAfter(from)) {
      first--;
    }
    double growth = 0;
    Duration span = Duration.ZERO;
    for (int i = first + 1; i < samples.size(); i++) {
      Sample before = samples.get(i - 1);
      Sample after = samples.get(i);
      boolean setBack = after.value() < before.value();
      growth += setBack ? 0 : after.value() - before.value();
      span = span.plus(setBack ? Duration.ZERO : Duration.between(before.at(), after.at()));
    }
    List<Sample> used = samples.subList(first, samples.size());
    boolean unknown = span.isZero();
    Signal rate = judged(used, unknown ? 0 : growth * 1e9 / span.toNanos(), now, staleAfter);
    return unknown && !(rate instanceof Signal.Missing)
        ? new Signal.Missing(Absence.COUNTER_RESET)
        : rate;
  }

  /// @param used the samples that `value` is made of: one bad one spoils it, for among good ones it
  ///   would only make the value wrong
  private static Signal judged(List<Sample> used, double value, Instant now, Duration staleAfter) {
    for (Sample sample : used) {
      if (!Double.isFinite(sample.value())) {
        return new Signal.Missing(Absence.NOT_A_NUMBER);
      }
      if (sample.value() < 0) {
        return new Signal.Missing(Absence.NEGATIVE);
      }
    }
    if (!Double.isFinite(value)) {
      return new Signal.Missing(Absence.NOT_A_NUMBER);
    }
    Instant at = used.getLast().at();
    if (at.isAfter(now)) {
      return new Signal.Missing(Absence.FROM_THE_FUTURE);
    }
    var measure = new Measure.Total(value);
    return at.plus(staleAfter).isBefore(now)
        ? new Signal.Stale(measure, at)
        : new Signal.Known(measure, at);
  }
}
