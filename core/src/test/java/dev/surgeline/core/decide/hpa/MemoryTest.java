package dev.surgeline.core.decide.hpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Behavior.RatePolicy;
import dev.surgeline.core.decide.Behavior.Unit;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MemoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /// Windows of 60 s upwards and 300 s downwards, rates over 15 s and 120 s.
  private static final Behavior BEHAVIOR =
      new Behavior(
          rules(60, 15),
          new Behavior.Rules(
              Duration.ofSeconds(300),
              Behavior.Select.MAX,
              List.of(
                  new RatePolicy(Unit.PODS, 1, Duration.ofSeconds(120)),
                  new RatePolicy(Unit.PERCENT, 10, Duration.ofSeconds(30)))));

  /// Without a behavior the highest recommendation of five minutes wins.
  @ParameterizedTest
  @CsvSource({"299, 8", "300, 8", "301, 5"})
  void theHighestRecommendationWins(int age, int expected) {
    Memory memory = recommended(8, age);
    var stabilized = memory.stabilized(new Replicas(5), WINDOW, NOW);
    assertEquals(new Replicas(expected), stabilized.replicas());
    var higher = memory.stabilized(new Replicas(9), WINDOW, NOW);
    assertEquals(new Replicas(9), higher.replicas());
  }

  /// One that is 6, wanted otherwise before: strictly within a window, the lowest holds growth and
  /// the highest holds shrinking.
  @ParameterizedTest
  @CsvSource({
    // wants 9: held by what was wanted within a minute
    "9, 7, 59, 7",
    "9, 7, 60, 9",
    "9, 4, 59, 6",
    "9, 12, 59, 9",
    // wants 3: held by what was wanted within five minutes
    "3, 5, 299, 5",
    "3, 5, 300, 3",
    "3, 8, 299, 6",
    "3, 1, 299, 3",
    "6, 9, 10, 6"
  })
  void aBehaviorHasAWindowForEachDirection(int wanted, int before, int age, int expected) {
    var stabilized =
        recommended(before, age).stabilized(new Replicas(6), new Replicas(wanted), BEHAVIOR, NOW);
    assertEquals(new Replicas(expected), stabilized.replicas());
  }

  @Test
  void aRecommendationThatIsOlderThanAllWindowsIsWrittenOver() {
    assertEquals(List.of(4, 5), log(400, 100, false));
    assertEquals(List.of(7, 4), log(100, 301, false));
    assertEquals(List.of(7, 5, 4), log(300, 100, false), "at the window's edge it still counts");
    assertEquals(List.of(4, 5), log(400, 100, true));
    assertEquals(List.of(7, 5, 4), log(200, 100, true), "older than one window of two");
    assertEquals(List.of(7, 5, 4), log(300, 100, true));
    // Nor if the other window is the longer one.
    var turned = new Behavior(rules(300, 15), rules(60, 15));
    assertEquals(
        2,
        recommended(7, 200)
            .stabilized(new Replicas(6), new Replicas(4), turned, NOW)
            .memory()
            .recommendations()
            .size());
  }

  @Test
  void aChangeIsRememberedForItsRates() {
    Memory up = Memory.EMPTY.changed(new Replicas(4), new Replicas(7), behavior(), NOW);
    assertEquals(List.of(new Memory.Change(3, NOW)), up.ups());
    assertEquals(List.of(), up.downs());
    Memory both = up.changed(new Replicas(7), new Replicas(5), behavior(), NOW.plusSeconds(9));
    assertEquals(List.of(new Memory.Change(3, NOW)), both.ups());
    assertEquals(List.of(new Memory.Change(2, NOW.plusSeconds(9))), both.downs());
    assertEquals(
        List.of(new History.Changed(NOW, 3), new History.Changed(NOW.plusSeconds(9), -2)),
        both.history().changes());
    assertEquals(both, both.changed(new Replicas(5), new Replicas(5), behavior(), NOW));
    assertEquals(
        both, both.changed(new Replicas(5), new Replicas(9), Optional.empty(), NOW), "no rates");
  }

  @Test
  void aChangeThatNoRateLooksBackAtIsWrittenOver() {
    Memory first = Memory.EMPTY.changed(new Replicas(9), new Replicas(8), behavior(), NOW);
    Memory second =
        first.changed(new Replicas(8), new Replicas(6), behavior(), NOW.plusSeconds(120));
    assertEquals(
        List.of(new Memory.Change(1, NOW), new Memory.Change(2, NOW.plusSeconds(120))),
        second.downs());
    Memory third =
        second.changed(new Replicas(6), new Replicas(3), behavior(), NOW.plusSeconds(121));
    assertEquals(
        List.of(
            new Memory.Change(3, NOW.plusSeconds(121)), new Memory.Change(2, NOW.plusSeconds(120))),
        third.downs());
  }

  /// The log after a wish for 4, where 7 and 5 were wanted before.
  private static List<Integer> log(int ageOf7, int ageOf5, boolean behavior) {
    var recommendations = new ArrayList<>(recommended(7, ageOf7).recommendations());
    recommendations.addAll(recommended(5, ageOf5).recommendations());
    var memory = new Memory(recommendations, List.of(), List.of());
    var wanted = new Replicas(4);
    Memory.Stabilized after =
        behavior
            ? memory.stabilized(new Replicas(6), wanted, BEHAVIOR, NOW)
            : memory.stabilized(wanted, WINDOW, NOW);
    return after.memory().recommendations().stream().map(one -> one.replicas().value()).toList();
  }

  private static Memory recommended(int replicas, int age) {
    var one = new Memory.Recommended(new Replicas(replicas), NOW.minusSeconds(age));
    return new Memory(List.of(one), List.of(), List.of());
  }

  private static Optional<Behavior> behavior() {
    return Optional.of(BEHAVIOR);
  }

  private static Behavior.Rules rules(int window, int period) {
    return new Behavior.Rules(
        Duration.ofSeconds(window),
        Behavior.Select.MAX,
        List.of(new RatePolicy(Unit.PODS, 4, Duration.ofSeconds(period))));
  }
}
