package dev.surgeline.core.platform;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads windows in plain words; the grammar is in [Window]. It lives for one text.
final class WindowText {
  private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String KNOWN =
      "daily, weekdays, weekends, days (Mon, Mon-Fri), first or last N days of month,"
          + " months (October to March), dates (2026-12-24), holidays, except, hours (08:00-18:00),"
          + " all day";

  private final String text;
  private final List<String> words;
  private int next; // tidy: owned window

  private WindowText(String text, List<String> words) {
    this.text = text;
    this.words = words;
  }

  static Window parse(String text, List<String> words) {
    return new WindowText(text, words).window();
  }

  private Window window() {
    List<Days> conditions = new ArrayList<>();
    LocalTime start = LocalTime.MIDNIGHT;
    Duration length = DAY;
    while (next < words.size()) {
      Matcher hours = HOURS.matcher(words.get(next));
      if (hours.matches()) {
        start = time(hours.group(1));
        length = length(start, hours.group(2));
        next++;
        onlyEndsHere("hours");
      } else if (peek("all")) {
        next++;
        expect("day");
        onlyEndsHere("all day");
      } else {
        conditions.add(condition());
      }
    }
    return new Window(text, new Days.All(conditions), List.of(start), length);
  }

  private Days condition() {
    String word = words.get(next++);
    return switch (lower(word)) {
      case "daily" -> new Days.All(List.of());
      case "weekdays" -> week(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case "weekends" -> week(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      case "holidays" -> new Days.Holidays();
      case "except" -> except();
      case "first" -> new Days.First(daysOfMonth());
      case "last" -> new Days.Last(daysOfMonth());
      default -> named(word); // tidy: open set
    };
  }

  private Days except() {
    if (next == words.size() || HOURS.matcher(words.get(next)).matches()) {
      throw wrong("says not after \"except\" what is excepted, such as holidays");
    }
    return new Days.Except(condition());
  }

  /// `2 days of month`, `day of month`.
  private int daysOfMonth() {
    String word = next < words.size() ? words.get(next) : "";
    int count = 1;
    if (!lower(word).equals("day")) {
      if (!word.matches("[1-9]|[12][0-9]|3[01]")) {
        throw wrong(
            "has "
                + (word.isEmpty() ? "nothing" : quoted(word))
                + " where a number of days from 1 to 31 is expected");
      }
      count = Integer.parseInt(word);
      next++;
    }
    expect(count == 1 && peek("day") ? "day" : "days");
    expect("of");
    expect("month");
    return count;
  }

  private Days named(String word) {
    if (DATE.matcher(word).matches()) {
      LocalDate first = date(word);
      LocalDate last = to() ? date(following("a date")) : first;
      if (last.isBefore(first)) {
        throw wrong("ends on " + last + ", before it starts on " + first);
      }
      return new Days.Dates(first, last);
    }
    Optional<Month> month = Names.month(word);
    if (month.isPresent()) {
      Month last = month.get();
      if (to()) {
        String end = following("a month");
        last = Names.month(end).orElseThrow(() -> unknown(end, "months are January to December"));
      }
      return months(month.get(), last);
    }
    List<DayOfWeek> days = new ArrayList<>();
    for (String part : word.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2 || Names.day(ends[0]).isEmpty()) {
        throw unknown(word, "known are " + KNOWN);
      }
      DayOfWeek first = Names.day(ends[0]).get();
      DayOfWeek last =
          Names.day(ends[ends.length - 1])
              .orElseThrow(() -> unknown(word, "days are Mon, Tue, Wed, Thu, Fri, Sat, Sun"));
      days.addAll(week(first, last).days());
    }
    return new Days.Week(List.copyOf(days));
  }

  private static Days.Week week(DayOfWeek first, DayOfWeek last) {
    List<DayOfWeek> days = new ArrayList<>(List.of(first));
    while (days.getLast() != last) {
      days.add(days.getLast().plus(1));
    }
    return new Days.Week(List.copyOf(days));
  }

  private static Days.Months months(Month first, Month last) {
    List<Month> months = new ArrayList<>(List.of(first));
    while (months.getLast() != last) {
      months.add(months.getLast().plus(1));
    }
    return new Days.Months(List.copyOf(months));
  }

  private boolean to() {
    boolean there = peek("to");
    next += there ? 1 : 0;
    return there;
  }

  private String following(String wanted) {
    if (next == words.size()) {
      throw wrong("ends where " + wanted + " is expected");
    }
    return words.get(next++);
  }

  private boolean peek(String word) {
    return next < words.size() && lower(words.get(next)).equals(word);
  }

  private void expect(String word) {
    if (!peek(word)) {
      String there = next < words.size() ? quoted(words.get(next)) : "nothing";
      throw wrong("has " + there + " where \"" + word + "\" is expected");
    }
    next++;
  }

  /// Hours are said once; conditions may follow them.
  private void onlyEndsHere(String what) {
    for (String later : words.subList(next, words.size())) {
      if (HOURS.matcher(later).matches() || lower(later).equals("all")) {
        throw wrong("has " + quoted(later) + " beside other " + what + "; write one window each");
      }
    }
  }

  private LocalTime time(String word) {
    try {
      return LocalTime.parse(word);
    } catch (DateTimeException _) {
      throw unknown(word, "times are 00:00 to 23:59, and 24:00 as an end");
    }
  }

  private Duration length(LocalTime start, String word) {
    LocalTime end = word.equals("24:00") ? LocalTime.MIDNIGHT : time(word);
    Duration length = Duration.between(start, end);
    boolean whole = word.equals("24:00") && start.equals(LocalTime.MIDNIGHT);
    if (length.isZero() && !whole) {
      throw wrong("ends as it starts, at " + word + "; \"all day\" is written so");
    }
    return length.isPositive() ? length : length.plus(DAY);
  }

  private LocalDate date(String word) {
    try {
      return LocalDate.parse(word);
    } catch (DateTimeException _) {
      throw unknown(word, "dates are such as 2026-12-24");
    }
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static String quoted(String word) {
    return "\"" + (word.length() > 40 ? word.substring(0, 40) + "..." : word) + "\"";
  }

  private IllegalArgumentException unknown(String word, String known) {
    return wrong("has the unknown word " + quoted(word) + "; " + known);
  }

  private IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException("the window " + quoted(text) + " " + rule);
  }
}
