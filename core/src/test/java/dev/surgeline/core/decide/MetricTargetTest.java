package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.decide.MetricTarget.Source;
import dev.surgeline.core.observe.SignalName;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricTargetTest {
  @Test
  void aTargetIsOneThatItsMetricCanHave() {
    var percent = new MetricTarget.Utilization(50);
    var average = new MetricTarget.AverageValue(1);
    var value = new MetricTarget.Value(1);
    String meaningless = "a target of this type has no meaning for this metric";
    for (Source source : Source.values()) {
      String name =
          switch (source) {
            case RESOURCE, PODS, EXTERNAL -> "cpu";
            case CONTAINER_RESOURCE -> "web/cpu";
            case OBJECT -> "Queue/claims/length";
          };
      assertDoesNotThrow(() -> metric(source, name, average));
      boolean resource = source == Source.RESOURCE || source == Source.CONTAINER_RESOURCE;
      boolean one = source == Source.OBJECT || source == Source.EXTERNAL;
      for (MetricTarget.Goal goal : List.of(percent, value)) {
        if (goal.equals(percent) ? resource : one) {
          assertDoesNotThrow(() -> metric(source, name, goal));
        } else {
          assertEquals(meaningless, refusal(source, name, goal));
        }
      }
    }
    String named =
        "a container's resource is named container/resource, an object's metric Kind/name/metric";
    for (String name : List.of("cpu", "pod/web/cpu")) {
      assertEquals(named, refusal(Source.CONTAINER_RESOURCE, name, average));
    }
    for (String name : List.of("length", "claims/length")) {
      assertEquals(named, refusal(Source.OBJECT, name, average));
    }
    assertDoesNotThrow(() -> metric(Source.OBJECT, "Queue/claims/length/max", average));
  }

  private static String refusal(Source source, String name, MetricTarget.Goal goal) {
    var e = assertThrows(IllegalArgumentException.class, () -> metric(source, name, goal));
    return String.valueOf(e.getMessage());
  }

  private static MetricTarget metric(Source source, String name, MetricTarget.Goal goal) {
    return new MetricTarget(source, new SignalName(name), goal);
  }
}
