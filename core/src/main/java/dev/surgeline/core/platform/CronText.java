package dev.surgeline.core.platform;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads windows that start by five fields of cron and have a length; the grammar is in [Window].
final class CronText {
  private static final Pattern FIRST = Pattern.compile("[0-9*][0-9*,/-]*");
  private static final Pattern DATE = Pattern.compile("\\d{4}-.*");
  private static final Pattern LENGTH =
      Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,5})m)?");
  private static final Duration LENGTH_MAX = Duration.ofDays(7);

  /// More would be a stretch cut into crumbs, and each is looked at in every tick.
  private static final int STARTS_MAX = 96;

  private final String text;

  private CronText(String text) {
    this.text = text;
  }

  private enum Field {
    MINUTE(0, 59),
    HOUR(0, 23),
    DAY_OF_MONTH(1, 31),
    MONTH(1, 12),
    DAY_OF_WEEK(0, 7);

    private final int least;
    private final int most;

    Field(int least, int most) {
      this.least = least;
      this.most = most;
    }

    private String title() {
      return switch (this) {
        case MINUTE -> "minute";
        case HOUR -> "hour";
        case DAY_OF_MONTH -> "day of month";
        case MONTH -> "month";
        case DAY_OF_WEEK -> "day of week";
      };
    }
  }

  static boolean looksLike(String word) {
    return FIRST.matcher(word).matches() && !DATE.matcher(word).matches();
  }

  static Window parse(String text, List<String> words) {
    return new CronText(text).window(words);
  }

  private Window window(List<String> words) {
    if (words.size() != 7 || !words.get(5).equalsIgnoreCase("for")) {
      throw wrong("is no cron window: five fields, \"for\" and a length, as 0 18 * * MON for 5h");
    }
    List<LocalTime> starts = new ArrayList<>();
    SortedSet<Integer> minutes = field(Field.MINUTE, words.get(0));
    for (int hour : field(Field.HOUR, words.get(1))) {
      minutes.forEach(minute -> starts.add(LocalTime.of(hour, minute)));
    }
    if (starts.size() > STARTS_MAX) {
      throw wrong("starts " + starts.size() + " times a day; at most " + STARTS_MAX + " are known");
    }
    return new Window(text, days(words), starts, length(words.get(6)));
  }

  private Days days(List<String> words) {
    SortedSet<Integer> numbers = field(Field.DAY_OF_MONTH, words.get(2));
    List<Month> months = field(Field.MONTH, words.get(3)).stream().map(Month::of).toList();
    // Sunday is both 0 and 7.
    List<DayOfWeek> week =
        field(Field.DAY_OF_WEEK, words.get(4)).stream()
            .map(day -> DayOfWeek.of(day == 0 ? 7 : day))
            .distinct()
            .toList();
    var ofMonth = new Days.Numbers(List.copyOf(numbers));
    var ofWeek = new Days.Week(week);
    boolean both = !words.get(2).startsWith("*") && !words.get(4).startsWith("*");
    List<Days> either = List.of(ofMonth, ofWeek);
    return new Days.All(
        List.of(new Days.Months(months), both ? new Days.Any(either) : new Days.All(either)));
  }

  /// `*`, `5`, `1-5`, `*/15`, `8-18/2`, `MON-FRI`, and lists of these.
  private SortedSet<Integer> field(Field field, String word) {
    SortedSet<Integer> values = new TreeSet<>();
    for (String part : word.split(",", -1)) {
      String[] stepped = part.split("/", -1);
      String[] ends = stepped[0].split("-", -1);
      if (stepped.length > 2 || ends.length > 2) {
        throw unknown(field, part);
      }
      int first = stepped[0].equals("*") ? field.least : value(field, ends[0], part);
      int last = ends.length == 2 ? value(field, ends[1], part) : first;
      if (stepped[0].equals("*") || (ends.length == 1 && stepped.length == 2)) {
        last = field.most;
      }
      // SUN-TUE: Sunday is before Monday here.
      first = field == Field.DAY_OF_WEEK && first == 7 && last < 7 ? 0 : first;
      int step = stepped.length == 2 ? number(field, stepped[1], part) : 1;
      if (last < first || step == 0) {
        throw unknown(field, part);
      }
      for (int value = first; value <= last; value += step) {
        values.add(value);
      }
    }
    return values;
  }

  private int value(Field field, String word, String part) {
    int value =
        switch (field) {
          case MINUTE, HOUR, DAY_OF_MONTH -> number(field, word, part);
          case MONTH ->
              Names.month(word).map(Month::getValue).orElseGet(() -> number(field, word, part));
          case DAY_OF_WEEK ->
              Names.day(word).map(DayOfWeek::getValue).orElseGet(() -> number(field, word, part));
        };
    if (value < field.least || value > field.most) {
      throw unknown(field, part);
    }
    return value;
  }

  private int number(Field field, String word, String part) {
    if (!word.matches("[0-9]{1,2}")) {
      throw unknown(field, part);
    }
    return Integer.parseInt(word);
  }

  private Duration length(String word) {
    Matcher parts = LENGTH.matcher(word);
    if (!parts.matches() || word.isEmpty()) {
      throw wrong("has the length \"" + word + "\"; lengths are such as 5h, 90m or 2d");
    }
    Duration length =
        Duration.ofDays(amount(parts.group(1)))
            .plusHours(amount(parts.group(2)))
            .plusMinutes(amount(parts.group(3)));
    if (length.isZero() || length.compareTo(LENGTH_MAX) > 0) {
      throw wrong("has the length \"" + word + "\"; a length is 1m to 7d");
    }
    return length;
  }

  private static long amount(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private IllegalArgumentException unknown(Field field, String part) {
    return wrong(
        "has \""
            + part
            + "\" as "
            + field.title()
            + "; known are "
            + field.least
            + " to "
            + field.most
            + ", names of days and months, *, ranges a-b, steps /n and lists a,b");
  }

  private IllegalArgumentException wrong(String rule) {
    return new IllegalArgumentException("the window \"" + text + "\" " + rule);
  }
}
