package dev.surgeline.plane.audit.search;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A FHIR search for a date, for events that happen at an instant.
///
/// A date stands for all of its time: `2026-11` is from November's first instant to before
/// December's. Examples: `2026-11` is that month, `ge2026-11` from its beginning on, `gt2026-11`
/// from its end on, `le2026-11` before its end, `lt2026-11` before its beginning. Days are UTC's.
///
/// @param from at least
/// @param to below
record DateRange(Optional<Instant> from, Optional<Instant> to) {
  static final DateRange ALWAYS = new DateRange(Optional.empty(), Optional.empty());

  private static final Pattern FORM =
      Pattern.compile(
          "(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\\d{4})(-\\d{2})?(-\\d{2})?"
              + "(T\\d{2}:\\d{2}(:\\d{2})?(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2}))?");

  /// @throws FhirProblem if it is none, or of a kind that is not answered
  static DateRange parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text);
    }
    String prefix = Optional.ofNullable(matcher.group(1)).orElse("eq");
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
    return switch (prefix) {
      case "eq" -> new DateRange(Optional.of(begin), Optional.of(end));
      case "ge" -> new DateRange(Optional.of(begin), Optional.empty());
      case "gt", "sa" -> new DateRange(Optional.of(end), Optional.empty());
      case "le" -> new DateRange(Optional.empty(), Optional.of(end));
      case "lt", "eb" -> new DateRange(Optional.empty(), Optional.of(begin));
      // tidy: the pattern lets these two alone through
      default ->
          throw new FhirProblem(
              FhirProblem.Cause.NOT_SUPPORTED,
              "date: " + prefix + " is not answered; eq, ge, gt, le, lt, sa and eb are");
    };
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
    Optional<Instant> later =
        from.isEmpty() || other.from.filter(it -> it.isAfter(from.get())).isPresent()
            ? other.from
            : from;
    Optional<Instant> earlier =
        to.isEmpty() || other.to.filter(it -> it.isBefore(to.get())).isPresent() ? other.to : to;
    return new DateRange(later, earlier);
  }
}
