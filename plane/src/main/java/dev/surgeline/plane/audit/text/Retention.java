package dev.surgeline.plane.audit.text;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How long texts are kept. The log's entries are kept for good, whatever this says.
///
/// @param days of each kind
public record Retention(SortedMap<TextKind, Integer> days) {
  /// Years are what the law speaks of; more than a hundred are a slip of the hand.
  private static final int DAYS_MAX = 36_600;

  /// When nothing else is said.
  public static final Retention DEFAULT = new Retention(new TreeMap<>());

  public Retention {
    SortedMap<TextKind, Integer> all = new TreeMap<>(days);
    for (TextKind kind : TextKind.values()) {
      int kept = all.computeIfAbsent(kind, TextKind::days);
      if (kept < 1 || kept > DAYS_MAX) {
        throw new IllegalArgumentException(kind + " is kept for 1 to " + DAYS_MAX + " days");
      }
    }
    days = Collections.unmodifiableSortedMap(all);
  }

  /// Reads `KIND=DAYS`; what is not named is kept as [#DEFAULT] says.
  ///
  /// @throws IllegalArgumentException if one is wrong; the message is one sentence
  public static Retention parse(Collection<String> given) {
    SortedMap<TextKind, Integer> days = new TreeMap<>();
    for (String one : given) {
      int equals = one.indexOf('=');
      String number = one.substring(equals + 1);
      if (equals < 0 || !number.matches("[0-9]{1,6}")) {
        throw new IllegalArgumentException("it is KIND=DAYS, such as emergency-reason=2192");
      }
      if (days.put(kind(one.substring(0, equals)), Integer.parseInt(number)) != null) {
        throw new IllegalArgumentException(one.substring(0, equals) + " is given once");
      }
    }
    return new Retention(days);
  }

  private static TextKind kind(String name) {
    return Arrays.stream(TextKind.values())
        .filter(one -> one.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the kinds are "
                    + Arrays.stream(TextKind.values())
                        .map(TextKind::toString)
                        .collect(Collectors.joining(", "))));
  }

  /// Texts of a kind that came before this are due.
  public Instant keptFrom(TextKind kind, Instant now) {
    return now.minus(Duration.ofDays(days.getOrDefault(kind, kind.days())));
  }
}
