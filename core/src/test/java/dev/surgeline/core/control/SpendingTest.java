package dev.surgeline.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Money is charged once, to the periods that it belongs to, and what is remembered does not grow.
final class SpendingTest {
  private static final Calendar LONDON = new Calendar(ZoneId.of("Europe/London"), new TreeMap<>());
  private static final Duration MISSED = Duration.ofMinutes(1);
  private static final Instant START = Instant.parse("2026-10-20T09:07:13Z");

  private static Spending at(Instant start, double perHour) {
    SortedMap<String, Double> byPolicy = new TreeMap<>();
    byPolicy.put("queue", perHour);
    return Spending.starting(start, LONDON).at(new Amounts(perHour, 0, 0), byPolicy);
  }

  @Test
  void aRateIsChargedForTheTime() {
    Spending spent = at(START, 6).charged(START.plusSeconds(15), LONDON, MISSED);
    assertEquals(0.025, spent.hour().spent().ordinary(), 1e-12);
    assertEquals(0.025, spent.day().spent().ordinary(), 1e-12);
    assertEquals(0.025, spent.month().spent().ordinary(), 1e-12);
    assertEquals("{queue=0.025}", spent.month().byPolicy().toString());
    assertSame(spent, spent.charged(spent.until(), LONDON, MISSED));
    assertSame(spent, spent.charged(START, LONDON, MISSED));
  }

  /// The dumb twin: each quarter of an hour by itself, into the day and month that the wall shows.
  @Test
  void eachDayAndMonthGetsWhatIsSpentInIt() {
    Chance.tries(
        200,
        chance -> {
          SortedMap<LocalDate, Double> days = new TreeMap<>();
          Instant now = Instant.parse("2026-10-20T00:00:00Z");
          Spending spent = at(now, 1);
          for (int i = 0; i < 150; i++) {
            double rate = chance.between(1, 9);
            spent = spent.at(new Amounts(rate, 0, 0), new TreeMap<>());
            int quarters = chance.between(1, 60);
            for (int q = 0; q < quarters; q++) {
              LocalDate day = LONDON.local(now.plusSeconds(900L * q)).toLocalDate();
              days.merge(day, rate / 4, Double::sum);
            }
            now = now.plusSeconds(900L * quarters);
            spent = spent.charged(now, LONDON, MISSED);
          }
          LocalDate first = spent.month().first();
          double month =
              days.tailMap(first).values().stream().mapToDouble(Double::doubleValue).sum();
          assertEquals(month, spent.month().spent().ordinary(), 1e-6);
          double day = days.getOrDefault(spent.day().date(), 0.0);
          assertEquals(day, spent.day().spent().ordinary(), 1e-6);
          double last =
              days.subMap(first.minusMonths(1), first).values().stream()
                  .mapToDouble(Double::doubleValue)
                  .sum();
          assertEquals(last, spent.lastMonth().orElseThrow().spent().ordinary(), 1e-6);
        });
  }

  @Test
  void aGapIsAnEstimateAndNoMoreThanADayOfItIsCharged() {
    Spending seen = at(START, 6).charged(START.plus(MISSED), LONDON, MISSED);
    assertEquals(0, seen.month().spent().estimated());
    Spending gap = at(START, 6).charged(START.plusSeconds(61), LONDON, MISSED);
    assertEquals(6 * 61 / 3600.0, gap.month().spent().estimated(), 1e-9);
    Spending days = at(START, 6).charged(START.plus(Duration.ofDays(3)), LONDON, MISSED);
    assertEquals(144, days.month().spent().estimated(), 1e-9);
    assertEquals(Duration.ofDays(2), days.month().uncharged());
    assertEquals(0, days.day().spent().ordinary());
    Spending years = at(START, 6).charged(START.plus(Duration.ofDays(900)), LONDON, MISSED);
    assertTrue(years.lastMonth().isEmpty());
    assertEquals(LocalDate.of(2029, 4, 1), years.month().first());
  }

  @Test
  void aYearIsRememberedAsTwoMonths() {
    Spending spent = at(START, 6);
    for (int i = 0; i < 365 * 24 * 2; i++) {
      spent = spent.charged(spent.until().plusSeconds(1800), LONDON, Duration.ofHours(1));
    }
    assertEquals(LocalDate.of(2027, 10, 1), spent.month().first());
    assertEquals(168, spent.month().course().spent().size());
    // September has 720 hours.
    assertEquals(720 * 6, spent.lastMonth().orElseThrow().spent().ordinary(), 1e-6);
    assertEquals(720, spent.lastMonth().orElseThrow().course().watched(), 1e-6);
    assertEquals(1, spent.month().byPolicy().size());
  }
}
