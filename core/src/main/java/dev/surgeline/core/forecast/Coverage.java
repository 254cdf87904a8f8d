package dev.surgeline.core.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How often what came stayed within what one quantile of the forecasts had promised, so long
/// before.
///
/// A promise is noted once in a step of the forecast and scored when it is due. The forecasts are
/// drifted when so few of the last 100 promises were kept as would happen once in a thousand times
/// by chance: when the binomial distribution gives so few, or fewer, a probability below 0.001.
/// Misses come in clusters, since a surge outlasts a step, and the window is looked at again and
/// again: hence the strict bound. They are believed again when of the last 20, all promised after
/// that, no fewer were kept than happen in one of ten times.
///
/// Example: of 100 promises at 0.95, 95 are expected to be kept. 88 may be chance; 87 are drift. Of
/// 20, 14 are. Then 18 of 20 are enough to be believed again.
///
/// @param level of the quantile, above 0 and below 1
/// @param ahead how long before it is due a promise is noted
/// @param promises that are not due yet, in order of time; at most 65
/// @param scored how many were scored since the first, or since the drift was found
/// @param missed which of the last 100 scored were not kept, by their number from 1
/// @param drift absent: the forecasts are believed
public record Coverage(
    double level,
    Duration ahead,
    List<Promise> promises,
    long scored,
    List<Long> missed,
    Optional<Drift> drift) {
  private static final int WINDOW = 100;
  private static final int LEAST = 20;
  private static final double DOUBTFUL = 0.001;
  private static final double USUAL = 0.1;
  private static final int NOTED_MOST = 64;

  /// That what comes will be no more than this.
  ///
  /// @param due when
  /// @param value in the signal's own unit
  public record Promise(Instant due, double value) {}

  /// That the forecasts are not believed, and on what evidence.
  ///
  /// @param found when
  /// @param kept how many promises were kept
  /// @param of how many
  public record Drift(Instant found, int kept, int of) {}

  public Coverage {
    promises = List.copyOf(promises);
    missed = List.copyOf(missed);
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level is above 0 and below 1");
    }
  }

  /// Before the first promise.
  public static Coverage of(double level, Duration ahead) {
    return new Coverage(level, ahead, List.of(), 0, List.of(), Optional.empty());
  }

  /// How many of the last promises were scored: at most 100, after a drift at most 20.
  public int recent() {
    return (int) Math.min(scored, drift.isPresent() ? LEAST : WINDOW);
  }

  /// How many of these were kept.
  public int kept() {
    return recent() - missedAfter(scored - recent());
  }

  /// How many were to be kept of so many.
  public double expected(int of) {
    return level * of;
  }

  /// The promise that what comes in `ahead` will be no more than a value, unless one was noted less
  /// than a step before.
  ///
  /// @param step of the forecast
  public Coverage promising(Instant now, double value, Duration step) {
    Instant due = now.plus(ahead);
    Duration finest = ahead.dividedBy(NOTED_MOST);
    Duration apart = step.compareTo(finest) > 0 ? step : finest;
    if (promises.size() > NOTED_MOST
        || (!promises.isEmpty() && due.isBefore(promises.getLast().due().plus(apart)))) {
      return this;
    }
    List<Promise> noted = new ArrayList<>(promises);
    noted.add(new Promise(due, value));
    return new Coverage(level, ahead, noted, scored, missed, drift);
  }

  /// With the promises scored that are due now. One that is due for longer than `late` is dropped:
  /// what is seen now says nothing of that time.
  public Coverage seen(Instant now, double value, Duration late) {
    Coverage judged = this;
    for (Promise promise : promises) {
      boolean due = !promise.due().isAfter(now);
      // Once a drift is found, what was promised before it counts neither for nor against what
      // comes after.
      if (due && judged.drift.equals(drift) && !promise.due().plus(late).isBefore(now)) {
        judged = judged.scored(value <= promise.value(), now);
      }
    }
    return judged.without(now);
  }

  /// Nothing was measured: promises that are due for longer than `late` are dropped.
  public Coverage unseen(Instant now, Duration late) {
    return without(now.minus(late).minusNanos(1));
  }

  private Coverage without(Instant due) {
    if (promises.isEmpty() || promises.getFirst().due().isAfter(due)) {
      return this;
    }
    List<Promise> left = promises.stream().filter(promise -> promise.due().isAfter(due)).toList();
    return new Coverage(level, ahead, left, scored, missed, drift);
  }

  /// With one more scored.
  Coverage scored(boolean kept, Instant now) {
    long number = scored + 1;
    List<Long> numbers = new ArrayList<>(missed.size() + 1);
    missed.stream().filter(one -> one > number - WINDOW).forEach(numbers::add);
    if (!kept) {
      numbers.add(number);
    }
    return new Coverage(level, ahead, promises, number, numbers, drift).judged(now);
  }

  private Coverage judged(Instant now) {
    int of = recent();
    if (of < LEAST) {
      return this;
    }
    double chance = chance(of - kept(), of);
    if (drift.isEmpty() && chance < DOUBTFUL) {
      var found = Optional.of(new Drift(now, kept(), of));
      return new Coverage(level, ahead, List.of(), 0, List.of(), found);
    }
    if (drift.isPresent() && chance >= USUAL) {
      List<Long> last = missed.stream().filter(one -> one > scored - of).toList();
      List<Long> renumbered = last.stream().map(one -> one - (scored - of)).toList();
      return new Coverage(level, ahead, promises, of, renumbered, Optional.empty());
    }
    return this;
  }

  private int missedAfter(long number) {
    int count = 0;
    for (long one : missed) {
      count += one > number ? 1 : 0;
    }
    return count;
  }

  /// The probability that so many of so many are missed, or more, when each is with `1 - level`.
  private double chance(int misses, int of) {
    double miss = 1 - level;
    double exactly = StrictMath.pow(level, of);
    double fewer = 0;
    for (int i = 0; i < misses; i++) {
      fewer += exactly;
      exactly *= (of - i) / (i + 1.0) * (miss / level);
    }
    return 1 - fewer;
  }
}
