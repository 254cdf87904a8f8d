package dev.surgeline.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowTest {
  private static final Calendar LONDON = calendar("Europe/London");
  private static final Calendar NEW_YORK = calendar("America/New_York");
  private static final Calendar LORD_HOWE = calendar("Australia/Lord_Howe");

  static Calendar calendar(String zone) {
    var holidays = new TreeMap<LocalDate, String>();
    holidays.put(LocalDate.of(2026, 12, 25), "Christmas Day");
    return new Calendar(ZoneId.of(zone), holidays);
  }

  private static Instant at(String instant) {
    return Instant.parse(instant);
  }

  private static Instant local(String time, Calendar calendar) {
    return LocalDateTime.parse(time).atZone(calendar.zone()).toInstant();
  }

  /// The spans that touch the day, each as start and end in UTC.
  private static List<String> spans(String window, String from, String to, Calendar calendar) {
    return Window.parse(window).spans(at(from), at(to), calendar).stream()
        .map(span -> span.start() + " " + span.end())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "daily, 2026-11-21T03:00, true",
    "weekdays 07:00-19:00, 2026-11-20T07:00, true",
    "weekdays 07:00-19:00, 2026-11-20T06:59:59, false",
    "weekdays 07:00-19:00, 2026-11-20T18:59:59, true",
    "weekdays 07:00-19:00, 2026-11-20T19:00, false",
    "weekdays 07:00-19:00, 2026-11-21T12:00, false",
    "Mon-Fri 08:00-18:00, 2026-11-19T12:00, true",
    "weekends, 2026-11-22T12:00, true",
    "Sat-Mon, 2026-11-23T12:00, true",
    "Sat-Mon, 2026-11-24T12:00, false",
    "'monday,Wed,FRI 08:00-18:00', 2026-11-25T08:00, true",
    "'monday,Wed,FRI 08:00-18:00', 2026-11-26T08:00, false",
    "Fri 22:00-06:00, 2026-11-21T05:59, true",
    "Fri 22:00-06:00, 2026-11-20T05:59, false",
    "Fri 20:00-24:00, 2026-11-20T23:59:59, true",
    "Fri 20:00-24:00, 2026-11-21T00:00, false",
    "last 2 days of month 18:00-23:00, 2026-11-29T18:00, true",
    "last 2 days of month 18:00-23:00, 2026-11-28T18:00, false",
    "last 2 days of month 18:00-23:00, 2028-02-29T22:00, true",
    "last 2 days of month 18:00-23:00, 2027-02-27T22:00, true",
    "last day of month, 2026-12-31T23:59, true",
    "last day of month 22:00-02:00, 2027-01-01T01:59, true",
    "last day of month 22:00-02:00, 2027-01-01T02:00, false",
    "first 3 days of month, 2026-11-03T12:00, true",
    "first 3 days of month, 2026-11-04T12:00, false",
    "October to March, 2027-01-01T00:00, true",
    "October to March, 2026-09-30T23:59, false",
    "October to March weekdays 08:00-18:00, 2026-12-28T09:00, true",
    "Feb, 2028-02-29T12:00, true",
    "2026-12-24 to 2026-12-26, 2026-12-26T23:59, true",
    "2026-12-24 to 2026-12-26, 2026-12-27T00:00, false",
    "2026-12-31 20:00-04:00, 2027-01-01T03:00, true",
    "holidays, 2026-12-25T00:00, true",
    "holidays 08:00-18:00, 2026-12-24T12:00, false",
    "weekdays 07:00-19:00 except holidays, 2026-12-25T12:00, false",
    "weekdays 07:00-19:00 except holidays, 2026-12-24T12:00, true",
    "except holidays 08:00-18:00, 2026-12-25T12:00, false",
    "0 18 * * MON-FRI for 5h, 2026-11-20T22:59, true",
    "0 18 * * MON-FRI for 5h, 2026-11-21T22:59, false",
    "0 22 * * fri for 1d12h, 2026-11-22T09:59, true",
    "0 22 * * 5 for 1d12h, 2026-11-22T10:00, false",
    "*/30 8-17 * * * for 10m, 2026-11-20T08:39, true",
    "*/30 8-17 * * * for 10m, 2026-11-20T08:40, false",
    "0 0 13 * FRI for 1d, 2026-11-20T12:00, true",
    "0 0 13 * FRI for 1d, 2026-12-13T12:00, true",
    "0 0 */2 * FRI for 1d, 2026-11-20T12:00, false",
    "0 0 * * 7 for 1d, 2026-11-22T12:00, true",
    "0 0 * * 0 for 1d, 2026-11-22T12:00, true",
    "0 0 * * SUN-TUE for 1d, 2026-11-24T12:00, true",
    "0 0 29 2 * for 1d, 2028-02-29T12:00, true",
    "0 0 29 2 * for 1d, 2027-03-01T12:00, false",
    "15/20 9 * * * for 5m, 2026-11-20T09:57, true"
  })
  void holdsOnTheWallsClock(String window, String time, boolean holds) {
    assertEquals(holds, Window.parse(window).holds(local(time, LONDON), LONDON));
  }

  @Test
  void aTimeThatDoesNotExistStartsAtTheEndOfTheGap() {
    String day = "2026-03-28T12:00:00Z";
    String next = "2026-03-29T12:00:00Z";
    assertEquals(
        List.of("2026-03-29T01:00:00Z 2026-03-29T01:30:00Z"),
        spans("daily 01:30-02:30", day, next, LONDON));
    assertEquals(
        List.of("2026-03-29T00:30:00Z 2026-03-29T01:00:00Z"),
        spans("daily 00:30-01:30", day, next, LONDON));
    assertEquals(
        List.of("2026-03-28T22:00:00Z 2026-03-29T05:00:00Z"),
        spans("daily 22:00-06:00", day, next, LONDON));
    assertEquals(
        List.of("2026-03-08T07:00:00Z 2026-03-08T08:00:00Z"),
        spans("daily 02:30-04:00", "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z", NEW_YORK));
  }

  @Test
  void aWindowInsideTheGapIsNotLost() {
    assertEquals(
        List.of("2026-03-29T01:00:00Z 2026-03-29T01:30:00Z"),
        spans("daily 01:15-01:45", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", LONDON));
    assertEquals(
        List.of("2026-10-03T15:30:00Z 2026-10-03T15:40:00Z"),
        spans("5 2 * * * for 10m", "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z", LORD_HOWE));
  }

  @Test
  void theHourThatComesTwiceIsInTheWindowBothTimesAndStartsOnce() {
    String day = "2026-10-24T12:00:00Z";
    String next = "2026-10-25T12:00:00Z";
    assertEquals(
        List.of("2026-10-25T00:15:00Z 2026-10-25T01:45:00Z"),
        spans("daily 01:15-01:45", day, next, LONDON));
    assertEquals(
        List.of("2026-10-25T00:00:00Z 2026-10-25T02:00:00Z"),
        spans("daily 01:00-02:00", day, next, LONDON));
    // What ends as it begins, and what begins as it ends, have no part of it.
    assertEquals(
        List.of("2026-10-24T23:00:00Z 2026-10-25T00:00:00Z"),
        spans("daily 00:00-01:00", day, next, LONDON));
    assertEquals(
        List.of("2026-10-25T02:00:00Z 2026-10-25T03:00:00Z"),
        spans("daily 02:00-03:00", day, next, LONDON));
    assertEquals(
        List.of("2026-11-01T05:30:00Z 2026-11-01T06:40:00Z"),
        spans("30 1 * * * for 10m", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", NEW_YORK));
    // Half an hour comes twice on Lord Howe Island: from 01:30 to 02:00.
    assertEquals(
        List.of("2026-04-04T14:45:00Z 2026-04-04T15:30:00Z"),
        spans("daily 01:45-02:00", "2026-04-04T12:00:00Z", "2026-04-05T00:00:00Z", LORD_HOWE));
  }

  @Test
  void aDayThatAZoneSkipsKeepsItsWindow() {
    Calendar apia = calendar("Pacific/Apia");
    assertEquals(
        List.of("2011-12-30T10:00:00Z 2011-12-30T20:00:00Z"),
        spans("2011-12-30 08:00-18:00", "2011-12-29T00:00:00Z", "2012-01-02T00:00:00Z", apia));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "daily 01:15-01:45", "daily 00:30-01:30", "daily 01:30-03:00", "daily 22:00-06:00",
        "weekends 02:10-02:20", "*/15 * * * * for 5m", "30 1 * * SUN for 26h", "daily 23:30-00:30"
      })
  void spansNextAndHoldsAgreeThroughAYear(String text) {
    Window window = Window.parse(text);
    for (Calendar calendar : List.of(LONDON, NEW_YORK, LORD_HOWE)) {
      for (String around :
          List.of(
              "2026-03-28",
              "2026-10-24",
              "2026-03-07",
              "2026-10-31",
              "2026-04-04",
              "2026-10-03",
              "2026-12-31",
              "2028-02-28")) {
        Instant from = at(around + "T00:00:00Z");
        Instant to = from.plus(Duration.ofDays(2));
        List<Window.Span> spans = window.spans(from, to, calendar);
        for (Instant t = from; t.isBefore(to); t = t.plus(10, ChronoUnit.MINUTES)) {
          Instant now = t;
          boolean within = spans.stream().anyMatch(span -> span.contains(now));
          assertEquals(within, window.holds(now, calendar), () -> now + " " + calendar.zone());
          Window.Span next = window.next(now, calendar).orElseThrow();
          assertEquals(within, next.contains(now), () -> now + " " + next);
          assertTrue(next.end().isAfter(now));
        }
      }
    }
  }

  /// Every day of the window starts once, whatever the clock does: a twin that counts.
  @Test
  void noDayIsLostAndNoneStartsTwice() {
    for (Calendar calendar : List.of(LONDON, NEW_YORK, LORD_HOWE)) {
      for (String hours : List.of("01:15-01:45", "02:00-02:20", "22:00-01:30", "02:05-02:06")) {
        Instant from = local("2026-01-01T12:00", calendar);
        Instant to = local("2028-01-01T12:00", calendar);
        var spans = Window.parse("daily " + hours).spans(from, to, calendar);
        assertEquals(730, spans.size(), () -> hours + " in " + calendar.zone());
      }
    }
  }

  @Test
  void aSeasonIsOneSpan() {
    Window flu = Window.parse("October to March");
    var next = flu.next(at("2026-07-01T00:00:00Z"), LONDON).orElseThrow();
    assertEquals(at("2026-09-30T23:00:00Z"), next.start());
    assertEquals(at("2027-03-31T23:00:00Z"), next.end());
  }

  @Test
  void theNextOfARareDayIsFoundAndOfAPastDateIsNot() {
    var leap = Window.parse("0 0 29 2 * for 1d").next(at("2097-01-01T00:00:00Z"), LONDON);
    assertEquals(at("2104-02-29T00:00:00Z"), leap.orElseThrow().start());
    assertTrue(Window.parse("2026-01-01").next(at("2026-01-02T00:00:00Z"), LONDON).isEmpty());
    assertFalse(Window.parse("30 0 31 2 * for 1h").holds(at("2026-03-03T00:30:00Z"), LONDON));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weekdys 07:00-19:00 | has the unknown word \"weekdys\"; known are daily, weekdays,",
        "weekdays 07:00-25:00 | has the unknown word \"25:00\"; times are 00:00 to 23:59,",
        "weekdays 7-19 | has the unknown word \"7-19\"; known are daily,",
        "08:00-08:00 | ends as it starts, at 08:00",
        "08:00-09:00 10:00-11:00 | has \"10:00-11:00\" beside other hours; write one window each",
        "last few days of month | has \"few\" where a number of days from 1 to 31 is expected",
        "last 2 days | has nothing where \"of\" is expected",
        "last 2 days of week | has \"week\" where \"month\" is expected",
        "October to Marsh | has the unknown word \"Marsh\"; months are January to December",
        "October to | ends where a month is expected",
        "2026-02-30 | has the unknown word \"2026-02-30\"; dates are such as 2026-12-24",
        "2026-12-26 to 2026-12-24 | ends on 2026-12-24, before it starts on 2026-12-26",
        "weekdays except | says not after \"except\" what is excepted",
        "weekdays except 08:00-09:00 | says not after \"except\" what is excepted",
        "0 18 * * MON | is no cron window: five fields, \"for\" and a length",
        "0 18 * * MON for ever | has the length \"ever\"; lengths are such as 5h, 90m or 2d",
        "0 18 * * MON for 8d | has the length \"8d\"; a length is 1m to 7d",
        "60 18 * * MON for 5h | has \"60\" as minute; known are 0 to 59,",
        "0 18 * * MOON for 5h | has \"MOON\" as day of week; known are 0 to 7,",
        "0 18-8 * * * for 5h | has \"18-8\" as hour; known are 0 to 23,",
        "0 18 L * * for 5h | has \"L\" as day of month; known are 1 to 31,",
        "*/5 * * * * for 1m | starts 288 times a day; at most 96 are known"
      })
  void aWrongWordIsNamedWithWhatIsKnown(String window, String rule) {
    var e = assertThrows(IllegalArgumentException.class, () -> Window.parse(window));
    String sentence = String.valueOf(e.getMessage());
    assertTrue(sentence.startsWith("the window \"" + window + "\" " + rule), sentence);
  }

  @Test
  void anEmptyTextIsNoWindow() {
    assertThrows(IllegalArgumentException.class, () -> Window.parse(" "));
  }
}
