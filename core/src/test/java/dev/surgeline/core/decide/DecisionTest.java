package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.platform.WorkloadName;
import org.junit.jupiter.api.Test;

final class DecisionTest {
  @Test
  void itIsKnownByItsWorkloadAndItsTime() {
    var id = Decision.DecisionId.of(new WorkloadName("beds"), Situations.NOW);
    assertEquals("beds-2026-11-21T08:00:00Z", id.toString());
    assertEquals(id, Decision.DecisionId.of(new WorkloadName("beds"), Situations.NOW));
  }
}
