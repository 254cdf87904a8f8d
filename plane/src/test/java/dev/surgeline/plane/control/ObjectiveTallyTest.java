package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.ObjectiveStretch.Time;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Seconds of objectives: each tick's reading counts for what it was measured over, and what nobody
/// measured is no zero. The platform ticks every second.
final class ObjectiveTallyTest {
  private static final Instant START = Instant.parse("2026-11-22T08:59:30Z");
  private static final Answer THERE = new Answer.Accepted("1", "it is on the audit log");

  private final List<AuditEntry> asked = new ArrayList<>();
  private Answer answer = THERE;
  private Instant now = START;

  private CompletableFuture<Answer> log(AuditEntry entry) {
    asked.add(entry);
    return CompletableFuture.completedFuture(answer);
  }

  private ObjectiveTally tally(PlatformSpec spec) {
    return new ObjectiveTally(spec, this::log);
  }

  private static Signal known(double value) {
    return new Signal.Known(new Measure.Total(value), START);
  }

  private static final Signal MISSING = new Signal.Missing(Absence.NO_SAMPLE);

  /// What the gateway counts of beds.
  private static SortedMap<WorkloadName, Observation> seen(
      Signal latency, Signal requests, Signal inFlight) {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(SignalName.OBJECTIVE_LATENCY, latency);
    signals.put(Hospital.LOAD, requests);
    signals.put(SignalName.IN_FLIGHT, inFlight);
    var status = new WorkloadStatus(new Replicas(1), List.of());
    return new TreeMap<>(Map.of(Hospital.BEDS, new Observation(status, signals)));
  }

  private static SortedMap<WorkloadName, Observation> latency(double millis) {
    return seen(known(millis), known(5), known(1));
  }

