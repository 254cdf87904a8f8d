package dev.surgeline.forecast.count;

import dev.surgeline.core.platform.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;

/// Where each step lies on the wall: the local day, and a slot of it.
///
/// A day has one slot for each step, at most 48: finer steps share half an hour. Of steps longer
/// than half a day each is a slot of its own.
final class Clock {
  private static final int SLOTS_MAX = 48;
  private static final double DAY_SECONDS = 86_400;

  private final Instant start;
  private final Duration step;
  private final Calendar calendar;
  private final int slots;
  private int[] days = new int[0];
  private byte[] slotOf = new byte[0];

  Clock(Instant start, Duration step, Calendar calendar) {
    this.start = start;
    this.step = step;
    this.calendar = calendar;
    double perDay = DAY_SECONDS / (step.toMillis() / 1e3);
    this.slots = (int) Math.clamp(Math.floor(perDay + 1e-9), 1, SLOTS_MAX);
  }

  /// How many slots a day has.
  int slots() {
    return slots;
  }

  /// A number of steps that lasts so long, at least 1.
  int steps(double hours) {
    return (int) Math.max(1, Math.round(hours * 3_600_000 / step.toMillis()));
  }

  /// How many hours a step lasts.
  double stepHours() {
    return step.toMillis() / 3.6e6;
  }

  /// Days since 1970 of a step, on the local calendar.
  int day(int index) {
    reach(index);
    return days[index];
  }

  int slot(int index) {
    reach(index);
    return slotOf[index];
  }

  private void reach(int index) {
    int known = days.length;
    if (index < known) {
      return;
    }
    int length = Math.max(index + 1, known + known / 2 + 64);
    days = Arrays.copyOf(days, length);
    slotOf = Arrays.copyOf(slotOf, length);
    for (int i = known; i < length; i++) {
      LocalDateTime local = calendar.local(start.plus(step.multipliedBy(i)));
      days[i] = (int) local.toLocalDate().toEpochDay();
      slotOf[i] = (byte) (local.toLocalTime().toSecondOfDay() / DAY_SECONDS * slots + 1e-9);
    }
  }
}
