package dev.surgeline.sample.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant START = Instant.parse("2014-04-10T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Optional<Surge> CALM = Optional.empty();
  private static final Surge SURGE =
      new Surge("beds", Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(3), 10);

  /// Whatever the trace: the integral of the rate over each interval is its count, and over all of
  /// them the sum, at any compression and scale.
  @Test
  void ratesIntegrateToCounts() {
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 50; trial++) {
      List<Double> counts = new ArrayList<>();
      for (int i = random.nextInt(2, 40); i > 0; i--) {
        counts.add((double) random.nextInt(0, 700));
      }
      double scale = random.nextDouble(0.1, 5);
      double compress = random.nextDouble(1, 2_000);
      RateCurve curve = RateCurve.of(trace(counts), compress, scale);
      double step = STEP.toSeconds() / compress;
      double sum = 0;
      for (int i = 0; i < counts.size(); i++) {
        assertEquals(counts.get(i) * scale, curve.expected(i * step, (i + 1) * step), 1e-6);
        sum += counts.get(i) * scale;
      }
      assertEquals(sum, curve.expected(0, curve.endSeconds()), 1e-6);
    }
  }

  /// Poisson: a count of n lies within five times its square root of n; in order; within the run.
  @Test
  void arrivalsFollowTheRate() {
    List<Double> counts = List.of(2_000.0, 0.0, 10_000.0, 500.0);
    RateCurve curve = RateCurve.of(trace(counts), 300, 1);
    long[] seen = new long[counts.size()];
    long last = 0;
    for (Schedule.Due due : all(new Schedule(curve, one(1), CALM, Long.MAX_VALUE, 11))) {
      assertTrue(due.atNanos() >= last && due.atNanos() < 4_000_000_000L);
      last = due.atNanos();
      seen[(int) (due.atNanos() / 1_000_000_000L)]++;
    }
    for (int i = 0; i < seen.length; i++) {
      double count = counts.get(i);
      assertEquals(count, (double) seen[i], 5 * Math.sqrt(count), "interval " + i);
    }
  }

  /// The gaps of a Poisson process of constant rate are exponential: their deviation is their mean.
  @Test
  void gapsAreExponential() {
    RateCurve curve = RateCurve.of(trace(List.of(20_000.0)), 30, 1);
    double squares = 0;
    double sum = 0;
    long last = 0;
    int gaps = 0;
    for (Schedule.Due due : all(new Schedule(curve, one(1), CALM, Long.MAX_VALUE, 2))) {
      double gap = due.atNanos() - last;
      last = due.atNanos();
      sum += gap;
      squares += gap * gap;
      gaps++;
    }
    double mean = sum / gaps;
    assertEquals(1, Math.sqrt(squares / gaps - mean * mean) / mean, 0.03);
  }

  @Test
  void theSameSeedIsTheSameSchedule() {
    RateCurve curve = RateCurve.of(trace(List.of(300.0, 50.0)), 300, 1);
    Optional<Surge> surge = Optional.of(SURGE);
    List<Schedule.Due> one = all(new Schedule(curve, Mix.BUILT_IN, surge, 1_000, 7));
    assertEquals(one, all(new Schedule(curve, Mix.BUILT_IN, surge, 1_000, 7)));
    assertNotEquals(one, all(new Schedule(curve, Mix.BUILT_IN, surge, 1_000, 8)));
    assertEquals(one.subList(0, 10), all(new Schedule(curve, Mix.BUILT_IN, surge, 10, 7)));
  }

  @Test
  void aSurgeMultipliesItsStreamAndNoOther() {
    RateCurve curve = RateCurve.of(trace(List.of(6_000.0)), 5, 1); // 100 a second for 60 s
    RateCurve surged = curve.with(SURGE);
    assertEquals(1_000, surged.expected(0, 10), 1e-6);
    assertEquals(1_000 * 5.5 * 0.3, surged.expected(10, 13), 10, "the ramp, on average 5.5");
    assertEquals(17_000, surged.expected(13, 30), 1e-6);
    assertEquals(1_000 * 5.5 * 0.3, surged.expected(30, 33), 10, "the ramp down");
    assertEquals(2_700, surged.expected(33, 60), 1e-6);
    Mix mix =
        new Mix(
            List.of(
                new RequestKind("claims", "GET", "/c", 1, ""),
                new RequestKind("beds", "GET", "/b", 1, "")));
    List<Schedule.Due> calm = all(new Schedule(curve, mix, CALM, Long.MAX_VALUE, 1));
    List<Schedule.Due> surging =
        all(new Schedule(curve, mix, Optional.of(SURGE), Long.MAX_VALUE, 1));
    assertEquals(only(0, calm), only(0, surging));
    double expected = surged.expected(0, 60);
    assertEquals(expected, only(1, surging).size(), 5 * Math.sqrt(expected));
  }

  @Test
  void aDryRunCountsPerStream() {
    RateCurve curve = RateCurve.of(trace(List.of(6_000.0)), 5, 1);
    Schedule schedule = new Schedule(curve, one(0.5), CALM, 2_000, 1);
    Json.Obj json = (Json.Obj) DryRun.summary(schedule, one(0.5), 3);
    assertEquals(60_000, json.whole("totalMillis").getAsLong());
    assertEquals(3, json.whole("heldIntervals").getAsLong());
    assertTrue(json.toString().contains("\"streams\":{\"beds\":{\"requests\":2000,"));
  }

  @Test
  void placeholdersAreDrawnAndTheRestIsKept() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      String path = RequestKind.fill("/beds/search?acuity={acuity}&near={ward}&x={y}", random);
      assertTrue(
          path.matches("/beds/search\\?acuity=[1-5]&near=W(0[1-9]|[123][0-9]|40)&x=\\{y}"), path);
    }
    String body = RequestKind.fill(Mix.BUILT_IN.kinds().get(2).body(), random);
    assertEquals(6, ((Json.Obj) Json.read(body)).list("lines").orElseThrow().size());
  }

  private static Mix one(double share) {
    return new Mix(List.of(new RequestKind("beds", "GET", "/", share, "")));
  }

  private static Trace trace(List<Double> counts) {
    return new Trace(START, STEP, counts, List.of());
  }

  private static List<Schedule.Due> all(Schedule schedule) {
    List<Schedule.Due> all = new ArrayList<>();
    for (Optional<Schedule.Due> due = schedule.next(); due.isPresent(); due = schedule.next()) {
      all.add(due.get());
    }
    return all;
  }

  private static List<Schedule.Due> only(int kind, List<Schedule.Due> all) {
    return all.stream().filter(due -> due.kind() == kind).toList();
  }
}
