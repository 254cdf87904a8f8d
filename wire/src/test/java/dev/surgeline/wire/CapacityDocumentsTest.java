package dev.surgeline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Capacity.Distribution;
import dev.surgeline.core.platform.Capacity.Spread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What one replica can do, with or without how its service times differ.
final class CapacityDocumentsTest {
  private static CapacityDocument read(String serviceTime) {
    String json = "{\"startup\": \"25s\", \"slots\": 8, \"serviceTime\": " + serviceTime + "}";
    return Json.read(CapacityDocument.class, json.getBytes(StandardCharsets.UTF_8), "capacity");
  }

  private static void reads(String serviceTime, Optional<Spread> spread) {
    CapacityDocument document = read(serviceTime);
    var expected = new Capacity(Duration.ofSeconds(25), 8, Duration.ofMillis(120), spread);
    assertEquals(expected, document.toCapacity());
    CapacityDocument again = CapacityDocument.of(expected);
    assertEquals(expected, read(written(again)).toCapacity(), "written and read again");
  }

  private static String written(CapacityDocument document) {
    return Json.pretty(CapacityDocument.ServiceTime.class, document.serviceTime());
  }

  @Test
  void aMeanAlone() {
    reads("\"120ms\"", Optional.empty());
    assertEquals("\"120ms\"", written(read("\"120ms\"")));
  }

  @Test
  void aMeanWithItsSpread() {
    reads("{\"mean\": \"120ms\"}", Optional.of(new Spread(0.5, Distribution.LOGNORMAL)));
    reads(
        "{\"mean\": \"120ms\", \"cv\": 1.5}", Optional.of(new Spread(1.5, Distribution.LOGNORMAL)));
    reads(
        "{\"mean\": \"120ms\", \"cv\": 0}", Optional.of(new Spread(0, Distribution.DETERMINISTIC)));
    reads(
        "{\"mean\": \"120ms\", \"distribution\": \"exponential\"}",
        Optional.of(new Spread(1, Distribution.EXPONENTIAL)));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("{\"mean\": \"120ms\", \"cv\": -1}", "cv is 0 to 20");
    refused(
        "{\"mean\": \"120ms\", \"cv\": 0.5, \"distribution\": \"exponential\"}", "exponential 1");
    refused("{\"cv\": 0.5}", "mean");
    refused("{\"mean\": \"120ms\", \"sd\": 0.5}", "sd");
    refused("[\"120ms\"]", "a duration, or {mean");
    refused("\"0s\"", "above zero");
  }

  private static void refused(String serviceTime, String because) {
    var wrong = assertThrows(DocumentException.class, () -> read(serviceTime), serviceTime);
    assertTrue(wrong.getMessage().contains(because), wrong.getMessage());
  }
}
