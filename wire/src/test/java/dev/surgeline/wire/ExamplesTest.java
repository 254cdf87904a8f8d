package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The examples in docs decide what their page says.
final class ExamplesTest {
  private static final Path FOLDER = Path.of("..", "docs", "examples");

  @Test
  void specialtiesDecideWhatTheirPageSays() throws IOException {
    String decided =
        decisions().stream().map(Decision::sentence).collect(Collectors.joining("\n    "));
    String page = Files.readString(FOLDER.resolve("README.md"));
    assertTrue(
        page.contains("\n    " + decided + "\n"), () -> "the page should say\n    " + decided);
  }

  @Test
  void specialtiesStayWithinTheirQuota() {
    PlatformSpec spec = specialties();
    var gpu = new ResourceName("gpu");
    double needed = 0;
    int replicas = 0;
    for (Decision decision : decisions()) {
      Workload workload =
          Objects.requireNonNull(spec.workloads().get(decision.workload())).workload();
      needed += workload.needs().getOrDefault(gpu, 0.0) * decision.desired().value();
      replicas += decision.desired().value();
    }
    assertEquals(6, needed);
    assertTrue(needed <= spec.platform().quota().getOrDefault(gpu, 0.0), "GPUs");
    assertTrue(
        replicas <= spec.platform().quota().getOrDefault(ResourceName.REPLICAS, 0.0), "replicas");
  }

  @Test
  void examplesReadBackAsTheyAreWritten() {
    PlatformSpec spec = specialties();
    byte[] written = Documents.write(spec).getBytes(UTF_8);
    assertEquals(spec, Documents.platform(Yaml.read(written, "written"), "written"));
  }

  private static List<Decision> decisions() {
    Input.Tick tick = Documents.readObservation(FOLDER.resolve("specialties-seen.yaml"));
    var evaluator = new Evaluator();
    var respecified = new Input.Respecified(tick.now(), specialties(), "example");
    State state = evaluator.evaluate(State.INITIAL, respecified).state();
    Evaluation evaluation = evaluator.evaluate(state, tick);
    return evaluation.decisions();
  }

  private static PlatformSpec specialties() {
    Path seen = FOLDER.resolve("specialties-seen.yaml");
    return Documents.readPlatform(
        List.of(FOLDER.resolve("specialties.yaml")), Documents.readObservation(seen).now());
  }
}
