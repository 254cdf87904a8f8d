package dev.surgeline.plane.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.SharedData;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HpaConformanceTest {
  @TempDir Path folder;

  @Test
  void everyCaseOfTheHpaComesOutAsInKubernetes() throws IOException {
    Conformance result = HpaConformance.run(SharedData.file("hpa/cases.json"));
    assertEquals(List.of(), result.failures());
    assertEquals(127, result.passed());
  }

  @Test
  void aDifferenceIsTold() throws IOException, URISyntaxException {
    Conformance result = HpaConformance.run(small());
    assertEquals(1, result.passed());
    assertEquals(
        List.of("wrong on purpose", "an error that nobody expects"),
        result.failures().stream().map(Conformance.Failure::id).toList());
    Conformance.Failure wrong = result.failures().getFirst();
    assertEquals("{\"replicas\":5,\"usage_milli\":50000}", text(wrong));
    assertTrue(text(result.failures().getLast()).contains("no pods returned by selector"));
  }

  @Test
  void whatIsNoCaseFileIsSaidWithItsPlace() throws IOException {
    assertEquals("cases.json:1:1: an object is expected here", refused("[]"));
    assertTrue(refused("{}").startsWith("cases.json:1:1: there is no group of cases; known are"));
    assertEquals(
        "cases.json:1:21: the key expected is missing",
        refused("{\"policy_limit\":   [{\"id\": \"a\"}]}"));
    assertEquals(
        "cases.json:1:19: the key direction is missing",
        refused("{\"policy_limit\": [{\"id\": \"a\", \"expected\": {}}]}"));
  }

  private String refused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cases.json"), text);
    var refused = assertThrows(DocumentException.class, () -> HpaConformance.run(file));
    return refused.getMessage().replace(folder + "/", "");
  }

  private static String text(Conformance.Failure failure) {
    return new String(Json.canonical(failure.actual()), StandardCharsets.UTF_8);
  }

  private static Path small() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(HpaConformanceTest.class.getResource("/conformance/hpa-small.json"))
            .toURI());
  }
}
