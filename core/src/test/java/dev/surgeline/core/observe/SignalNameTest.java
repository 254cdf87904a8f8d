package dev.surgeline.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class SignalNameTest {
  @Test
  void theNamesThatComeWithItAreThere() {
    assertEquals("objective_latency_millis", SignalName.OBJECTIVE_LATENCY.value());
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    for (String bad : new String[] {"", "1load", "lo ad", "l".repeat(129)}) {
      assertThrows(IllegalArgumentException.class, () -> new SignalName(bad), bad);
    }
  }
}
