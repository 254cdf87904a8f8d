package dev.surgeline.core.route;

import static dev.surgeline.core.route.EndpointHealth.Observation.ANSWERED;
import static dev.surgeline.core.route.EndpointHealth.Observation.BROKE;
import static dev.surgeline.core.route.EndpointHealth.Observation.CHECK_FAILED;
import static dev.surgeline.core.route.EndpointHealth.Observation.CHECK_PASSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.route.EndpointHealth.Observation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointHealthTest {
  private static final HealthRules RULES =
      new HealthRules(2, 3, Duration.ofSeconds(5), Duration.ofSeconds(12));

  private static EndpointHealth seen(EndpointHealth from, long now, Observation... all) {
    EndpointHealth health = from;
    for (Observation one : all) {
      health = health.after(one, now, RULES, true);
    }
    return health;
  }

  @Test
  void twoFailedChecksInARowTakeItOutAndOnePassedBringsItBack() {
    var once = seen(EndpointHealth.NEW, 0, CHECK_FAILED, CHECK_PASSED, CHECK_FAILED);
    assertTrue(once.usable(0, RULES));
    var out = seen(once, 0, CHECK_FAILED);
    assertFalse(out.usable(0, RULES));
    assertFalse(seen(out, 0, CHECK_FAILED, ANSWERED).usable(0, RULES));
    assertTrue(seen(out, 0, CHECK_FAILED, CHECK_PASSED).usable(0, RULES));
  }

  @Test
  void threeBrokenRequestsInARowEjectItForFiveSeconds() {
    var almost = seen(EndpointHealth.NEW, 0, BROKE, BROKE, ANSWERED, BROKE, BROKE);
    assertTrue(almost.usable(0, RULES));
    var out = seen(almost, 1000, BROKE);
    assertFalse(out.usable(1000, RULES));
    assertFalse(out.usable(5999, RULES));
    assertTrue(out.usable(6000, RULES));
  }

  @Test
  void aPassedCheckDoesNotEndAnEjection() {
    var out = seen(EndpointHealth.NEW, 0, BROKE, BROKE, BROKE, CHECK_PASSED);
    assertFalse(out.usable(4000, RULES));
  }

  @Test
  void ejectionsGrowUpToTheirMaximumAndBeginAgainAfterAQuietTime() {
    var first = seen(EndpointHealth.NEW, 0, BROKE, BROKE, BROKE);
    var second = seen(first, 5000, BROKE, BROKE, BROKE);
    assertEquals(15_000, second.ejectedUntilMillis());
    var third = seen(second, 15_000, BROKE, BROKE, BROKE);
    assertEquals(27_000, third.ejectedUntilMillis(), "12 s, the maximum, not 15 s");
    var later = seen(third, 39_001, BROKE, BROKE, BROKE);
    assertEquals(44_001, later.ejectedUntilMillis());
  }

  @Test
  void whatBreaksDuringAnEjectionIsNotHeldAgainstIt() {
    var out = seen(EndpointHealth.NEW, 0, BROKE, BROKE, BROKE);
    assertSame(out, seen(out, 10, BROKE));
  }

  @Test
  void isNotEjectedWhileThePoolCanNotDoWithoutItButAtTheNextFailureAfter() {
    EndpointHealth health = EndpointHealth.NEW;
    for (int i = 0; i < 10; i++) {
      health = health.after(BROKE, 0, RULES, false);
      assertTrue(health.usable(0, RULES));
    }
    assertFalse(health.after(BROKE, 0, RULES, true).usable(0, RULES));
  }

  @Test
  void neverMoreThanHalfAreEjected() {
    var fine = EndpointHealth.NEW;
    var out = seen(fine, 0, BROKE, BROKE, BROKE);
    assertFalse(UsableEndpoints.mayEject(List.of(fine), 0));
    assertTrue(UsableEndpoints.mayEject(List.of(fine, fine), 0));
    assertFalse(UsableEndpoints.mayEject(List.of(fine, out), 0));
    assertFalse(UsableEndpoints.mayEject(List.of(fine, out, fine), 0));
    assertTrue(UsableEndpoints.mayEject(List.of(fine, out, fine, fine), 0));
    assertTrue(UsableEndpoints.mayEject(List.of(fine, out), 5000), "its ejection is over");
  }

  @Test
  void allAreUsedWhenNoneIsUsable() {
    var fine = EndpointHealth.NEW;
    var out = seen(fine, 0, CHECK_FAILED, CHECK_FAILED);
    assertEquals(List.of(0, 2), UsableEndpoints.of(List.of(fine, out, fine), 0, RULES));
    assertEquals(List.of(0, 1), UsableEndpoints.of(List.of(out, out), 0, RULES));
    assertEquals(List.of(), UsableEndpoints.of(List.of(), 0, RULES));
  }
}