  private void ticks(
      ObjectiveTally tally, int seconds, SortedMap<WorkloadName, Observation> observations) {
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      tally.see(now, observations);
    }
  }

  private static ObjectiveStretch only(List<AuditEntry> entries) {
    assertEquals(1, entries.size(), entries::toString);
    return ((AuditEntry.ObjectiveMeasured) entries.getFirst()).stretch();
  }

  private static Time time(long kept, long missed, long idle, long unobserved) {
    return new Time(
        Duration.ofSeconds(kept),
        Duration.ofSeconds(missed),
        Duration.ofSeconds(idle),
        Duration.ofSeconds(unobserved));
  }

  private static Time beds(ObjectiveStretch stretch) {
    return Optional.ofNullable(stretch.workloads().get(Hospital.BEDS)).orElseThrow().time();
  }

  @Test
  void whatIsReadCountsAsWhatItIs() {
    ObjectiveTally tally = tally(Hospital.spec());
    tally.see(now, latency(900));
    ticks(tally, 4, latency(799));
    ticks(tally, 3, latency(801));
    // At the bound it is kept, as everywhere.
    ticks(tally, 1, latency(800));
    ticks(tally, 5, seen(MISSING, known(0), known(0)));
    // They wait for an answer that does not come, the gateway is gone, or its counts are old.
    ticks(tally, 2, seen(MISSING, known(0), known(3)));
    ticks(tally, 1, seen(MISSING, known(7), known(0)));
    ticks(tally, 1, seen(MISSING, MISSING, MISSING));
    ticks(tally, 1, seen(new Signal.Stale(new Measure.Total(10), START), known(0), known(0)));
    ticks(tally, 1, new TreeMap<>());
    ObjectiveStretch stretch = only(tally.end());
    assertEquals(time(5, 3, 6, 5), beds(stretch));
    assertEquals(START, stretch.since());
    assertEquals(START.plusSeconds(19), stretch.until());
    assertEquals(List.of(), tally.end(), "it ends once");
    assertEquals(List.of(), asked, "no hour is over");
  }

  @Test
  void aReadingReachesNoFurtherThanItWasMeasured() {
    ObjectiveTally tally = tally(Hospital.spec());
    tally.see(now, latency(1));
    now = now.plusSeconds(20);
    tally.see(now, latency(900));
    assertEquals(time(0, 3, 0, 17), beds(only(tally.end())));
  }

  @Test
  void anHourIsWrittenOnceAndWhatIsRefusedIsTriedAgain() {
    ObjectiveTally tally = tally(Hospital.spec());
    tally.see(now, latency(1));
    answer = new Answer.Refused("the audit log can not be written");
    ticks(tally, 29, latency(1));
    assertEquals(List.of(), asked);
    ticks(tally, 2, latency(1));
    ObjectiveStretch first = only(asked);
    assertEquals(time(30, 0, 0, 0), beds(first));
    assertEquals(Instant.parse("2026-11-22T09:00:00Z"), first.until());
    ticks(tally, 3598, latency(1));
    assertEquals(1, asked.size());
    answer = THERE;
    ticks(tally, 2, latency(900));
    assertEquals(3, asked.size(), asked::toString);
    assertEquals(asked.getFirst(), asked.get(1), "the same again, before the next");
    ticks(tally, 3600, latency(1));
    assertEquals(4, asked.size(), "what is there is not written again");
    Time rest = beds(only(tally.end()));
    assertEquals(time(1, 0, 0, 0), rest);
  }

  @Test
  void whatNobodyAnsweredIsLeftAtTheEnd() {
    var tally = new ObjectiveTally(Hospital.spec(), _ -> new CompletableFuture<>());
    tally.see(now, latency(1));
    ticks(tally, 40, latency(1));
    assertEquals(2, tally.end().size());
  }

  private static PlatformSpec many(int workloads) {
    PlatformSpec one = Hospital.spec();
    WorkloadSpec beds = Optional.ofNullable(one.workloads().get(Hospital.BEDS)).orElseThrow();
    SortedMap<WorkloadName, WorkloadSpec> all = new TreeMap<>();
    for (int i = 0; i < workloads; i++) {
      var name = new WorkloadName("%s%05d".formatted("w".repeat(58), i));
      all.put(name, renamed(beds, name));
    }
    return new PlatformSpec(one.platform(), all);
  }

  private static WorkloadSpec renamed(WorkloadSpec declared, WorkloadName name) {
    Workload one = declared.workload();
    return new WorkloadSpec(
        new Workload(
            name, one.hosting(), one.criticality(), one.replicas(), one.slo(), one.capacity()),
        declared.scaling(),
        List.of());
  }

  @Test
  void manyWorkloadsAreSeveralEntriesThatFitAndTheRestIsSummed() {
    PlatformSpec spec = many(1203);
    ObjectiveTally tally = tally(spec);
    tally.see(now, new TreeMap<>());
    var last = new WorkloadName("%s%05d".formatted("w".repeat(58), 1202));
    SortedMap<WorkloadName, Observation> observations = new TreeMap<>();
    observations.put(last, Optional.ofNullable(latency(900).get(Hospital.BEDS)).orElseThrow());
    now = now.plusMillis(1_999);
    tally.see(now, observations);
    List<AuditEntry> entries = tally.end();
    assertEquals(5, entries.size());
    int named = 0;
    for (int i = 0; i < entries.size(); i++) {
      var line = new AuditLine(1_000_000_000L, now, entries.get(i));
      int bytes = Json.canonical(line).length;
      assertTrue(bytes < EntryBundle.ENTRY_BYTES_MAX, "bytes: " + bytes);
      ObjectiveStretch stretch = ((AuditEntry.ObjectiveMeasured) entries.get(i)).stretch();
      named += stretch.workloads().size();
      assertEquals(i == 0, stretch.others().isPresent());
      // Who missed is named before all others.
      assertEquals(i == 0, stretch.workloads().containsKey(last));
    }
    assertEquals(1000, named);
    ObjectiveStretch.Others others =
        ((AuditEntry.ObjectiveMeasured) entries.getFirst()).stretch().others().orElseThrow();
    assertEquals(203, others.workloads());
    assertEquals(Duration.ofMillis(1_999 * 203), others.time().unobserved());
  }

  @Test
  void aStretchIsWhole() {
    var measured =
        new ObjectiveStretch.Measured(
            Hospital.spec()
                .workloads()
                .firstEntry()
                .getValue()
                .workload()
                .slo()
                .latency()
                .orElseThrow(),
            time(10, 0, 0, 0));
    SortedMap<WorkloadName, ObjectiveStretch.Measured> beds =
        new TreeMap<>(Map.of(Hospital.BEDS, measured));
    for (int seconds : new int[] {9, 11, 0, -10}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ObjectiveStretch(START, START.plusSeconds(seconds), beds, Optional.empty()),
          () -> seconds + " s");
    }
    assertThrows(IllegalArgumentException.class, () -> new ObjectiveStretch.Others(0, Time.NONE));
    assertThrows(IllegalArgumentException.class, () -> time(-1, 0, 0, 0));
  }
}
