package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.series.TimeSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/// What the clock on the wall shows in the middle of each step of a series.
///
/// The middle, so that a day that a file stamps with its midnight in UTC is the same day in London.
/// Between two changes of the clocks the offset is looked up once: a series has millions of steps.
final class WallClock {
  private static final long DAY = 86_400;

  private final ZoneRules rules;
  private final long start;
  private final long step;
  private long from = 1;
  private long until;
  private long offset;

  WallClock(TimeSeries series, ZoneId zone) {
    this.rules = zone.getRules();
    this.start = series.start().toEpochMilli();
    this.step = series.step().toMillis();
  }

  /// The local day of a step, in days since 1970; also of steps before the first and after the
  /// last.
  long day(int index) {
    return Math.floorDiv(local(index), DAY);
  }

  /// The local hour of the day of a step, 0 to 23.
  int hour(int index) {
    return (int) (Math.floorMod(local(index), DAY) / 3600);
  }

  private long local(int index) {
    long at = Math.floorDiv(start + step * index + step / 2, 1000);
    if (at < from || at >= until) {
      lookUp(at);
    }
    return at + offset;
  }

  private void lookUp(long at) {
    Instant instant = Instant.ofEpochSecond(at);
    offset = rules.getOffset(instant).getTotalSeconds();
    ZoneOffsetTransition before = rules.previousTransition(instant.plusNanos(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    from = before == null ? Long.MIN_VALUE : before.toEpochSecond();
    until = after == null ? Long.MAX_VALUE : after.toEpochSecond();
  }
}
