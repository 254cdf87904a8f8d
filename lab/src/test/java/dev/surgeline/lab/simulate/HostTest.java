package dev.surgeline.lab.simulate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Foreseen;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Recommendation;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Who asked for what was decided.
final class HostTest {
  private static final Reason MEASURED = new Reason(Reason.Code.TARGET, "wants more");

  private static Recommendation wish(String policy, int wanted, Optional<Foreseen> forecast) {
    var size = Optional.of(new Replicas(wanted));
    return new Recommendation(policy, size, true, List.of(MEASURED), forecast);
  }

  private static Decision upTo(int desired, Reason reason, List<Recommendation> wishes) {
    return new Decision(
        Decision.DecisionId.of(Questions.INTAKE, Questions.START),
        Questions.START,
        Questions.INTAKE,
        new Replicas(2),
        new Replicas(desired),
        Optional.empty(),
        wishes,
        List.of(),
        List.of(reason),
        new TreeMap<>(),
        "1");
  }

  @Test
  void aForecastExcusesOnlyWhatItAsksFor() {
    var minute = Duration.ofMinutes(1);
    var foreseen = new Foreseen(Metrics.REQUESTS, 0.9, minute, minute, 50, Questions.START);
    var forecast = wish("slo", 4, Optional.of(foreseen));
    var measured = wish("target-tracking", 8, Optional.empty());
    var both = List.of(forecast, measured);
    assertFalse(Host.foreseen(upTo(8, MEASURED, both)), "8 are the other's wish");
    assertTrue(Host.foreseen(upTo(4, MEASURED, both)));
    assertTrue(Host.foreseen(upTo(3, MEASURED, both)), "a limit let 3 through");
    assertFalse(Host.foreseen(upTo(3, MEASURED, List.of(measured))));
    var scheduled = new Reason(Reason.Code.SCHEDULED, "the schedule wants 8");
    assertTrue(Host.foreseen(upTo(8, scheduled, both)));
  }
}
