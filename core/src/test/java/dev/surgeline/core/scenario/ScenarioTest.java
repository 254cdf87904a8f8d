package dev.surgeline.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every scenario decides what its file says.
final class ScenarioTest {
  @TestFactory
  Stream<DynamicTest> scenarios() {
    return ScenarioFile.all().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(file)));
  }

  private static void play(Path file) throws IOException {
    ScenarioFile scenario = ScenarioFile.read(file);
    List<String> told = scenario.retold(new Scenario(new Transitions()));
    if (ScenarioFile.REWRITE) {
      Files.write(file, told);
    } else {
      assertEquals(text(scenario.lines()), text(told), "-Dscenarios.rewrite=true rewrites it");
    }
  }

  @Test
  void thereAreEnough() {
    assertTrue(ScenarioFile.all().size() >= 24, "only " + ScenarioFile.all().size());
  }

  @Test
  void anAnswerThatIsNotWhatIsDecidedIsFound() {
    var file =
        new ScenarioFile(
            "bad.txt",
            List.of(
                "workload beds  replicas 4  bounds 2..20  target 10 concurrent",
                "at 08:00 load 40, tick",
                "----",
                "beds 4 -> 5  TARGET a guess"));
    List<String> told = file.retold(new Scenario(new Transitions()));
    assertEquals(4, told.size());
    assertTrue(told.getLast().startsWith("beds 4 stays  WITHIN_TOLERANCE"), told.getLast());
  }

  @Test
  void aLineThatMakesNoSenseIsNamed() {
    var file = new ScenarioFile("bad.txt", List.of("# a comment", "at 08:00 load, tick"));
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> file.retold(new Scenario(new Transitions())));
    String said = String.valueOf(error.getMessage());
    assertTrue(said.startsWith("bad.txt:2: "), said);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines);
  }
}
