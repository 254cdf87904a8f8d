package dev.surgeline.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hours and days of the clock on the wall.
final class CalendarTest {
  private static Calendar calendar(String zone) {
    return new Calendar(ZoneId.of(zone), new TreeMap<>());
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,                 2026-11-21T08:00:00Z, 2026-11-21T09:00:00Z",
    "UTC,                 2026-11-21T08:59:59.999Z, 2026-11-21T09:00:00Z",
    "Asia/Kolkata,        2026-11-21T08:00:00Z, 2026-11-21T08:30:00Z",
    "Europe/London,       2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "Europe/London,       2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z",
    "Europe/London,       2026-10-25T01:00:00Z, 2026-10-25T02:00:00Z",
    // 02:00 goes back to 01:30 half an hour into the hour that it would be, and forth again.
    "Australia/Lord_Howe, 2026-04-04T14:30:00Z, 2026-04-04T15:00:00Z",
    "Australia/Lord_Howe, 2026-04-04T15:10:00Z, 2026-04-04T15:30:00Z",
    "Australia/Lord_Howe, 2026-10-03T15:20:00Z, 2026-10-03T15:30:00Z",
    "Australia/Lord_Howe, 2026-10-03T15:30:00Z, 2026-10-03T16:00:00Z"
  })
  void anHourEndsWhenTheClockShowsTheNext(String zone, Instant at, Instant end) {
    assertEquals(end, calendar(zone).hourEnd(at));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,              2026-11-21, 24",
    "Europe/London,    2026-03-29, 23",
    "Europe/London,    2026-10-25, 25",
    "America/Santiago, 2026-09-06, 23",
    "Africa/Cairo,     2026-10-29, 25"
  })
  void aDayHasTheHoursThatItHas(String zone, LocalDate day, int hours) {
    Calendar calendar = calendar(zone);
    Instant start = calendar.startOf(day);
    assertEquals(
        Duration.ofHours(hours), Duration.between(start, calendar.startOf(day.plusDays(1))));
    int counted = 0;
    for (Instant at = start; at.isBefore(calendar.startOf(day.plusDays(1))); counted++) {
      at = calendar.hourEnd(at);
    }
    assertEquals(hours, counted);
  }

  @Test
  void momentsReadAsTheyAlwaysDid() {
    var random = new SplittableRandom(2);
    for (int i = 0; i < 2000; i++) {
      Instant at = Instant.ofEpochSecond(random.nextLong(-1_000_000_000, 300_000_000_000L));
      assertEquals(at.toString(), Calendar.text(at));
    }
    for (String text : List.of("1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      assertEquals(text, Calendar.text(Instant.parse(text)));
    }
    Instant between = Instant.parse("2026-03-02T08:00:00.250Z");
    assertEquals(between.toString(), Calendar.UTC.moment(between).text());
  }
}
