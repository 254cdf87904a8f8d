package dev.surgeline.plane.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.control.Digests;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forecasts of what ticks see.
final class ForesightTest {
  /// A clinic that opens at eight.
  private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");

  private static final long TODAY = 5 * 1_440;

  private static final PlatformSpec SPEC =
      Hospital.spec(
          Hospital.documents()
              .replace("interval: 1s", "interval: 15s")
              .replace("startup: 3s", "startup: 4m")
              .replace("serviceTime: 20ms", "serviceTime: 320ms")
              .replace(
                  "  metrics:",
                  "  policies: [{predictive: {signal: requests_per_second, season: [1d]}}]\n"
                      + "  metrics:"));

  @TempDir Path folder;

  private static double load(long minute) {
    long ofDay = Math.floorMod(minute, 1_440L);
    return (ofDay >= 480 && ofDay < 1_080 ? 180 : 36) + minute % 3;
  }

  private static Instant minute(long count) {
    return MONDAY.plus(Duration.ofMinutes(count));
  }

  private static SortedMap<WorkloadName, Observation> seen(long minute) {
    return Hospital.seen(minute(minute), 3, 3, load(minute));
  }

  private Path file() {
    return folder.resolve("history/beds/requests_per_second-PT1M.csv");
  }

  private Foresight open() throws IOException {
    return Foresight.open(folder.resolve("history"), SPEC, _ -> {});
  }

  /// @return the forecast that was made when all before this minute was known
  private static Forecast made(Foresight foresight, long minute) {
    Until.holds(
        "no forecast made at minute " + minute,
        () ->
            forecast(foresight, minute).map(Forecast::madeAt).equals(Optional.of(minute(minute))));
    return forecast(foresight, minute).orElseThrow();
  }

  private static Optional<Forecast> forecast(Foresight foresight, long minute) {
    return Optional.ofNullable(foresight.at(minute(minute), new TreeMap<>()).get(Hospital.BEDS))
        .map(bySignal -> bySignal.get(new SignalName("requests_per_second")));
  }

  /// As an earlier run, or whoever measured before it, left it.
  private void fiveDays() throws IOException {
    Files.createDirectories(file().getParent());
    List<String> lines = new ArrayList<>(List.of("timestamp,count"));
    for (long minute = 0; minute < TODAY; minute++) {
      lines.add(minute(minute) + "," + load(minute));
    }
    Files.write(file(), lines);
  }

  private static void see(Foresight foresight, long from, long to) {
    for (long minute = from; minute < to; minute++) {
      foresight.at(minute(minute), seen(minute));
    }
  }

  @Test
  void whatTicksSawIsForecastAndKnownAfterARestart() throws IOException {
    fiveDays();
    Forecast before;
    try (Foresight foresight = open()) {
      see(foresight, TODAY, TODAY + 60);
      before = made(foresight, TODAY + 60);
      assertEquals(Duration.ofMinutes(1), before.step());
      assertEquals(List.of(0.5, 0.9, 0.99), before.levels());
      assertEquals(37, before.values().getFirst().getFirst(), 2);
    }
    List<String> lines = Files.readAllLines(file());
    assertEquals("2026-11-21T00:01:00Z,37.0", lines.get((int) TODAY + 2));
    assertEquals(TODAY + 60 + 1, lines.size());
    try (Foresight again = open()) {
      Forecast after = made(again, TODAY + 60);
      assertEquals(before.values().getFirst().getFirst(), after.values().getFirst().getFirst(), 2);
    }
  }

  @Test
  void replicasAreAskedForBeforeTheClinicOpens() throws IOException {
    fiveDays();
    try (Foresight foresight = open()) {
      long early = TODAY + 465;
      see(foresight, TODAY, early);
      made(foresight, early);
      int before = wanted(foresight, early);
      assertTrue(before <= 4, "a quarter of an hour before, with four minutes to start: " + before);
      see(foresight, early, early + 12);
      made(foresight, early + 12);
      int wanted = wanted(foresight, early + 12);
      assertTrue(wanted >= 7, "three minutes before it wants " + wanted);
    }
  }

  private static int wanted(Foresight foresight, long minute) {
    Instant now = minute(minute);
    Evaluator evaluator = new Evaluator();
    State state =
        evaluator
            .evaluate(
                State.INITIAL,
                new Input.Respecified(now.minusSeconds(1), SPEC, Digests.version(SPEC)))
            .state();
    var observations = seen(minute);
    Evaluation evaluation =
        evaluator.evaluate(
            state, new Input.Tick(now, observations, foresight.at(now, observations)));
    return evaluation.decisions().getFirst().desired().value();
  }

  @Test
  void aMinuteWithoutAMeasureIsNoZero() throws IOException {
    try (Foresight foresight = open()) {
      foresight.at(minute(0), seen(0));
      foresight.at(minute(1), new TreeMap<>());
      foresight.at(minute(4), seen(4));
      foresight.at(minute(5), seen(5));
      Until.holds("five minutes are not on the file", () -> lines().size() == 6);
    }
    assertEquals(
        List.of(
            "timestamp,count",
            "2026-11-16T00:00:00Z,36.0",
            "2026-11-16T00:01:00Z,",
            "2026-11-16T00:02:00Z,",
            "2026-11-16T00:03:00Z,",
            "2026-11-16T00:04:00Z,37.0"),
        lines());
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file());
    } catch (IOException absent) {
      return List.of();
    }
  }

  @Test
  void aHistoryThatIsNoneIsRefusedWithItsPlace() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(), "timestamp,count\n2026-11-16T00:00:00Z,36\n2026-11-16T00:01:00Z,many\n");
    IOException refused = assertThrows(IOException.class, this::open);
    String sentence = String.valueOf(refused.getMessage());
    assertTrue(sentence.contains(file() + " line 3"), sentence);
  }
}
