package dev.surgeline.core.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CoverageTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofSeconds(30);

  @Test
  void aPromiseIsNotedOnceAStepAndScoredWhenItIsDue() {
    var ahead = Duration.ofSeconds(90);
    Coverage coverage = Coverage.of(0.95, ahead).promising(START, 10, MINUTE);
    coverage = coverage.promising(START.plusSeconds(15), 99, MINUTE);
    coverage = coverage.promising(START.plusSeconds(60), 20, MINUTE);
    assertEquals(
        List.of(
            new Coverage.Promise(START.plusSeconds(90), 10),
            new Coverage.Promise(START.plusSeconds(150), 20)),
        coverage.promises());
    coverage = coverage.seen(START.plusSeconds(89), 11, LATE);
    assertEquals(0, coverage.scored());
    coverage = coverage.seen(START.plusSeconds(90), 11, LATE);
    assertEquals(1, coverage.scored());
    assertEquals(List.of(1L), coverage.missed());
    coverage = coverage.seen(START.plusSeconds(150), 20, LATE);
    assertEquals(2, coverage.scored());
    assertEquals(1, coverage.kept());
    assertEquals(List.of(), coverage.promises());
  }

  @Test
  void whatIsDueForTooLongIsDropped() {
    Coverage coverage = Coverage.of(0.95, MINUTE).promising(START, 10, MINUTE);
    Instant due = START.plusSeconds(60);
    assertEquals(1, coverage.seen(due.plus(LATE), 11, LATE).scored());
    Coverage later = coverage.seen(due.plus(LATE).plusMillis(1), 11, LATE);
    assertEquals(0, later.scored());
    assertEquals(List.of(), later.promises());
    assertEquals(1, coverage.unseen(due.plus(LATE), LATE).promises().size());
    assertEquals(0, coverage.unseen(due.plus(LATE).plusMillis(1), LATE).promises().size());
  }

  @Test
  void promisesAreBounded() {
    for (Duration ahead : List.of(Duration.ofHours(1), Duration.ZERO)) {
      Coverage coverage = Coverage.of(0.95, ahead);
      for (int i = 0; i < 4_000; i++) {
        coverage = coverage.promising(START.plusSeconds(i), i, Duration.ofMillis(1));
      }
      assertTrue(coverage.promises().size() <= 65, coverage.promises().size() + " promises");
    }
  }

  @Test
  void driftIsFoundWhereTheBinomialDistributionSaysSo() {
    // P(X <= 87 of 100 at 0.95) = 0.0015 and P(X <= 86) = 0.0005; of 20, P(X <= 14) = 0.0003 and
    // P(X <= 15) = 0.0026; at 0.75 P(X <= 60 of 100) = 0.0007 and P(X <= 61) = 0.0013.
    assertEquals(87, leastBelieved(0.95, 100));
    assertEquals(15, leastBelieved(0.95, 20));
    assertEquals(61, leastBelieved(0.75, 100));
    assertEquals(95, leastBelieved(0.99, 100));
    assertEquals(0, leastBelieved(0.95, 19), "too few to say");
  }

  /// The kept ones come last, so that the window is judged at its end alone.
  private static int leastBelieved(double level, int of) {
    for (int kept = 0; kept <= of; kept++) {
      double chance = new Binomial(of, level).atMost(kept);
      Coverage coverage = scoredAtOnce(level, of, kept);
      boolean believed = coverage.drift().isEmpty();
      assertEquals(of < 20 || chance >= 0.001, believed, kept + " of " + of + ": " + chance);
      if (believed) {
        return kept;
      }
    }
    throw new AssertionError("never believed");
  }

  /// As if nothing had been judged before the last of them.
  private static Coverage scoredAtOnce(double level, int of, int kept) {
    List<Long> missed = new ArrayList<>();
    for (long i = 1; i <= of - kept; i++) {
      missed.add(i);
    }
    boolean last = kept > 0;
    if (!last) {
      missed.removeLast();
    }
    var due = new Coverage.Promise(START, last ? 1 : 0);
    return new Coverage(level, MINUTE, List.of(due), of - 1, missed, Optional.empty())
        .seen(START, 0.5, LATE);
  }

  @Test
  void onlyTheLastHundredCount() {
    Coverage coverage = Coverage.of(0.95, MINUTE);
    int step = 0;
    for (int i = 0; i < 1_000; i++) {
      coverage = scored(coverage, step++, i % 20 != 0);
    }
    assertEquals(100, coverage.recent());
    assertEquals(95, coverage.kept());
    assertTrue(coverage.missed().size() <= 6, () -> "missed");
    assertTrue(coverage.drift().isEmpty());
  }

  @Test
  void whatIsNotBelievedIsBelievedAgainAfterEighteenOfTwenty() {
    Coverage coverage = Coverage.of(0.95, MINUTE);
    int step = 0;
    while (coverage.drift().isEmpty()) {
      coverage = scored(coverage, step++, step <= 50);
    }
    assertEquals(50, coverage.drift().get().kept());
    assertEquals(60, coverage.drift().get().of());
    assertEquals(0, coverage.recent(), "counted anew");
    for (int i = 0; i < 3; i++) {
      coverage = scored(coverage, step++, false);
    }
    for (int i = 0; i < 18; i++) {
      assertTrue(coverage.drift().isPresent(), "after " + i);
      coverage = scored(coverage, step++, true);
    }
    assertFalse(coverage.drift().isPresent());
    assertEquals(20, coverage.recent());
    assertEquals(18, coverage.kept());
  }

  @Test
  void calibratedForecastsAreSeldomDoubted() {
    var chance = new Chance(7);
    int found = 0;
    for (int trial = 0; trial < 100; trial++) {
      Coverage coverage = Coverage.of(0.9, MINUTE);
      for (int i = 0; i < 1_000; i++) {
        boolean before = coverage.drift().isPresent();
        coverage = scored(coverage, i, !chance.oneIn(10));
        found += !before && coverage.drift().isPresent() ? 1 : 0;
      }
    }
    // A window of 100 is judged a hundred thousand times here.
    assertTrue(found <= 10, found + " times in 100000");
  }

  private static Coverage scored(Coverage coverage, int step, boolean kept) {
    Instant at = START.plus(MINUTE.multipliedBy(step));
    return coverage.promising(at, 10, MINUTE).seen(at.plus(MINUTE), kept ? 10 : 11, LATE);
  }

  /// By its definition, in logarithms.
  private record Binomial(int of, double each) {
    double atMost(int kept) {
      double sum = 0;
      for (int i = 0; i <= kept; i++) {
        double log = i * Math.log(each) + (of - i) * Math.log1p(-each);
        for (int j = 1; j <= i; j++) {
          log += Math.log((of - i + j) / (double) j);
        }
        sum += Math.exp(log);
      }
      return sum;
    }
  }
}
