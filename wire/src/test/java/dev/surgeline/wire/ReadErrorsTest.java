package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Nearest;
import dev.surgeline.wire.Samples.Bounds;
import dev.surgeline.wire.Samples.Colour;
import dev.surgeline.wire.Samples.Everything;
import dev.surgeline.wire.Samples.Level;
import dev.surgeline.wire.Samples.Name;
import dev.surgeline.wire.Samples.Perhaps;
import dev.surgeline.wire.Samples.Shape;
import dev.surgeline.wire.Samples.Times;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadErrorsTest {
  @Test
  void everyProblemIsToldWithItsPlace() {
    record Spec(Name name, Bounds replicas, List<Colour> colours, Times times) {}
    String yaml =
        """
        name: ""
        replicas:
          mn: 1
          max: few
        colours: [red, dark-bleu, 7]
        times: {duration: 25 s, instant: now, date: 2026-13-01, time: 08:00, zone: Mars/Base}
        extra: 1
        """;
    assertEquals(
        """
        s.yaml:1:7: name: a name has at least one character
        s.yaml:3:3: replicas.mn: unknown key; known keys are max, min; did you mean "min"?
        s.yaml:3:3: replicas.min: is missing
        s.yaml:4:8: replicas.max: must be a whole number, not the text "few"
        s.yaml:5:16: colours[1]: unknown value "dark-bleu"; known values are dark-blue, red; \
        did you mean "dark-blue"?
        s.yaml:5:27: colours[2]: must be one of red, dark-blue, not the number 7
        s.yaml:6:19: times.duration: must be a duration such as 25s, 500ms or 1h30m, \
        not "(4 characters)"
        s.yaml:6:34: times.instant: must be an instant such as 2026-11-21T08:00:00Z, \
        not the text "now"
        s.yaml:6:45: times.date: must be a date such as 2026-12-25, not the text "2026-13-01"
        s.yaml:6:76: times.zone: must be a time zone such as Europe/London, not the text "Mars/Base"
        s.yaml:7:1: extra: unknown key; known keys are colours, name, replicas, times\
        """,
        message(Spec.class, yaml));
  }

  @Test
  void aRuleOfTheRecordIsToldAtItsMapping() {
    assertEquals("s.yaml:1:1: min 3 is above max 2", message(Bounds.class, "{min: 3, max: 2}"));
  }

  @Test
  void numbersKeepTheirKind() {
    record Numbers(int whole, double real) {}
    assertEquals(
        """
        s.yaml:1:9: whole: must be a whole number from -2147483648 to 2147483647, \
        not the number 1.5
        s.yaml:1:20: real: must be a number, not the text "7\"\
        """,
        message(Numbers.class, "{whole: 1.5, real: '7'}"));
    assertEquals(
        """
        s.yaml:1:9: whole: must be a whole number from -2147483648 to 2147483647, \
        not the number 2147483648
        s.yaml:1:26: real: must be a number, not empty\
        """,
        message(Numbers.class, "{whole: 2147483648, real: }"));
  }

  @Test
  void textThatLooksOtherwiseNeedsQuotes() {
    assertEquals(
        "s.yaml:1:1: must be text, in quotes when it looks otherwise, not the number 7",
        message(Name.class, "7"));
    assertEquals("s.yaml:1:1: must be text, not a list", message(Name.class, "[a]"));
  }

  @Test
  void typesOfAFamily() {
    assertEquals(
        "s.yaml:1:8: type: unknown type \"cirle\"; known types are circle, group, labelled,"
            + " nothing, square; did you mean \"circle\"?",
        message(Shape.class, "{type: cirle, radius: 1}"));
    assertEquals(
        "s.yaml:1:1: type: is missing; known types are circle, group, labelled, nothing, square",
        message(Shape.class, "{radius: 1}"));
    assertEquals(
        """
        s.yaml:1:1: radius: is missing
        s.yaml:1:16: radios: unknown key; known keys are radius, type; did you mean "radius"?\
        """,
        message(Shape.class, "{type: circle, radios: 1}"));
  }

  @Test
  void keysOfMapsAreValuesToo() {
    record Maps(SortedMap<Level, Bounds> levels) {}
    assertEquals(
        """
        s.yaml:1:11: levels.x: must be a whole number from -2147483648 to 2147483647, \
        not the number x
        s.yaml:1:53: levels.01: stands for the same key as another\
        """,
        message(
            Maps.class,
            "{levels: {x: {min: 1, max: 1}, 1: {min: 1, max: 1}, 01: {min: 1, max: 1}}}"));
  }

  @Test
  void readingStopsAtTwentyProblems() {
    String keys =
        IntStream.range(0, 100).mapToObj(i -> "k" + i + ": 1\n").collect(Collectors.joining());
    var e = assertThrows(DocumentException.class, () -> read(Bounds.class, keys));
    assertEquals(DocumentException.PROBLEMS_MAX, e.problems().size());
    assertTrue(e.getMessage().endsWith("reading stopped after 20 problems"), e.getMessage());
  }

  @Test
  void nothingInAMessageLeavesItsLine() {
    String evil = "\"\\e[31mred\\u0000next:line\\u202e\": 1";
    assertEquals(
        "s.yaml:1:1: \\u001b[31mred\\u0000next:line\\u202e: unknown key; known keys are max, min",
        message(Bounds.class, evil + "\nmin: 1\nmax: 2"));
  }

  @Test
  void whatIsNoWordIsNotRepeatedAndNothingIsWhereNothingMayBe() {
    String text = "{\"min\": \"for Zebulon Quillfeather\", \"Jane Roe\": 1, \"max\": \"roe\"}";
    var wrong = assertThrows(DocumentException.class, () -> read(Bounds.class, text));
    assertEquals(
        """
        s.yaml:1:9: min: must be a whole number, not the text "(24 characters)"
        s.yaml:1:37: (8 characters): unknown key; known keys are max, min
        s.yaml:1:59: max: must be a whole number, not the text "roe"\
        """,
        wrong.getMessage());
    assertEquals(
        List.of(
            "s.yaml:1:9: must be a whole number",
            "s.yaml:1:37: unknown key; known keys are max, min",
            "s.yaml:1:59: must be a whole number"),
        wrong.problems().stream().map(Problem::withoutText).toList());
  }

  @Test
  void absentOptionalsAreEmptyAndEmptyOnesAreRefused() {
    assertEquals(
        "s.yaml:1:8: text: must be text, not empty", message(Perhaps.class, "{text: null}"));
    assertTrue(read(Perhaps.class, "{}").text().isEmpty());
    assertEquals(
        13,
        assertThrows(DocumentException.class, () -> read(Everything.class, "{}"))
            .problems()
            .size());
  }

  @Test
  void nearestKeyByEdits() {
    var known = List.of("max", "min", "stabilizationWindowSeconds", "pathPrefix");
    assertEquals("min", Nearest.to("mni", known).orElseThrow());
    assertEquals("max", Nearest.to("maxx", known).orElseThrow());
    assertEquals("pathPrefix", Nearest.to("pathprefix", known).orElseThrow());
    assertEquals(
        "stabilizationWindowSeconds", Nearest.to("stabilisationWindowSecond", known).orElseThrow());
    assertTrue(Nearest.to("zzzzz", known).isEmpty());
    assertTrue(Nearest.to("x".repeat(100_000), known).isEmpty());
    assertEquals(1, Nearest.distance("ab", "ba"));
    assertEquals(3, Nearest.distance("kitten", "sitting"));
  }

  private static <T> T read(Class<T> type, String yaml) {
    return Json.read(type, Yaml.read(yaml.getBytes(UTF_8), "s.yaml").getFirst());
  }

  private static String message(Class<?> type, String yaml) {
    return assertThrows(DocumentException.class, () -> read(type, yaml)).getMessage();
  }
}
