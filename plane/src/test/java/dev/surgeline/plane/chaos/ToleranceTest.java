package dev.surgeline.plane.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/// Every form of a tolerance, on what probes answer.
final class ToleranceTest {
  private static final Path TRUE = Path.of("/bin/true");

  @TempDir Path folder;

  private Tolerance read(String tolerance) throws IOException {
    String probe = Experiments.program("probe", "p", "\"tolerance\": " + tolerance, "/bin/true");
    Experiment read = Experiments.read(folder, Experiments.of(probe, probe, ""), TRUE);
    return read.hypothesis().orElseThrow().probes().getFirst().tolerance().orElseThrow();
  }

  private static Node node(String json) {
    return Json.readNode(json.getBytes(StandardCharsets.UTF_8), "answer");
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvFileSource(resources = "tolerances.txt", delimiter = '|', quoteCharacter = '`')
  void holds(String tolerance, String answer, boolean expected) throws IOException {
    assertEquals(expected, read(tolerance).holds(node(answer)));
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $ | [{"a": [1, 2, 3], "b c": {"d": null}}]
          $.a[-1] | [3]
          a[5] | []
          $['b c'].d | [null]
          $["b c"]["d"] | [null]
          $.a[*] | [1, 2, 3]
          $.*.d | [null]
          $[?(@.d == null)] | [{"d": null}]
          $[?@.d!=null] | []
          $.a.x | []
          """)
  void paths(String path, String found) {
    Node root = node("{\"a\": [1, 2, 3], \"b c\": {\"d\": null}}");
    Node all = Nodes.list(JsonPath.parse(path).find(root));
    assertEquals(Json.pretty(node(found)), Json.pretty(all));
  }

  @ParameterizedTest(name = "n {0} 2 leaves {1}")
  @CsvSource({"<,1", "<=,2", "==,1", "!=,2", ">=,2", ">,1"})
  void conditions(String op, int left) {
    Node root = node("[{\"n\": 1}, {\"n\": 2}, {\"n\": 3}, {\"m\": 2}, 2]");
    assertEquals(left, JsonPath.parse("$[?(@.n " + op + " 2)]").find(root).size());
  }

  @Test
  void aPatternThatNeverEndsIsGivenUp() throws IOException {
    Tolerance endless = read("{\"type\": \"regex\", \"pattern\": \"(.*a){25}b\"}");
    Node text = Nodes.text("a".repeat(60) + "!");
    CallFailed failed = assertThrows(CallFailed.class, () -> endless.holds(text));
    assertEquals("the pattern took longer than 2 s", failed.sentence());
  }
}
