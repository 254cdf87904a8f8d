package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What YAML and JSON texts mean, and what is refused of them.
class TextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "on | \"on\"",
        "no | \"no\"",
        "yes | \"yes\"",
        "08:00 | \"08:00\"",
        "2026-12-25 | \"2026-12-25\"",
        "1_000 | \"1_000\"",
        "0b11 | \"0b11\"",
        "1.2.3 | \"1.2.3\"",
        "- | [null]",
        "-x | \"-x\"",
        ". | \".\"",
        "'12' | \"12\"",
        "~ | null",
        "True | true",
        "FALSE | false",
        "12 | 12",
        "+12 | 12",
        "-0 | 0",
        "0x1F | 31",
        "0o17 | 15",
        ".5 | 0.5",
        "5. | 5",
        "-1.5e3 | -1500",
        "[a, {b: 1}] | [\"a\",{\"b\":1}]",
        "{10: x, true: y} | {\"10\":\"x\",\"true\":\"y\"}",
        "{a: 'b: c', d: \"\\x41\\n\"} | {\"a\":\"b: c\",\"d\":\"A\\n\"}",
      })
  void yamlMeans(String yaml, String json) {
    if (yaml.equals("~") || yaml.isEmpty()) {
      assertEquals(List.of(), Yaml.read(bytes(yaml), "y"));
      return;
    }
    assertEquals(json, canonical(Yaml.read(bytes(yaml), "y").getFirst()));
  }

  @Test
  void documentsAreSeparatedAndEmptyOnesLeftOut() {
    String yaml = "# only a comment\n---\na: 1\n---\n---\nb: |\n  two\n  lines\n...\n";
    assertEquals(
        "{\"a\":1} {\"b\":\"two\\nlines\\n\"}",
        Yaml.read(bytes(yaml), "y").stream()
            .map(TextTest::canonical)
            .collect(Collectors.joining(" ")));
    assertEquals(List.of(), Yaml.read(bytes(""), "y"));
    assertEquals(List.of(), Yaml.read(bytes("# nothing\n"), "y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: 1\\nb: 2\\na: 3 | y:3:1: a: duplicate key; it is at line 1 already",
        "a: &x 1 | y:1:4: a: anchors are refused; write it out",
        "a: *x | y:1:4: a: aliases are refused; write it out",
        "a: !!str 1 | y:1:4: a: the tag \"tag:yaml.org,2002:str\" is refused",
        "a: ! x | y:1:4: a: the tag \"!\" is refused",
        "? [a]\\n: 1 | y:1:3: a key is a text, not a list",
        "a: .inf | y:1:4: a: must be a finite number, not .inf",
        "a: .nan | y:1:4: a: must be a finite number, not .nan",
        "a: 1e999 | y:1:4: a: the number 1e999 is beyond what a double can hold",
        "a: 007 | y:1:4: a: a number does not start with 0, as 007 does; text is put in quotes",
        "a: {b: 1 | y:1:9: a: is not YAML: expected ',' or '}', but got <stream end>",
        "a: 1\\n b: 2 | y:2:3: is not YAML: mapping values are not allowed here",
        "a:\\n\\tb: 1 | y:2:1: a: is not YAML: found character '\\t(TAB)' that cannot start any"
            + " token. (Do not use \\t(TAB) for indentation)",
        "a: \"\\ud800\" | y:1:4: a: has half of a surrogate pair, which is no character",
        "%TAG ! tag:x,2000:\\n--- !a b | y:1:1: %TAG is refused: tags are not read",
      })
  void yamlRefuses(String yaml, String message) {
    String text = yaml.replace("\\n", "\n").replace("\\t", "\t");
    String told =
        assertThrows(DocumentException.class, () -> Yaml.read(bytes(text), "y")).getMessage();
    assertEquals(message, told.lines().findFirst().orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2} | j:1:8: a: duplicate key; it is at line 1 already",
        "{\"a\":NaN} | j:1:9: is not JSON: Non-standard token 'NaN'",
        "[1,] | j:1:4: is not JSON: Unexpected character (']' (code 93)): expected a valid value",
        "[1 | j:1:3: is not JSON: Unexpected end-of-input: expected close marker for Array",
        "[1] 2 | j:1:5: something follows the end of the value",
        "[01] | j:1:3: is not JSON: Invalid numeric value: Leading zeroes not allowed",
        "{a:1} | j:1:2: is not JSON: Unexpected character",
        "// x | j:1:1: is not JSON: Unexpected character ('/' (code 47))",
        "[1e400] | j:1:2: [0]: the number \"1e400\" is beyond what a double can hold",
        "[\"\\udc00\"] | j:1:2: [0]: has half of a surrogate pair, which is no character",
        "`` | j:1:1: is empty; JSON is expected",
      })
  void jsonRefuses(String json, String message) {
    String told =
        assertThrows(DocumentException.class, () -> Json.readNode(bytes(json), "j")).getMessage();
    assertEquals(message, told.substring(0, Math.min(message.length(), told.length())));
  }

  @Test
  void onlyUtf8WithoutMarkIsRead() {
    byte[] latin = {'a', ':', '\n', ' ', ' ', (byte) 0xe9, 'x'};
    assertRefused("t:2:3: is not UTF-8 here", latin);
    byte[] overlong = {'a', (byte) 0xc0, (byte) 0x80};
    assertRefused("t:1:2: is not UTF-8 here", overlong);
    byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
    assertRefused("t:1:2: is not UTF-8 here", surrogate);
    assertRefused(
        "t:1:1: starts with a byte order mark; save it as UTF-8 without one", bytes("\ufeffa: 1"));
    assertEquals(
        "\"\ufffd\"", canonical(Json.readNode(bytes("\"\ufffd\""), "a replacement character")));
  }

  private static void assertRefused(String message, byte[] bytes) {
    assertEquals(
        message, assertThrows(DocumentException.class, () -> Yaml.read(bytes, "t")).getMessage());
    assertEquals(
        message,
        assertThrows(DocumentException.class, () -> Json.readNode(bytes, "t")).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 0s", "25s, 25s", "90s, 1m30s", "1.5s, 1s500ms", "1h30m, 1h30m", "24h, 1d",
        "1.5ms, 1ms500us",
    "7ns, 7ns", "15us, 15us", "PT5S, 5s", "PT-5S, -5s", "-1m, -1m", "0.000000001s, 1ns",
        "2d3h, 2d3h"
  })
  void durations(String text, String written) {
    assertEquals(written, DurationText.format(DurationText.parse(text)));
    assertEquals(DurationText.parse(text), DurationText.parse(written));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "s",
    "-",
    "5",
    "5 s",
    "5S",
    "1m1h",
    "1s1s",
    "1e3s",
    ".5s",
    "5.s",
    "0.1ns",
    "P",
    "PT",
    "--1s",
    "99999999999999999999d",
    "+5s",
    "\u0665s"
  })
  void noDurations(String text) {
    assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "500m, 500, 500m",
    "2Gi, 2147483648000, 2147483648",
    "1k, 1000000, 1000",
    "0.5, 500, 500m",
    "1e3, 1000000, 1000",
    "1E3, 1000000, 1000",
    "1E, -1, 1000000000000000000",
    "100u, 1, 0.000100",
    "1n, 1, 1E-9",
    "-1.5, -1500, -1500m",
    ".5, 500, 500m",
    "+2, 2000, 2",
    "5., 5000, 5",
    "0.1, 100, 100m",
    "1Ki, 1024000, 1024",
    "9007199254740992, 9007199254740992000, 9007199254740992000m"
  })
  void quantities(String text, long milli, String written) {
    Quantity quantity = Quantity.parse(text);
    if (milli == -1) {
      assertThrows(IllegalArgumentException.class, quantity::milli);
    } else {
      assertEquals(milli, quantity.milli());
    }
    assertEquals(0, quantity.value().compareTo(Quantity.parse(quantity.toString()).value()));
    assertEquals(0, quantity.value().compareTo(Quantity.parse(written).value()));
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "m",
    "1 k",
    "1K",
    "1g",
    "1mi",
    "1e",
    "e3",
    "1e3k",
    ".",
    "1..2",
    "'1,5'",
    "NaN",
    "0x10",
    "10Ei",
    "9223372036854775808",
    "1e99999",
    "1e-99999",
    "\u0665"
  })
  void noQuantities(String text) {
    assertThrows(IllegalArgumentException.class, () -> Quantity.parse(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String canonical(Node node) {
    return new String(Json.canonical(node), UTF_8);
  }
}
