package dev.surgeline.plane.audit.search;

import dev.surgeline.plane.audit.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A FHIR search for a date, for events that happen at an instant.
///
/// A date stands for all of its time: `2026-11` is from November's first instant to before
/// December's. Examples: `2026-11` is that month, `ne2026-11` all but it, `ge2026-11` from its
/// beginning on, `gt2026-11` from its end on, `le2026-11` before its end, `lt2026-11` before its
/// beginning, `ap2026-11` that month and a tenth of the time since, before and behind it. Days are
/// UTC's; of dates with commas between them any will do.
///
/// @param times apart from each other, the earlier first
record DateRange(List<TimeRange> times) {
  static final DateRange ALWAYS = new DateRange(List.of(TimeRange.ALL));

  private static final Pattern FORM =
      Pattern.compile(
          "(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\\d{4})(-\\d{2})?(-\\d{2})?"
              + "(T\\d{2}:\\d{2}(:\\d{2})?(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2}))?");

  DateRange {
    times = List.copyOf(times);
  }

  /// @param now from which on something is approximately
  /// @throws FhirProblem if it is none
  static DateRange parse(String text, Instant now) {
    List<TimeRange> all = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      all.addAll(one(one, now));
    }
    return new DateRange(joined(all));
  }

  private static List<TimeRange> one(String text, Instant now) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text);
    }
    Instant begin;
    Instant end;
    try {
      if (matcher.group(5) != null) {
        begin = OffsetDateTime.parse(text.substring(matcher.start(2))).toInstant();
        end = begin.plus(precision(matcher));
      } else {
        LocalDate day = day(matcher);
        begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        end = day.plus(length(matcher)).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
    } catch (DateTimeParseException _) {
      throw wrong(text);
    }
    return switch (Prefix.valueOf(
        Optional.ofNullable(matcher.group(1)).orElse("eq").toUpperCase(Locale.ROOT))) {
      case EQ -> List.of(range(begin, end));
      case NE -> List.of(before(begin), from(end));
      case GE -> List.of(from(begin));
      case GT, SA -> List.of(from(end));
      case LE -> List.of(before(end));
      case LT, EB -> List.of(before(begin));
      case AP -> {
        Duration gap = Duration.between(begin, now).abs().dividedBy(10);
        yield List.of(range(begin.minus(gap), end.plus(gap)));
      }
    };
  }

  private enum Prefix {
    EQ,
    NE,
    GE,
    GT,
    LE,
    LT,
    SA,
    EB,
    AP
  }

  private static TimeRange range(Instant from, Instant to) {
    return new TimeRange(Optional.of(from), Optional.of(to));
  }

  private static TimeRange from(Instant from) {
    return new TimeRange(Optional.of(from), Optional.empty());
  }

  private static TimeRange before(Instant to) {
    return new TimeRange(Optional.empty(), Optional.of(to));
  }

  private static Instant begin(TimeRange one) {
    return one.from().orElse(Instant.MIN);
  }

  private static Instant end(TimeRange one) {
    return one.to().orElse(Instant.MAX);
  }

  /// What is in any, with what touches put together.
  private static List<TimeRange> joined(List<TimeRange> all) {
    List<TimeRange> apart = new ArrayList<>();
    for (TimeRange one : all.stream().sorted(Comparator.comparing(DateRange::begin)).toList()) {
      if (apart.isEmpty() || begin(one).isAfter(end(apart.getLast()))) {
        apart.add(one);
      } else if (end(one).isAfter(end(apart.getLast()))) {
        apart.add(new TimeRange(apart.removeLast().from(), one.to()));
      }
    }
    return apart;
  }

  private static FhirProblem wrong(String text) {
    return new FhirProblem(
        FhirProblem.Cause.INVALID,
        "date is such as 2026-11-21, ge2026-11 or lt2026-11-21T08:00:00Z, not "
            + text.substring(0, Math.min(text.length(), 40)));
  }

  private static Duration precision(Matcher matcher) {
    if (matcher.group(7) != null) {
      return Duration.ofNanos((long) Math.pow(10, 10 - matcher.group(7).length()));
    }
    return matcher.group(6) != null ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
  }

  private static LocalDate day(Matcher matcher) {
    if (matcher.group(4) != null) {
      return LocalDate.parse(matcher.group(2) + matcher.group(3) + matcher.group(4));
    }
    String month = Optional.ofNullable(matcher.group(3)).orElse("-01");
    return YearMonth.parse(matcher.group(2) + month).atDay(1);
  }

  private static Period length(Matcher matcher) {
    if (matcher.group(4) != null) {
      return Period.ofDays(1);
    }
    return matcher.group(3) != null ? Period.ofMonths(1) : Period.ofYears(1);
  }

  /// What is in both.
  DateRange and(DateRange other) {
    List<TimeRange> both = new ArrayList<>();
    for (TimeRange one : times) {
      for (TimeRange two : other.times) {
        TimeRange later = begin(one).isAfter(begin(two)) ? one : two;
        TimeRange earlier = end(one).isBefore(end(two)) ? one : two;
        if (begin(later).isBefore(end(earlier))) {
          both.add(new TimeRange(later.from(), earlier.to()));
        }
      }
    }
    return new DateRange(joined(both));
  }
}
