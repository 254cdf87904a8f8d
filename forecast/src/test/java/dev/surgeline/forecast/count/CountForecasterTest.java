package dev.surgeline.forecast.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Ahead;
import dev.surgeline.forecast.Follower;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.backtest.RollingOrigins;
import dev.surgeline.forecast.backtest.Score;
import dev.surgeline.forecast.series.Holidays;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountForecasterTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int WEEK = 168;

  private final CountForecaster forecaster = new CountForecaster();

  private static double pinball(double value, double[] quantiles) {
    double sum = 0;
    for (int i = 0; i < quantiles.length; i++) {
      double level = Arrivals.NINETEEN.get(i);
      sum +=
          value > quantiles[i]
              ? level * (value - quantiles[i])
              : (1 - level) * (quantiles[i] - value);
    }
    return sum / quantiles.length;
  }

  /// A twentieth of error in the mean costs a thousandth or two of pinball.
  @ParameterizedTest
  @CsvSource({
    "PT30M, 20, 26, 1.01",
    "PT1H, 6, 52, 1.01",
    "PT3H, 6, 52, 1.015",
    "P1D, 4, 150, 1.02"
  })
  void itComesCloseToWhoKnowsTheRate(Duration step, double perHour, int weeks, double most) {
    Arrivals ward = Arrivals.ward(step, perHour);
    int perWeek = (int) Duration.ofDays(7).dividedBy(step);
    double[] counts = ward.counts(weeks * perWeek, 5);
    int first = (weeks - 8) * perWeek;
    int horizon = Math.max(2, perWeek / 4);
    Score score =
        new RollingOrigins(first, Math.max(1, perWeek / 14), 2 * perWeek)
            .run(
                ward.series(counts), Arrivals.question(horizon, Calendar.UTC), forecaster, _ -> {});
    double[] levels = Arrivals.NINETEEN.stream().mapToDouble(Double::doubleValue).toArray();
    double known = 0;
    for (int i = first; i < counts.length; i++) {
      known += pinball(counts[i], new CountSpread(0).quantiles(ward.mean(i), levels));
    }
    assertTrue(
        score.pinball() < known / (counts.length - first) * most,
        score.pinball() + " against " + known / (counts.length - first));
  }

  @Test
  void theSameSeriesAndQuestionGiveTheSameAnswer() {
    Arrivals ward = Arrivals.ward(HOUR, 6);
    TimeSeries series = ward.series(ward.counts(20 * WEEK, 1));
    Prediction one = forecaster.predict(series, Arrivals.question(48, Calendar.UTC));
    Prediction other = forecaster.predict(series, Arrivals.question(48, Calendar.UTC));
    assertEquals(one, other);
    assertEquals(series.stamp(20 * WEEK), one.forecast().madeAt());
    assertEquals(48, one.forecast().values().size());
    Prediction.Backtest test = one.backtest().orElseThrow();
    assertTrue(test.mase() < 0.8 * test.seasonalNaive(), test.toString());
    assertTrue(test.coverage95() > 0.93 && test.coverage95() < 0.99, test.toString());
  }

  @Test
  void aLevelThatShiftsIsFollowedWithoutLearningAnew() {
    Arrivals ward = Arrivals.ward(HOUR, 10);
    double[] counts = ward.counts(30 * WEEK, 2);
    Follower follower = forecaster.learn(ward.series(counts), Arrivals.question(24, Calendar.UTC));
    double before = Arrays.stream(follower.forecast().means()).sum();
    double[] next = ward.counts(32 * WEEK, 3);
    for (int i = 30 * WEEK; i < 32 * WEEK; i++) {
      follower.observe(Math.rint(1.5 * next[i]));
    }
    double after = Arrays.stream(follower.forecast().means()).sum();
    assertTrue(after > 1.2 * before, before + " -> " + after);
    follower.relearn();
    double learned = Arrays.stream(follower.forecast().means()).sum();
    assertTrue(learned > 1.25 * before && learned < 1.6 * before, before + " -> " + learned);
  }

  @Test
  void anOutageIsNoQuietNight() {
    Arrivals ward = Arrivals.ward(HOUR, 6);
    double[] counts = ward.counts(30 * WEEK, 4);
    Arrays.fill(counts, 10 * WEEK, 12 * WEEK, Double.NaN);
    Arrays.fill(counts, 30 * WEEK - 40, 30 * WEEK, Double.NaN);
    Ahead ahead =
        forecaster.learn(ward.series(counts), Arrivals.question(WEEK, Calendar.UTC)).forecast();
    double expected = 0;
    for (int i = 0; i < WEEK; i++) {
      expected += ward.mean(30 * WEEK + i);
    }
    assertEquals(expected, Arrays.stream(ahead.means()).sum(), 0.07 * expected);
  }

  @Test
  void summerTimeIsReadFromTheCalendar() {
    // Busy from 08:00 to 10:00 on London's clock, in winter and in summer.
    var london = new Calendar(ZoneId.of("Europe/London"), new TreeMap<>());
    var utc =
        new Arrivals(
            java.time.LocalDateTime.parse("2024-12-30T00:00"),
            HOUR,
            at -> london.local(at.toInstant(ZoneOffset.UTC)).getHour() / 2 == 4 ? 30 : 3);
    TimeSeries series = utc.series(utc.counts(84 * 24, 6));
    // The clocks change on 30 March 2025, six days after the end.
    Ahead ahead = forecaster.learn(series, Arrivals.question(240, london)).forecast();
    for (int i = 0; i < 240; i++) {
      double known = utc.mean(24 * 84 + i);
      assertEquals(known > 10, ahead.means()[i] > 15, "hour " + i + " " + ahead.means()[i]);
    }
  }

  @Test
  void whoseHolidaysShowIsFoundOut() {
    var england = Holidays.england(2023, 2025);
    Arrivals plain = Arrivals.ward(HOUR, 8);
    var quiet =
        new Arrivals(
            plain.start(),
            HOUR,
            at ->
                plain.rate().applyAsDouble(at) * (england.containsKey(at.toLocalDate()) ? 0.6 : 1));
    TimeSeries shown = quiet.series(quiet.counts(2 * 8766, 8));
    assertEquals("england", HolidayChoice.likeliest(shown, ZoneOffset.UTC).name());
    TimeSeries none = plain.series(plain.counts(2 * 8766, 8));
    assertEquals("none", HolidayChoice.likeliest(none, ZoneOffset.UTC).name());
    LocalDate day = LocalDate.of(2024, 12, 28);
    var calendar = new Calendar(ZoneId.of("UTC"), england);
    assertEquals(java.util.List.of(), DayKind.of(day, calendar));
    assertEquals(
        java.util.List.of(DayKind.DAY_BEFORE), DayKind.of(LocalDate.of(2024, 5, 5), calendar));
  }

  @Test
  void onlySparseCountsSuit() {
    Arrivals ward = Arrivals.ward(HOUR, 6);
    double[] counts = ward.counts(12 * WEEK, 9);
    assertTrue(CountForecaster.suits(ward.series(counts)));
    assertFalse(CountForecaster.suits(ward.series(Arrays.copyOf(counts, 12 * WEEK - 1))));
    assertFalse(CountForecaster.suits(ward.series(new double[12 * WEEK])), "always 0");
    counts[5] = 2.5;
    TimeSeries broken = ward.series(counts);
    assertFalse(CountForecaster.suits(broken));
    counts[5] = -1;
    assertFalse(CountForecaster.suits(ward.series(counts)));
    assertThrows(
        IllegalArgumentException.class,
        () -> forecaster.predict(broken, Arrivals.question(3, Calendar.UTC)));
  }
}
