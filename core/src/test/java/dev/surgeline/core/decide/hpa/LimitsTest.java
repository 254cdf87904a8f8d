package dev.surgeline.core.decide.hpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Behavior.RatePolicy;
import dev.surgeline.core.decide.Behavior.Unit;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A size of 2 to 20.
final class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReplicaBounds BOUNDS = new ReplicaBounds(new Replicas(2), new Replicas(20));

  /// Kubernetes' default upwards (4 pods or 100% in 15 s); downwards 2 pods a minute.
  private static final Behavior BEHAVIOR =
      new Behavior(
          Behavior.DEFAULT.scaleUp(),
          new Behavior.Rules(
              Duration.ZERO,
              Behavior.Select.MAX,
              List.of(new RatePolicy(Unit.PODS, 2, Duration.ofMinutes(1)))));

  /// Twice the size, or 4: a limit that is the max itself counts as the max.
  @ParameterizedTest
  @CsvSource({
    "3, 6, 6 DesiredWithinRange",
    "3, 7, 6 ScaleUpLimit",
    "1, 10, 4 ScaleUpLimit",
    "9, 20, 18 ScaleUpLimit",
    "10, 20, 20 DesiredWithinRange",
    "10, 21, 20 TooManyReplicas",
    "12, 30, 20 TooManyReplicas",
    "12, 2, 2 DesiredWithinRange",
    "12, 1, 2 TooFewReplicas"
  })
  void withoutABehavior(int current, int desired, String expected) {
    var limited =
        Limits.byFactor(
            new Replicas(current),
            new Replicas(desired),
            BOUNDS,
            HorizontalPodAutoscaler.Settings.DEFAULT);
    assertEquals(expected, limited.replicas() + " " + limited.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "3, 7, 7 DesiredWithinRange",
    "3, 8, 7 ScaleUpLimit",
    "9, 20, 18 ScaleUpLimit",
    "10, 20, 20 DesiredWithinRange",
    "10, 21, 20 TooManyReplicas",
    "12, 30, 20 TooManyReplicas",
    "9, 9, 9 DesiredWithinRange",
    "9, 7, 7 DesiredWithinRange",
    "9, 6, 7 ScaleDownLimit",
    "4, 2, 2 DesiredWithinRange",
    "4, 1, 2 TooFewReplicas",
    "3, 0, 2 TooFewReplicas"
  })
  void withABehavior(int current, int desired, String expected) {
    assertEquals(expected, byRate(current, desired, Memory.EMPTY));
  }

  @ParameterizedTest
  @CsvSource({
    // 9 began as 8 and may be 16; 12 began as 8 and may be no more.
    "9, 30, 16 ScaleUpLimit",
    "12, 30, 16 ScaleUpLimit",
    "16, 30, 16 ScaleUpLimit",
  })
  void whatWasAddedLatelyCounts(int current, int desired, String expected) {
    var grown = new Memory.Change(current - 8, NOW.minusSeconds(14));
    assertEquals(
        expected, byRate(current, desired, new Memory(List.of(), List.of(grown), List.of())));
    var before = new Memory.Change(current - 8, NOW.minusSeconds(15));
    String free = byRate(current, desired, Memory.EMPTY);
    assertEquals(free, byRate(current, desired, new Memory(List.of(), List.of(before), List.of())));
  }

  @ParameterizedTest
  @CsvSource({"9, 5, 8 ScaleDownLimit", "8, 5, 8 ScaleDownLimit", "10, 5, 8 ScaleDownLimit"})
  void whatWasTakenAwayLatelyCounts(int current, int desired, String expected) {
    var shrunk = new Memory.Change(10 - current, NOW.minusSeconds(59));
    List<Memory.Change> downs = current == 10 ? List.of() : List.of(shrunk);
    assertEquals(expected, byRate(current, desired, new Memory(List.of(), List.of(), downs)));
  }

  private static String byRate(int current, int desired, Memory memory) {
    var limited =
        Limits.byRate(new Replicas(current), new Replicas(desired), BOUNDS, BEHAVIOR, memory, NOW);
    return limited.replicas() + " " + limited.reason();
  }
}
