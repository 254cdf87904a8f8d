package dev.surgeline.forecast.wall;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;

/// Where the steps of a series lie on the clock on the wall.
///
/// When the clocks go forward the hour that they leave out is on the wall and was not observed;
/// when they go back, two steps share a place there, and their mean is its value. So what came at
/// 08:00 the day before is a day's steps before on either side of the change.
///
/// Example: in London, 01:00Z on 29 March 2026 shows 02:00. By the hour from 00:00Z that day, the
/// places of the steps are 0, 2, 3, 4, ... and place 1 has no step.
final class Wall {
  private final TimeSeries series;
  private final Question question;
  private final ZoneRules rules;
  private final long step;
  private final long offset;
  private long from = 1;
  private long until;
  private long shift;

  Wall(TimeSeries series, Question question) {
    this.series = series;
    this.question = question;
    this.rules = question.calendar().zone().getRules();
    this.step = Math.max(1, series.step().toMillis());
    this.offset = offset(series.start());
  }

  private long offset(Instant at) {
    return 1_000L * rules.getOffset(at).getTotalSeconds();
  }

  /// Whether the clocks change between the first step and the last that is asked for, by whole
  /// steps. By days and longer nothing is to be moved, and by three hours nothing can be.
  boolean differs() {
    Instant end = series.stamp(series.length() + question.horizon());
    boolean differs = false;
    ZoneOffsetTransition next = rules.nextTransition(series.start());
    while (next != null && next.getInstant().isBefore(end)) {
      long change = 1_000L * next.getOffsetAfter().getTotalSeconds() - offset;
      if (change % step != 0) {
        return false;
      }
      differs = true;
      next = rules.nextTransition(next.getInstant());
    }
    return differs;
  }

  /// The place of a step on the wall; also of steps after the last.
  int place(int index) {
    long at = series.stamp(index).toEpochMilli();
    if (at < from || at >= until) {
      Instant moment = Instant.ofEpochMilli(at);
      ZoneOffsetTransition before = rules.previousTransition(moment.plusNanos(1));
      ZoneOffsetTransition after = rules.nextTransition(moment);
      from = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
      until = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
      shift = (offset(moment) - offset) / step;
    }
    return (int) (index + shift);
  }

  /// The history by places.
  TimeSeries history() {
    int length = 0;
    for (int i = 0; i < series.length(); i++) {
      length = Math.max(length, place(i) + 1);
    }
    double[] values = new double[length];
    int[] steps = new int[length];
    for (int i = 0; i < series.length(); i++) {
      if (series.isObserved(i)) {
        values[place(i)] += series.at(i);
        steps[place(i)]++;
      }
    }
    Arrays.setAll(values, place -> steps[place] == 0 ? Double.NaN : values[place] / steps[place]);
    Instant start = series.start().plusMillis(offset);
    return new TimeSeries(series.name(), start, series.step(), values);
  }

  /// Where the steps from one on lie, as steps ahead on the wall, from 0.
  ///
  /// @param next the first step to come
  /// @param length of the history by places, up to there
  int[] ahead(int next, int length) {
    int[] ahead = new int[question.horizon()];
    for (int h = 0; h < ahead.length; h++) {
      ahead[h] = Math.max(0, place(next + h) - length);
    }
    return ahead;
  }

  /// The question as it is to be asked on the wall, where stamps are local times.
  Question question(int horizon) {
    var local = new Calendar(ZoneOffset.UTC, question.calendar().holidays());
    int most = Math.min(horizon, Question.HORIZON_MAX);
    return new Question(most, question.seasons(), question.levels(), question.effort(), local);
  }
}
