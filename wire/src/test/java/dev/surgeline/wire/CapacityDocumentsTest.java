package dev.surgeline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Capacity.Distribution;
import dev.surgeline.core.platform.Capacity.Spread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
  void whatWasMeasured() {
    var samples = List.of(Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofMillis(40));
    reads(
        "{\"distribution\": \"measured\", \"samples\": [\"300ms\", \"20ms\", \"40ms\"]}",
        Optional.of(Spread.measured(samples)));
    assertEquals(Duration.ofMillis(120), Spread.measured(samples).mean());
    // (180^2 + 100^2 + 80^2) / 3 = 16267; its root by 120.
    assertEquals(Math.sqrt(48800 / 3.0) / 120, Spread.measured(samples).cv(), 1e-12);
  }

  @Test
  void howItStarts() {
    String json =
        """
        {"startup": "25s", "slots": 8, "serviceTime": "120ms", "startupSpread": 0.3,
         "coldStart": {"slower": 3, "over": "60s"}}
        """;
    Capacity read = document(json).toCapacity();
    assertEquals(0.3, read.startupSpread());
    assertEquals(Optional.of(new Capacity.ColdStart(3, Duration.ofSeconds(60))), read.coldStart());
    String written = Json.pretty(CapacityDocument.of(read));
    assertEquals(read, document(written).toCapacity(), "written and read again");
    refusedWhole(json.replace("0.3", "1.3"), "startupSpread is 0 to 1");
    refusedWhole(json.replace("3, \"over", "0.5, \"over"), "slower is 1 to 1000");
    refusedWhole(json.replace("60s", "0s"), "over is above zero");
  }

  private static CapacityDocument document(String json) {
    return Json.read(CapacityDocument.class, json.getBytes(StandardCharsets.UTF_8), "capacity");
  }

  private static void refusedWhole(String json, String because) {
    var wrong = assertThrows(DocumentException.class, () -> document(json), json);
    assertTrue(wrong.getMessage().contains(because), wrong.getMessage());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused("{\"distribution\": \"measured\"}", "measured and samples go together");
    refused("{\"mean\": \"120ms\", \"samples\": [\"120ms\"]}", "go together");
    refused("{\"distribution\": \"measured\", \"samples\": []}", "1 to 10000 samples");
    refused("{\"distribution\": \"measured\", \"samples\": [\"0s\"]}", "a sample is above zero");
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
