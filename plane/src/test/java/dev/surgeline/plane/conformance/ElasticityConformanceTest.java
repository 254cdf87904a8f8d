package dev.surgeline.plane.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.SharedData;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ElasticityConformanceTest {
  private static final String STEADY = "\"demand\":[[0,2],[10,2]],\"supply\":[[0,1],[10,1]]";

  @TempDir Path folder;

  @Test
  void everyCaseOfBungeeComesOutAsThere() throws IOException {
    Conformance result = ElasticityConformance.run(SharedData.file("elasticity/cases.json"));
    assertEquals(List.of(), result.failures());
    assertEquals(5, result.passed());
  }

  @Test
  void aDifferenceIsTold() throws IOException {
    Conformance result =
        ElasticityConformance.run(
            file(
                "{\"id\":\"a\"," + STEADY + ",\"expected_upstream\":{\"accuracy_U\":1}}",
                "{\"id\":\"b\"," + STEADY + ",\"expected_upstream\":{\"timeshare_U\":0.5}}"));
    assertEquals(1, result.passed());
    Conformance.Failure wrong = result.failures().getFirst();
    assertEquals("b", wrong.id());
    assertEquals(
        "{\"timeshare_U\":1}", new String(Json.canonical(wrong.actual()), StandardCharsets.UTF_8));
  }

  @Test
  void whatIsNoCaseFileIsSaid() throws IOException {
    assertTrue(refused("{\"id\":\"a\"," + STEADY + "}").contains("expected_upstream is missing"));
    assertTrue(
        refused("{\"id\":\"a\"," + STEADY + ",\"normalised_by_us\":{\"theta\":1}}")
            .contains("no metric is called theta; known: accuracy_O"));
    assertTrue(refused("{\"id\":\"a\"}").contains("the key demand is missing"));
    assertTrue(
        refused("{\"id\":\"a\",\"demand\":[[0,2]],\"supply\":[[0,2]]}")
            .contains("a series of steps has a beginning and an end"));
  }

  private Path file(String... cases) throws IOException {
    String text = "{\"cases\":[" + String.join(",", cases) + "]}";
    return Files.writeString(folder.resolve("cases.json"), text);
  }

  private String refused(String one) throws IOException {
    Path file = file(one);
    var refused = assertThrows(DocumentException.class, () -> ElasticityConformance.run(file));
    return String.valueOf(refused.getMessage());
  }
}
