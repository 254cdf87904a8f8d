package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Behavior.RatePolicy;
import dev.surgeline.core.decide.Behavior.Rules;
import dev.surgeline.core.decide.Behavior.Select;
import dev.surgeline.core.decide.Behavior.Unit;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  @Test
  void asManyPoliciesAsThereMayBeAreStillSaidInOneSentence() {
    List<RatePolicy> policies = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      policies.add(new RatePolicy(Unit.PODS, i, Duration.ofSeconds(i)));
    }
    Rules up = new Rules(Duration.ZERO, Select.MAX, policies);
    assertEquals("to 110: grows at most 100 in 1m40s", bite(up));
    assertEquals(
        "to 11: grows at most 1 in 1s", bite(new Rules(Duration.ZERO, Select.MIN, policies)));
  }

  @Test
  void aDirectionThatIsDisabledIsCalledSo() {
    Rules none = new Rules(Duration.ZERO, Select.DISABLED, List.of());
    assertEquals("stays at 10: growing is disabled", bite(none));
  }

  @Test
  void ofRatesThatAllowTheSameTheFirstIsNamed() {
    var fixed = new RatePolicy(Unit.PODS, 5, Duration.ofMinutes(1));
    var half = new RatePolicy(Unit.PERCENT, 50, Duration.ofMinutes(2));
    for (Select select : List.of(Select.MAX, Select.MIN)) {
      Rules both = new Rules(Duration.ZERO, select, List.of(fixed, half));
      Rules turned = new Rules(Duration.ZERO, select, List.of(half, fixed));
      assertEquals("to 15: grows at most 5 in 1m", bite(both));
      assertEquals("to 15: grows at most 50% in 2m", bite(turned));
      assertEquals("to 5: shrinks at most 5 in 1m", biteDown(both));
      assertEquals("to 5: shrinks at most 50% in 2m", biteDown(turned));
    }
  }

  private static String bite(Rules up) {
    return bite(new Behavior(up, Behavior.DEFAULT.scaleDown()), 500);
  }

  private static String biteDown(Rules down) {
    return bite(new Behavior(Behavior.DEFAULT.scaleUp(), down), 1);
  }

  private static String bite(Behavior behavior, int wanted) {
    var bounds = new ReplicaBounds(new Replicas(1), new Replicas(1000));
    var current = new Replicas(10);
    Situation situation = Situations.sized(bounds, behavior, current, History.EMPTY);
    var proposal = new Proposal(new WorkloadName("beds"), current, new Replicas(wanted));
    return new Guardrail.RateLimit(behavior)
        .guard(proposal, situation)
        .reason()
        .orElseThrow()
        .sentence();
  }
}
