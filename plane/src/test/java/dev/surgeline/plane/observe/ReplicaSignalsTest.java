package dev.surgeline.plane.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaId;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A table: the pages of two replicas, and what they come to.
final class ReplicaSignalsTest {
  private static final SignalName QUEUE = new SignalName("queue");
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private static SortedMap<ReplicaId, SortedMap<String, Double>> pages(String... pages) {
    SortedMap<ReplicaId, SortedMap<String, Double>> map = new TreeMap<>();
    for (int i = 0; i < pages.length; i++) {
      var id = new ReplicaId("beds-" + (i + 1));
      PrometheusText.sums(pages[i]).ifPresent(page -> map.put(id, page));
    }
    return map;
  }

  private static Signal total(String... pages) {
    return ReplicaSignals.total(QUEUE, pages(pages), 2, NOW);
  }

  private static Signal each(String... pages) {
    return ReplicaSignals.each(QUEUE, pages(pages), NOW);
  }

  private static Signal missing(Absence why) {
    return new Signal.Missing(why);
  }

  @Test
  void aTotalIsKnownOnlyWhenEveryReplicaToldItsPart() {
    assertEquals(
        new Signal.Known(new Measure.Total(7), NOW), total("queue 3\n", "queue{of=\"a\"} 4\n"));
    assertEquals(new Signal.Known(new Measure.Total(0), NOW), total("queue 0\n", "queue 0\n"));
    assertEquals(missing(Absence.SOURCE_FAILED), total("queue 3\n"));
    assertEquals(missing(Absence.SOURCE_FAILED), total());
    assertEquals(missing(Absence.NO_SAMPLE), total("queue 3\n", ""));
    assertEquals(missing(Absence.NO_SAMPLE), total("queue 3\n", "queues 4\n"));
    assertEquals(missing(Absence.SOURCE_FAILED), total("queue 3\n", "<html>queue 4</html>\n"));
    assertEquals(missing(Absence.NEGATIVE), total("queue 3\n", "queue -1\n"));
    assertEquals(missing(Absence.NOT_A_NUMBER), total("queue 3\n", "queue NaN\n"));
    assertEquals(missing(Absence.NOT_A_NUMBER), total("queue 3\n", "queue +Inf\n"));
    assertEquals(missing(Absence.NOT_A_NUMBER), total("queue 1e308\n", "queue 1e308\n"));
  }

  @Test
  void withoutAnyReplicaNothingIsKnown() {
    assertEquals(
        missing(Absence.SOURCE_FAILED), ReplicaSignals.total(QUEUE, new TreeMap<>(), 0, NOW));
    assertEquals(missing(Absence.SOURCE_FAILED), each());
  }

  @Test
  void ofEachReplicaItIsWhatItTold() {
    assertEquals(known(Map.of("beds-1", 3.0, "beds-2", 0.0)), each("queue 3\n", "queue 0\n"));
    for (String wrong : new String[] {"", "queue -1\n", "queue NaN\n", "other 4\n"}) {
      assertEquals(known(Map.of("beds-1", 3.0)), each("queue 3\n", wrong), wrong);
      assertEquals(missing(Absence.NO_SAMPLE), each(wrong, wrong), wrong);
    }
    assertEquals(known(Map.of("beds-1", 3.0)), each("queue 3\n", "queue x\n"));
    assertEquals(missing(Absence.SOURCE_FAILED), each("queue x\n", "queue x\n"));
  }

  private static Signal known(Map<String, Double> values) {
    SortedMap<ReplicaId, Measure.Usage> used = new TreeMap<>();
    values.forEach((id, value) ->
        used.put(
            new ReplicaId(id),
            new Measure.Usage(OptionalDouble.of(value), OptionalDouble.empty())));
    return new Signal.Known(new Measure.PerReplica(used), NOW);
  }
}
