package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge scenario` and `surge fuzz` as the processes that people start.
final class ScenarioCommandTest {
  private static final Path EXAMPLE = Path.of("..", "docs", "examples", "scenario.yaml");

  @TempDir Path folder;

  private static Ended surge(Object... words) throws IOException {
    return Ended.process(words);
  }

  private static Node.Mapping json(Ended ended) {
    byte[] bytes = ended.out().getBytes(StandardCharsets.UTF_8);
    return (Node.Mapping) Json.readNode(bytes, "stdout");
  }

  private static String text(Node.Mapping of, String key) {
    return ((Node.Scalar) of.find(key).orElseThrow()).text();
  }

  @Test
  void allAreListed() throws IOException {
    Ended ended = surge("scenario", "list", "--json");
    assertEquals(0, ended.exit(), ended::err);
    var all = (Node.Sequence) json(ended).find("scenarios").orElseThrow();
    assertEquals(14, all.items().size());
  }

  @Test
  void oneOfOursHoldsAndHasAPage() throws IOException {
    Path page = folder.resolve("page.html");
    Ended ended = surge("scenario", "run", "metrics-blackout", "--json", "--report", page);
    assertEquals(0, ended.exit(), ended::err);
    Node.Mapping document = json(ended);
    assertEquals("simulated", text(document, "label"));
    assertEquals("true", text(document, "held"));
    assertEquals(4, ((Node.Sequence) document.find("checks").orElseThrow()).items().size());
    String html = Files.readString(page);
    for (String part : List.of("Simulated, not measured", "class=\"fault\"", "<svg", "held: ")) {
      assertTrue(html.contains(part), part);
    }
    assertFalse(html.contains("http"), "nothing is fetched");
    assertFalse(html.contains("<script"));
  }

  /// The example holds; asked for more than that, it fails with what was wanted and measured.
  @Test
  void oneOfTheirOwnHoldsOrSaysWhatDidNot() throws IOException {
    Ended held = surge("scenario", "run", EXAMPLE);
    assertEquals(0, held.exit(), held::out);
    assertTrue(held.out().startsWith("Simulated: referrals-morning"), held.out());
    Path stricter = folder.resolve("stricter.yaml");
    String text = Files.readString(EXAMPLE);
    Files.writeString(stricter, text.replaceFirst("atMost: \\d+", "atMost: -1"));
    Ended failed = surge("scenario", "run", stricter, "--seed", 2);
    assertEquals(1, failed.exit(), failed::out);
    assertTrue(failed.out().contains("FAILED  "), failed.out());
    assertTrue(failed.out().contains("at most -1 wanted, "), failed.out());
  }

  @Test
  void whatIsWrongIsOneSentenceWithItsPlace() throws IOException {
    Path bad = folder.resolve("bad.yaml");
    Files.writeString(bad, Files.readString(EXAMPLE).replace("lasts: 1h", "lsts: 1h"));
    Ended refused = surge("scenario", "run", bad);
    assertEquals(2, refused.exit());
    assertEquals("", refused.out());
    assertTrue(refused.err().contains("bad.yaml:"), refused.err());
    assertTrue(refused.err().contains("did you mean \"lasts\"?"), refused.err());
    Ended unknown = surge("scenario", "run", "mass-casulty");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().contains("known are clinic-morning"), unknown.err());
  }

  @Test
  void rulesHoldOfWhatIsRandom() throws IOException {
    Ended ended = surge("fuzz", "--runs", 4, "--seed", 11, "--json");
    assertEquals(0, ended.exit(), ended::err);
    Node.Mapping document = json(ended);
    assertEquals("true", text(document, "held"));
    assertEquals("4", text(document, "runs"));
    assertEquals(2, surge("fuzz", "--runs", 0).exit());
  }
}
