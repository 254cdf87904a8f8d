package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.series.TimeSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several series played as one.
final class SeriesSumTest {
  private static final Path FILE = Path.of("trace.csv");
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final double NONE = Double.NaN;

  private final List<String> notes = new ArrayList<>();

  private static TimeSeries series(String name, int seconds, double... values) {
    return new TimeSeries(name, START.plusSeconds(seconds), Duration.ofMinutes(1), values);
  }

  private TimeSeries sum(TimeSeries... all) {
    return SeriesSum.of(List.of(all), FILE, notes);
  }

  @Test
  void oneIsItself() {
    TimeSeries one = series("a", 0, 1, 2);
    assertSame(one, sum(one));
    assertEquals(List.of(), notes);
  }

  @Test
  void wholeSeriesAreSummed() {
    assertArrayEquals(
        new double[] {11, 22}, sum(series("a", 0, 1, 2), series("b", 0, 10, 20)).values());
    assertEquals(1, notes.size(), notes::toString);
    assertTrue(notes.getFirst().startsWith("the sum of 2 series is played"), notes::toString);
  }

  /// The second begins two minutes before the first and ends one after it.
  @Test
  void nothingBeforeTheFirstOrAfterItIsLost() {
    TimeSeries sum = sum(series("a", 120, 1, 2), series("b", 0, 10, 20, 30, 40, 50));
    assertEquals(START, sum.start());
    assertArrayEquals(new double[] {10, 20, 31, 42, 50}, sum.values());
    assertEquals(
        "only some of the 2 series have counts from 2026-03-02T08:00:00Z to 2026-03-02T08:02:00Z,"
            + " 2026-03-02T08:04:00Z to 2026-03-02T08:05:00Z: the sum there is of those",
        notes.getLast());
  }

  /// Between the end of one and the start of the other nothing is observed, which is not 0.
  @Test
  void whereNoneHasACountTheSumHasNone() {
    TimeSeries sum = sum(series("a", 0, 1, NONE, 3), series("b", 240, 50));
    assertArrayEquals(new double[] {1, NONE, 3, NONE, 50}, sum.values());
  }

  @Test
  void manySpansAreCounted() {
    double[] holed = {1, NONE, 1, NONE, 1, NONE, 1, NONE, 1, NONE};
    double[] whole = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    sum(series("a", 0, holed), series("b", 0, whole));
    assertTrue(notes.getLast().contains("08:06:00Z and in 2 more spans: "), notes::toString);
  }

  @Test
  void stampsOffTheStepsAreSaid() {
    TimeSeries sum = sum(series("a", 0, 1, 2, 3), series("b", 70, 10, 20));
    assertArrayEquals(new double[] {1, 12, 23}, sum.values());
    assertTrue(
        notes.contains(
            "series b has its stamps 10.0 s off the steps of the sum: each count is in the"
                + " nearest"),
        notes::toString);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    var day = new TimeSeries("b", START, Duration.ofDays(1), new double[] {1});
    assertThrows(WrongInput.class, () -> sum(series("a", 0, 1), day));
    var far = series("b", TimeSeries.LENGTH_MAX * 60, 1);
    var wrong = assertThrows(WrongInput.class, () -> sum(series("a", 0, 1), far));
    assertTrue(String.valueOf(wrong.getMessage()).startsWith("trace.csv: from"), wrong::toString);
  }
}
