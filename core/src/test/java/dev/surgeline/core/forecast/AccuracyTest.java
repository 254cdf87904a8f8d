package dev.surgeline.core.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccuracyTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofSeconds(30);

  /// Notes a middle beside what is measured, and sees what comes a minute later.
  private static Accuracy after(
      Accuracy accuracy, int step, double middle, double at, double came) {
    Instant now = START.plusSeconds(60L * step);
    return accuracy.noting(now, middle, at, MINUTE).seen(now.plusSeconds(60), came, LATE);
  }

  @Test
  void whatIsFurtherOffThanWhatWasMeasuredHasLost() {
    Accuracy one = after(Accuracy.of(MINUTE), 0, 60, 40, 41);
    assertEquals(1, one.won().scored());
    assertEquals(0, one.won().kept());
    assertEquals(List.of(), one.awaited());
    assertEquals(1, after(Accuracy.of(MINUTE), 0, 60, 40, 55).won().kept());
    assertEquals(1, after(Accuracy.of(MINUTE), 0, 102, 100, 100).won().kept(), "a twentieth");
  }

  @Test
  void forecastsThatAreFarTooHighDriftAndAreRightAgain() {
    Accuracy accuracy = Accuracy.of(MINUTE);
    int step = 0;
    while (accuracy.won().drift().isEmpty() && step < 100) {
      accuracy = after(accuracy, step++, 200, 100, 100 + step % 3);
    }
    assertEquals(20, step);
    assertEquals(0, accuracy.won().drift().orElseThrow().kept());
    while (accuracy.won().drift().isPresent() && step < 200) {
      accuracy = after(accuracy, step++, 150, 100, 150);
    }
    assertTrue(step >= 40 && step < 60, "after " + step);
  }

  @Test
  void asManyWinsAsLossesAreNoDrift() {
    int drifted = 0;
    for (int seed = 0; seed < 100; seed++) {
      var chance = new Chance(seed);
      Accuracy accuracy = Accuracy.of(MINUTE);
      for (int i = 0; i < 300; i++) {
        boolean nearer = chance.oneIn(2);
        accuracy = after(accuracy, i, nearer ? 100 : 200, nearer ? 200 : 100, 100);
        drifted += accuracy.won().drift().isPresent() ? 1 : 0;
      }
    }
    assertTrue(drifted < 3_000, drifted + " of 30000 steps");
  }

  @Test
  void whatIsDueForTooLongIsDroppedAndWhatIsAwaitedIsBounded() {
    Accuracy noted = Accuracy.of(MINUTE).noting(START, 10, 10, MINUTE);
    Instant due = START.plusSeconds(60);
    assertEquals(1, noted.seen(due.plus(LATE), 11, LATE).won().scored());
    Accuracy later = noted.seen(due.plus(LATE).plusMillis(1), 11, LATE);
    assertEquals(0, later.won().scored());
    assertTrue(later.awaited().isEmpty());
    assertFalse(noted.unseen(due.plus(LATE), LATE).awaited().isEmpty());
    assertTrue(noted.unseen(due.plus(LATE).plusMillis(1), LATE).awaited().isEmpty());
    Accuracy many = Accuracy.of(Duration.ofHours(1));
    for (int i = 0; i < 4_000; i++) {
      many = many.noting(START.plusSeconds(i), i, i, Duration.ofMillis(1));
    }
    assertTrue(many.awaited().size() <= 65, many.awaited().size() + " awaited");
  }
}
