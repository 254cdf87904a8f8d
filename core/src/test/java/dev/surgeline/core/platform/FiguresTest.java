package dev.surgeline.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FiguresTest {
  @Test
  void durationsReadAsPeopleSayThem() {
    assertEquals("0ms", Figures.of(Duration.ZERO));
    assertEquals("500ms", Figures.of(Duration.ofMillis(500)));
    assertEquals("1.5s", Figures.of(Duration.ofMillis(1500)));
    assertEquals("1m30s", Figures.of(Duration.ofSeconds(90)));
    assertEquals("5m", Figures.of(Duration.ofMinutes(5)));
    assertEquals("2h5m", Figures.of(Duration.ofMinutes(125)));
    assertEquals("-1m30s", Figures.of(Duration.ofSeconds(-90)));
  }

  @Test
  void aSourceThatIsOffByAgesIsStillSaid() {
    Duration age = Duration.between(Instant.MIN, Instant.parse("2026-11-21T08:00:00Z"));
    assertEquals("8765837767352h", Figures.of(age));
  }

  @Test
  void numbersHaveTwoDecimalsAtMost() {
    assertEquals("95", Figures.of(95.0));
    assertEquals("0.44", Figures.of(0.4375));
    assertEquals("0.5", Figures.of(0.5));
    assertEquals("-0.05", Figures.of(-0.05));
    assertEquals("0.01", Figures.of(0.0001));
    assertEquals("1.0E18", Figures.of(1e18));
  }
}
