package dev.surgeline.core.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A recurring stretch of time on the wall's clock, as a person writes it. Case does not matter.
///
///     window    = words | cron
///     words     = [condition ...] [hours]        at least one; on days when all conditions hold
///     condition = "daily" | "weekdays" | "weekends" | DAY | DAY "-" DAY | DAY "," DAY ...
///               | ("first" | "last") NUMBER "days of month" | ("first" | "last") "day of month"
///               | MONTH | MONTH "to" MONTH | DATE | DATE "to" DATE
///               | "holidays" | "except" condition
///     hours     = HH:MM "-" HH:MM | "all day"    not written: all day; an end that is not after
///                                                the start is on the next day; 24:00 is midnight
///     cron      = minute hour day-of-month month day-of-week "for" LENGTH
///     LENGTH    = 90m, 5h, 1h30m, 2d             1m to 7d
///
/// `DAY` is Mon or Monday, `MONTH` Oct or October, `DATE` 2026-12-24. A window belongs to the day
/// on which it starts: `Fri 22:00-06:00` ends on Saturday morning. The five fields of cron have
/// lists, ranges, steps and names, Sunday is 0 or 7, and as in cron a window is on the days of
/// either day field when neither starts with `*`. Ends are exclusive.
///
/// Example: `last 2 days of month 18:00-23:00`; `October to March`; `weekdays 07:00-19:00 except
/// holidays`; `0 18 28-31 * * for 5h`.
///
/// Start, end and length are times on the wall's clock, so a night of 22:00-06:00 is seven hours
/// long when summer time begins; what becomes of times that do not exist or come twice is told in
/// [Calendar]. A window that would vanish whole in a gap has its length after it.
public final class Window {
  /// How far ahead the next span is looked for: far enough for 29 February eight years ahead.
  private static final int SEARCH_DAYS = 8 * 366;

  private static final long DAY_SECONDS = 86_400;

  private final String text;
  private final Days days;
  private final List<LocalTime> starts;
  private final Duration length;

  /// One stretch during which a window holds.
  ///
  /// @param start when it begins
  /// @param end the first moment at which it no longer holds; after `start`
  public record Span(Instant start, Instant end) {
    /// Whether it has begun and not ended.
    public boolean contains(Instant at) {
      return !at.isBefore(start) && at.isBefore(end);
    }
  }

  /// @param starts in order, at least one
  /// @param length above zero
  Window(String text, Days days, List<LocalTime> starts, Duration length) {
    this.text = text;
    this.days = days;
    this.starts = List.copyOf(starts);
    this.length = length;
  }

  /// Reads a window.
  ///
  /// @throws IllegalArgumentException if the text is none; the message names the word and what is
  ///   known there
  public static Window parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    return CronText.looksLike(words.getFirst())
        ? CronText.parse(text, words)
        : WindowText.parse(text, words);
  }

  /// Whether the window holds at a moment.
  public boolean holds(Instant at, Calendar calendar) {
    return holds(calendar.moment(at));
  }

  /// Whether the window holds now, for many windows at the same moment.
  public boolean holds(Calendar.Moment now) {
    for (long back = 0; back <= daysBack(); back++) {
      for (LocalTime start : starts) {
        if (within(start, back, now)
            && days.on(now.local().toLocalDate().minusDays(back), now.calendar())) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a moment is in the span that starts so many days before, if that day has one. Far from
  /// any change of the clocks the local times alone tell, and tell it quickly.
  private boolean within(LocalTime start, long daysBack, Calendar.Moment now) {
    LocalDateTime local = now.local();
    if (!now.steady()) {
      LocalDateTime begins = local.toLocalDate().minusDays(daysBack).atTime(start);
      return span(begins, now.calendar()).contains(now.at());
    }
    long since =
        local.toLocalTime().toSecondOfDay() + daysBack * DAY_SECONDS - start.toSecondOfDay();
    return since >= 0 && since < length.toSeconds();
  }

  /// The span that holds at a moment, else the first that starts after it. One that holds already
  /// may have begun earlier than it says; its end is exact, or some eight years ahead for a window
  /// without one.
  ///
  /// @return absent: there is none within eight years
  public Optional<Span> next(Instant from, Calendar calendar) {
    LocalDate today = calendar.local(from).toLocalDate();
    Optional<Span> found = Optional.empty();
    for (long i = -daysBack(); i < SEARCH_DAYS; i++) {
      LocalDate day = today.plusDays(i);
      boolean on = days.on(day, calendar);
      for (int j = 0; on && j < starts.size(); j++) {
        Span span = span(day.atTime(starts.get(j)), calendar);
        if (!span.end().isAfter(from)) {
          continue;
        }
        if (found.isPresent() && span.start().isAfter(found.get().end())) {
          return found;
        }
        found = Optional.of(found.map(first -> joined(first, span)).orElse(span));
      }
      if (found.isPresent()
          && calendar.starting(day.plusDays(1).atStartOfDay()).isAfter(found.get().end())) {
        return found;
      }
    }
    return found;
  }

  /// The spans that hold at any moment from one to another, in order; what overlaps or touches is
  /// one. One that holds at `from` or at `to` may reach further than it says.
  public List<Span> spans(Instant from, Instant to, Calendar calendar) {
    List<Span> spans = new ArrayList<>();
    LocalDate last = calendar.local(to).toLocalDate();
    LocalDate day = calendar.local(from).toLocalDate().minusDays(daysBack());
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      if (!days.on(day, calendar)) {
        continue;
      }
      for (LocalTime start : starts) {
        Span span = span(day.atTime(start), calendar);
        if (!span.end().isAfter(from) || !span.start().isBefore(to)) {
          continue;
        }
        boolean joins = !spans.isEmpty() && !span.start().isAfter(spans.getLast().end());
        spans.addLast(joins ? joined(spans.removeLast(), span) : span);
      }
    }
    return List.copyOf(spans);
  }

  private Span span(LocalDateTime local, Calendar calendar) {
    Instant start = calendar.starting(local);
    Instant end = calendar.ending(local.plus(length));
    return new Span(start, end.isAfter(start) ? end : start.plus(length));
  }

  private static Span joined(Span one, Span next) {
    return next.end().isAfter(one.end()) ? new Span(one.start(), next.end()) : one;
  }

  /// A zone may skip a whole day, as Apia did on 30 December 2011: one more than the length.
  private long daysBack() {
    return length.toDays() + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Window window && text.equals(window.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// As it was written.
  @Override
  public String toString() {
    return text;
  }
}
