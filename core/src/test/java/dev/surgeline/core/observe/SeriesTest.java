package dev.surgeline.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void nothingIsKnownBeforeTheFirstSample() {
    Signal missing = new Signal.Missing(Absence.NO_SAMPLE);
    assertEquals(missing, Series.EMPTY.latest(START, MINUTE));
    assertEquals(missing, Series.EMPTY.mean(MINUTE, START, MINUTE));
    assertEquals(missing, Series.EMPTY.rate(MINUTE, START, MINUTE));
    assertEquals(missing, every10s(5).rate(MINUTE, START, MINUTE));
  }

  @Test
  void aSampleThatIsNotNewerChangesNothing() {
    Series series = every10s(1, 2);
    assertSame(series, series.plus(new Sample(START.plusSeconds(10), 9), MINUTE));
    assertSame(series, series.plus(new Sample(START, 9), MINUTE));
  }

  @Test
  void samplesOlderThanTheMemoryAreForgotten() {
    Series series = every10s(1, 2, 3).plus(new Sample(START.plusSeconds(70), 4), MINUTE);
    assertEquals(List.of(2.0, 3.0, 4.0), series.samples().stream().map(Sample::value).toList());
  }

  @Test
  void samplesInDisorderAreRefused() {
    var late = new Sample(START.plusSeconds(1), 1);
    assertThrows(
        IllegalArgumentException.class, () -> new Series(List.of(late, new Sample(START, 1))));
  }

  @Test
  void theLatestValueIsStaleWhenItIsOlderThanAllowed() {
    Series series = every10s(1, 7);
    Instant last = START.plusSeconds(10);
    var measure = new Measure.Total(7);
    assertEquals(
        new Signal.Known(measure, last), series.latest(last.plus(TEN_SECONDS), TEN_SECONDS));
    assertEquals(
        new Signal.Stale(measure, last),
        series.latest(last.plus(TEN_SECONDS).plusNanos(1), TEN_SECONDS));
  }

  @Test
  void aMeanIsThatOfTheSamplesAfterTheWindowsStart() {
    assertEquals(known(8), every10s(100, 4, 8, 12).mean(Duration.ofSeconds(30), at(3), MINUTE));
    assertEquals(known(12), every10s(100, 4, 8, 12).mean(Duration.ZERO, at(3), MINUTE));
  }

  @Test
  void theTimeInWhichACounterWasSetBackDoesNotCount() {
    assertEquals(
        new Signal.Known(new Measure.Total(6), at(2)),
        every10s(100, 160, 20).rate(MINUTE, at(2), MINUTE));
    assertEquals(
        new Signal.Known(new Measure.Total(7), at(3)),
        every10s(100, 160, 20, 100).rate(MINUTE, at(3), MINUTE));
  }

  @Test
  void ofACounterThatWasOnlySetBackThereIsNoRate() {
    assertEquals(
        new Signal.Missing(Absence.COUNTER_RESET), every10s(160, 20).rate(MINUTE, at(1), MINUTE));
    assertEquals(
        new Signal.Missing(Absence.COUNTER_RESET),
        every10s(500, 160, 20).rate(MINUTE, at(2), MINUTE));
  }

  @Test
  void aRateReachesBackToTheSampleAtTheWindowsStart() {
    assertEquals(known(2), every10s(0, 500, 510, 540).rate(Duration.ofSeconds(20), at(3), MINUTE));
    assertEquals(known(3), every10s(0, 500, 510, 540).rate(Duration.ofSeconds(1), at(3), MINUTE));
  }

  @Test
  void oneBadReadingSpoilsWhatIsMadeOfIt() {
    spoiled(Absence.NOT_A_NUMBER, Double.NaN);
    spoiled(Absence.NOT_A_NUMBER, Double.POSITIVE_INFINITY);
    spoiled(Absence.NEGATIVE, -1);
    Series sum = every10s(Double.MAX_VALUE, Double.MAX_VALUE);
    assertEquals(new Signal.Missing(Absence.NOT_A_NUMBER), sum.mean(MINUTE, at(1), MINUTE));
  }

  @Test
  void aSampleFromTheFutureIsNotBelieved() {
    Signal missing = new Signal.Missing(Absence.FROM_THE_FUTURE);
    assertEquals(missing, every10s(1, 2).latest(START, MINUTE));
    assertEquals(missing, every10s(1, 2).mean(MINUTE, START, MINUTE));
    assertEquals(missing, every10s(1, 2).rate(MINUTE, START, MINUTE));
  }

  private static void spoiled(Absence why, double bad) {
    Signal missing = new Signal.Missing(why);
    assertEquals(missing, every10s(100, bad).latest(at(1), MINUTE));
    assertEquals(missing, every10s(100, bad, 300).mean(MINUTE, at(2), MINUTE));
    assertEquals(missing, every10s(100, bad, 300).rate(MINUTE, at(2), MINUTE));
    assertEquals(known(300, 2), every10s(100, bad, 300).latest(at(2), MINUTE));
  }

  private static Series every10s(double... values) {
    Series series = Series.EMPTY;
    for (int i = 0; i < values.length; i++) {
      series = series.plus(new Sample(at(i), values[i]), Duration.ofHours(1));
    }
    return series;
  }

  private static Instant at(int sample) {
    return START.plus(TEN_SECONDS.multipliedBy(sample));
  }

  private static Signal known(double value) {
    return known(value, 3);
  }

  private static Signal known(double value, int sample) {
    return new Signal.Known(new Measure.Total(value), at(sample));
  }
}
