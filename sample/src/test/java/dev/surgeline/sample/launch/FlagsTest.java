package dev.surgeline.sample.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlagsTest {
  private static final List<Flag> KNOWN =
      List.of(
          new Flag("--port", "N", "the port"),
          new Flag("--time", "TIME", "a time"),
          new Flag("--dry-run", "", "a switch"));

  @Test
  void readsBothSpellingsRepeatsAndSwitches() {
    Flags flags = parse("--port", "7", "--port=8", "--dry-run", "--time=1.5s");
    assertEquals(List.of("7", "8"), flags.all("--port"));
    assertEquals(8, flags.whole("--port", 0, 0, 10));
    assertTrue(flags.has("--dry-run"));
    assertEquals(Duration.ofMillis(1500), flags.duration("--time", Duration.ZERO, Duration.ZERO));
    assertFalse(parse().has("--port"));
    assertEquals(3, parse().whole("--port", 3, 0, 10));
  }

  @Test
  void errorsNameTheFlagAndTheRule() {
    assertWrong("test: unknown flag \"--prot\"; the nearest known one is --port", "--prot", "7");
    assertWrong("test: --port needs a value: N", "--port");
    assertWrong("test: --port must be a whole number from 0 to 10; it is \"11\"", "--port=11");
    assertWrong("test: --port must be a whole number from 0 to 10; it is \"x\"", "--port=x");
    assertWrong(
        "test: --time must be a duration such as 120ms, 1.5s, 2m, 1h or 3d, at least PT0S; it is"
            + " \"5\"",
        "--time=5");
  }

  @Test
  void durationsNeedANumberAndAUnit() {
    assertEquals(Optional.of(Duration.ofDays(3)), Durations.parse("3d"));
    assertEquals(Optional.of(Duration.ofNanos(250_000)), Durations.parse("0.25ms"));
    for (String bad : List.of("", "s", "1", "1.2.3s", "-1s", "1 s", "1w", "9999999999999d")) {
      assertEquals(Optional.empty(), Durations.parse(bad), bad);
    }
  }

  private static void assertWrong(String sentence, String... args) {
    UsageException e =
        assertThrows(
            UsageException.class,
            () -> {
              Flags flags = parse(args);
              flags.whole("--port", 0, 0, 10);
              flags.duration("--time", Duration.ZERO, Duration.ZERO);
            });
    assertEquals(sentence, e.getMessage());
  }

  private static Flags parse(String... args) {
    return Flags.parse("test", KNOWN, List.of(args));
  }
}
