package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.control.Account;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.Spending;
import dev.surgeline.core.control.WorkloadState;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written reads back equal, and the bytes do not depend on the way they were laid out.
class RoundTripTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        Samples.Everything.class,
        Samples.Shape.class,
        Samples.Tree.class,
        Approval.class,
        Command.class,
        Decision.class,
        Effect.class,
        Emergency.class,
        Execution.class,
        Execution.Stage.class,
        Input.Commanded.class,
        Input.Reported.class,
        Input.Tick.class,
        Observation.class,
        Policy.class,
        Account.class,
        Spending.class,
        Route.class,
        Endpoint.class,
        WorkloadState.class
      })
  void recordsSurviveBothForms(Class<?> type) {
    for (int seed = 0; seed < 150; seed++) {
      survives(type, seed);
    }
  }

  private static <T> void survives(Class<T> type, int seed) {
    T value = new RandomRecords(seed).next(type);
    byte[] canonical = Json.canonical(type, value);
    byte[] pretty = Json.pretty(type, value).getBytes(UTF_8);
    String which = type.getSimpleName() + " of seed " + seed;
    assertEquals(value, Json.read(type, canonical, "canonical"), which);
    assertEquals(value, Json.read(type, pretty, "pretty"), which);
    assertArrayEquals(canonical, Json.canonical(Json.readNode(pretty, "pretty")), which);
    Node viaYaml = Yaml.read(Yaml.write(Json.readNode(pretty, "p")).getBytes(UTF_8), "y").get(0);
    assertEquals(value, Json.read(type, viaYaml), which);
    assertArrayEquals(canonical, Json.canonical(viaYaml), which);
  }
}
