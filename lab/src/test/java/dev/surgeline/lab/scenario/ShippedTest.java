package dev.surgeline.lab.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the shipped scenarios state holds, with the default policy.
final class ShippedTest {
  @TestFactory
  Stream<DynamicTest> whatTheyStateHolds() {
    return Shipped.NAMES.stream().map(name -> DynamicTest.dynamicTest(name, () -> holds(name)));
  }

  private static void holds(String name) throws IOException {
    Scenario scenario = Shipped.read(name);
    assertEquals(name, scenario.name().value());
    assertTrue(scenario.story().expectations().size() >= 3, "it states something");
    Played played = new Play(scenario, 1).run(_ -> {});
    List<String> failed =
        scenario.story().expectations().stream()
            .map(one -> one.check(played))
            .filter(check -> !check.held())
            .map(Check::sentence)
            .toList();
    assertEquals(List.of(), failed);
  }

  @Test
  void theSameSeedIsTheSameStory() throws IOException {
    Scenario scenario = Shipped.read("mass-casualty");
    Played one = new Play(scenario, 3).run(_ -> {});
    Played other = new Play(scenario, 3).run(_ -> {});
    Played another = new Play(scenario, 4).run(_ -> {});
    assertEquals(one.changes(), other.changes());
    var name = scenario.spec().workloads().firstKey();
    assertEquals(one.of(name).result(), other.of(name).result());
    assertTrue(!one.of(name).result().equals(another.of(name).result()));
  }

  /// Twenty an hour of 60 requests are one in 3 s; the burst of 200 within a minute 200 a second.
  @Test
  void demandIsWhatItsShapesSay() throws IOException {
    Scenario scenario = Shipped.read("mass-casualty");
    var counts = scenario.counts(scenario.spec().workloads().firstKey());
    int origin = (int) scenario.warmup().toSeconds();
    assertEquals(1200.0 / 3600, counts.at(0), 1e-9);
    assertEquals(1200.0 / 3600, counts.at(origin + 599), 1e-9);
    double burst = 0;
    for (int i = origin + 600; i < origin + 660; i++) {
      burst += counts.at(i);
    }
    assertEquals(200 * 60 + 20, burst, 1e-6);
    assertEquals(1200.0 / 3600, counts.at(origin + 660), 1e-9);
  }
}
