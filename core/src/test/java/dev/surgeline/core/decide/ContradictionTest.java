package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.decide.Policy.Schedule.Entry;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Windows that can not both be satisfied, from Saturday 21 November 2026, 08:00 in London.
final class ContradictionTest {
  private static final Calendar LONDON = new Calendar(ZoneId.of("Europe/London"), new TreeMap<>());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          daily 09:00-11:00 replicas 5   | daily 10:00-12:00 replicas 6   | 2026-11-21T10:00Z
          daily 10:00-12:00 replicas 5   | daily 09:00-11:00 replicas 6   | 2026-11-21T10:00Z
          daily 06:00-11:00 replicas 5   | daily 07:00-12:00 replicas 6   | 2026-11-21T08:00Z
          daily 00:00-07:00 replicas 5   | daily 06:00-08:00 replicas 6   | 2026-11-22T06:00Z
          Sun 09:00-11:00 replicas 5     | daily 10:00-12:00 replicas 6   | 2026-11-22T10:00Z
          daily 10:00-12:00 replicas 5   | Wed 09:00-11:00 replicas 6     | 2026-11-25T10:00Z
          daily 09:00-11:00 min 7        | daily 10:00-12:00 max 6        | 2026-11-21T10:00Z
          daily 09:00-11:00 max 6        | daily 10:00-12:00 min 7        | 2026-11-21T10:00Z
          2027-12-25 09:00-11:00 min 7   | daily 10:00-12:00 max 6        | 2027-12-25T10:00Z
          2027-07-01 09:00-11:00 min 7   | 2027-07-01 max 6               | 2027-07-01T09:00+01:00
          # all of the hour that comes twice is passed over
          2027-10-31 00:30-03:00 min 7   | 2027-10-31 01:00-04:00 max 6   | 2027-10-31T02:00Z
          2027-10-31 00:30-06:00 min 7   | 15 1,4 31 10 * for 30m max 6   | 2027-10-31T04:15Z
          """)
  void theFirstMomentIsSaid(String one, String other, String first) {
    assertEquals(
        Optional.of(first), found(one, other).map(ContradictionTest::moment), one + " " + other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # at different times, one after the other
          daily 09:00-10:00 replicas 5   | daily 10:00-12:00 replicas 6
          daily 10:00-12:00 replicas 5   | daily 09:00-10:00 replicas 6
          2026-12-01 replicas 5          | 2026-11-25 replicas 6
          2026-11-25 replicas 5          | 2026-12-01 replicas 6
          # both can be satisfied
          daily replicas 5               | daily replicas 5
          daily min 6                    | daily max 6
          daily min 5                    | daily max 6
          daily min 5                    | daily min 6
          daily max 5                    | daily max 6
          daily replicas 5               | daily min 6
          daily max 5                    | daily replicas 6
          daily multiplier 3             | daily max 6
          # only in the hour that comes twice, where one follows the other
          daily 00:00-01:30 replicas 5   | daily 01:30-03:00 replicas 6
          # after 400 days, or before
          2028-02-29 replicas 5          | 2028-02-29 replicas 6
          2026-11-20 replicas 5          | 2026-11-20 replicas 6
          """)
  void whatIsNone(String one, String other) {
    assertEquals(Optional.empty(), found(one, other), one + " " + other);
  }

  @Test
  void bothWindowsAreNamed() {
    assertEquals(
        Optional.of(
            "the schedule contradicts itself: w1 (daily 09:00-11:00) is to be 5 and w2 (Mon)"
                + " is to be 6, first at 2026-11-23T09:00Z (Europe/London)"),
        found("daily 09:00-11:00 replicas 5", "Mon replicas 6"));
    assertEquals(
        Optional.of(
            "the schedule contradicts itself: w2 (Mon) has min 7 and w1 (daily 09:00-11:00) has"
                + " max 6, first at 2026-11-23T09:00Z (Europe/London)"),
        found("daily 09:00-11:00 max 6", "Mon min 7"));
  }

  @Test
  void anyTwoOfAllWindowsAreCompared() {
    assertEquals(
        Optional.of("2026-11-23T00:00Z"),
        found("daily min 3", "daily multiplier 2", "Mon max 4", "weekdays min 5")
            .map(ContradictionTest::moment));
    assertEquals(
        Optional.of("2026-11-23T00:00Z"),
        found("Mon max 4", "daily multiplier 2", "weekdays min 5").map(ContradictionTest::moment));
  }

  @Test
  void aWindowsSizeIsWithinTheWorkloadsBounds() {
    var bounds = new ReplicaBounds(new Replicas(2), new Replicas(20));
    schedule("daily min 2", "daily max 20", "Mon replicas 2", "Tue replicas 20")
        .requireWithin(bounds);
    schedule("daily multiplier 50").requireWithin(bounds);
    for (String wrong : List.of("min 1", "min 21", "max 1", "max 21", "replicas 0")) {
      Policy.Schedule schedule = schedule("daily multiplier 2", "daily " + wrong);
      var e =
          assertThrows(IllegalArgumentException.class, () -> schedule.requireWithin(bounds), wrong);
      assertEquals(
          "the window w2 has " + wrong + ", outside the workload's 2 to 20", e.getMessage());
    }
  }

  private static Optional<String> found(String... windows) {
    return schedule(windows).contradiction(LONDON, Instant.parse("2026-11-21T08:00:00Z"));
  }

  private static String moment(String sentence) {
    String at = sentence.substring(sentence.lastIndexOf(" at ") + 4);
    return at.substring(0, at.indexOf(' '));
  }

  private static Policy.Schedule schedule(String... windows) {
    List<Entry> entries = new ArrayList<>();
    for (String window : windows) {
      entries.add(entry("w" + (entries.size() + 1), window));
    }
    return new Policy.Schedule(entries);
  }

  /// A window and what holds in it: `Mon 09:00-11:00 min 5`.
  private static Entry entry(String name, String text) {
    String[] words = text.split(" ");
    String key = words[words.length - 2];
    int value = Integer.parseInt(words[words.length - 1]);
    Optional<Replicas> size = Optional.of(new Replicas(value));
    return new Entry(
        name,
        Window.parse(text.substring(0, text.indexOf(" " + key))),
        size.filter(_ -> key.equals("min")),
        size.filter(_ -> key.equals("max")),
        size.filter(_ -> key.equals("replicas")),
        key.equals("multiplier") ? OptionalDouble.of(value) : OptionalDouble.empty(),
        Optional.empty());
  }
}
