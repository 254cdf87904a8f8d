package dev.surgeline.forecast.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Ticks become steps.
final class GatheringTest {
  private static final SignalName LOAD = new SignalName("requests_per_second");
  private static final Instant START = Instant.parse("2026-11-16T08:00:00Z");

  private final Gathering gathering = new Gathering(LOAD, Duration.ofMinutes(1), Optional.empty());

  private List<Gathering.Whole> see(long second, double value) {
    Instant now = START.plusSeconds(second);
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(LOAD, new Signal.Known(new Measure.Total(value), now));
    var status = new WorkloadStatus(new Replicas(1), List.of());
    return gathering.see(now, Optional.of(new Observation(status, signals)));
  }

  @Test
  void aStepIsTheMeanOfItsTicks() {
    assertEquals(List.of(), see(0, 10));
    assertEquals(List.of(), see(30, 20));
    Gathering.Whole whole = see(60, 99).getFirst();
    assertEquals(new Gathering.Whole(START, START.plusSeconds(60), 15), whole);
  }

  @Test
  void whatWasNotMeasuredIsNoZero() {
    see(0, 10);
    assertEquals(List.of(), gathering.see(START.plusSeconds(20), Optional.empty()));
    assertEquals(10, gathering.see(START.plusSeconds(60), Optional.empty()).getFirst().mean());
    List<Gathering.Whole> gap = gathering.see(START.plusSeconds(240), Optional.empty());
    assertEquals(3, gap.size());
    assertTrue(gap.stream().allMatch(one -> Double.isNaN(one.mean())), gap::toString);
  }

  @Test
  void aClockThatStepsBackAddsNothing() {
    see(0, 10);
    see(60, 20);
    assertEquals(List.of(), see(30, 1_000));
    assertEquals(20, see(120, 0).getFirst().mean());
  }

  @Test
  void aGapOfYearsIsCutToWhatIsKept() {
    see(0, 10);
    List<Gathering.Whole> whole = see(Duration.ofDays(3_000).toSeconds(), 5);
    assertEquals(LiveForecaster.KEPT + 1, whole.size());
  }
}
