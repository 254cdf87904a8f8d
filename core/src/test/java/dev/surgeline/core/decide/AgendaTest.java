package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.decide.Policy.Schedule.Entry;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgendaTest {
  private static final ReplicaBounds BOUNDS = new ReplicaBounds(new Replicas(2), new Replicas(20));

  /// `min 5`, `max 6`, `replicas 7`, `multiplier 2`, `freeze 1`, on every day.
  private static Entry entry(String name, String when, String text) {
    String[] words = text.split(" ");
    Optional<Replicas> size =
        words[0].equals("multiplier")
            ? Optional.empty()
            : Optional.of(new Replicas(Integer.parseInt(words[1])));
    return new Entry(
        name,
        Window.parse(when),
        size.filter(_ -> words[0].equals("min")),
        size.filter(_ -> words[0].equals("max")),
        size.filter(_ -> words[0].equals("replicas")),
        words[0].equals("multiplier")
            ? OptionalDouble.of(Double.parseDouble(words[1]))
            : OptionalDouble.empty(),
        words[0].equals("freeze") ? Optional.of(true) : Optional.empty());
  }

  private static Agenda agenda(String texts) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("never", "2020-01-01", "min 19"));
    for (String text : texts.split(", ")) {
      entries.add(entry("w" + entries.size(), "daily", text));
    }
    List<Policy> policies = List.of(new Policy.Schedule(entries));
    return Agenda.of(new Scaling(policies, Behavior.DEFAULT), Calendar.UTC, Situations.NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "'min 5, min 7, min 6', 7, 0, 20, 1",
    "'max 9, max 7, max 8', 0, 0, 7, 1",
    "'min 8, max 6', 8, 0, 8, 1",
    "'max 1', 0, 0, 2, 1",
    "'max 50', 0, 0, 20, 1",
    "'max 6, replicas 9, replicas 4', 0, 9, 20, 1",
    "'max 6, freeze 1', 0, 0, 20, 1",
    "'multiplier 1.5, multiplier 2', 0, 0, 20, 3"
  })
  void ofAllThatHoldTheOnesThatCount(String texts, int min, int exact, int max, double times) {
    Agenda agenda = agenda(texts);
    assertEquals(min, agenda.min().flatMap(Entry::min).orElse(Replicas.ZERO).value());
    assertEquals(exact, agenda.exact().flatMap(Entry::replicas).orElse(Replicas.ZERO).value());
    assertEquals(new ReplicaBounds(BOUNDS.min(), new Replicas(max)), agenda.bounds(BOUNDS));
    assertEquals(times, agenda.multiplier());
  }

  @Test
  void demandIsMultipliedAndLatencyIsNot() {
    var signals = new TreeMap<SignalName, Signal>();
    signals.put(Situations.LOAD, known(40));
    signals.put(SignalName.OBJECTIVE_LATENCY, known(300));
    signals.put(new SignalName("huge"), known(Double.MAX_VALUE));
    signals.put(new SignalName("old"), new Signal.Stale(new Measure.Total(7), Situations.NOW));
    var measured = new Observation(new WorkloadStatus(new Replicas(4), List.of()), signals);
    var seen = new TreeMap<>(signals);
    seen.put(Situations.LOAD, known(60));
    assertEquals(seen, agenda("multiplier 1.5").seen(measured).signals());
    assertEquals(measured, agenda("min 5").seen(measured));
  }

  @Test
  void theUseOfEachReplicaIsMultipliedAndNothingElseOfIt() {
    var since = Optional.of(Situations.NOW.minusSeconds(60));
    var capacity = OptionalDouble.of(1000);
    var silent = new Measure.Usage(OptionalDouble.empty(), capacity, since);
    assertEquals(
        each(new Measure.Usage(OptionalDouble.of(60), capacity, since), silent),
        agenda("multiplier 1.5")
            .seen(each(new Measure.Usage(OptionalDouble.of(40), capacity, since), silent)));
  }

  private static Observation each(Measure.Usage one, Measure.Usage other) {
    var usages = new TreeMap<ReplicaId, Measure.Usage>();
    usages.put(new ReplicaId("beds-1"), one);
    usages.put(new ReplicaId("beds-2"), other);
    var signals = new TreeMap<SignalName, Signal>();
    signals.put(Situations.LOAD, new Signal.Known(new Measure.PerReplica(usages), Situations.NOW));
    return new Observation(new WorkloadStatus(new Replicas(2), List.of()), signals);
  }

  private static Signal known(double value) {
    return new Signal.Known(new Measure.Total(value), Situations.NOW);
  }

  /// The example of docs/decisions/0010: near its target, the size does not creep.
  @Test
  void aSmallMultiplierDoesNotCreep() {
    var target =
        new MetricTarget(
            MetricTarget.Source.EXTERNAL, Situations.LOAD, new MetricTarget.AverageValue(10_000));
    List<Policy> policies =
        List.of(
            new Policy.TargetTracking(List.of(target), Tolerance.DEFAULT),
            new Policy.Schedule(List.of(entry("season", "daily", "multiplier 1.05"))));
    var scaling = new Scaling(policies, Behavior.DEFAULT);
    var signals = new TreeMap<SignalName, Signal>();
    signals.put(Situations.LOAD, known(200));
    for (int size = 20; size <= 23; size++) {
      var current = new Replicas(size);
      var situation =
          new Situation(
              Situations.NOW,
              Situations.workload("beds", 1, 100),
              scaling,
              current,
              new Observation(new WorkloadStatus(current, List.of()), signals),
              History.EMPTY,
              Agenda.of(scaling, Calendar.UTC, Situations.NOW),
              Surroundings.NONE);
      assertEquals(current, Situations.guarded(situation).desired());
    }
  }

  @Test
  void aWorkloadHasOneSchedule() {
    Policy schedule = new Policy.Schedule(List.of(entry("w", "daily", "min 3")));
    assertEquals("schedule", Pictures.of(4).judgedBy(schedule).policy());
    assertEquals(Map.of(), schedule.signals(), "it looks at the clock alone");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Scaling(List.of(schedule, schedule), Behavior.DEFAULT));
    Entry entry = entry("w", "daily", "min 3");
    assertThrows(IllegalArgumentException.class, () -> new Policy.Schedule(List.of(entry, entry)));
    assertThrows(IllegalArgumentException.class, () -> entry("w", "daily", "max 0"));
    assertThrows(IllegalArgumentException.class, () -> entry("w", "daily", "multiplier 0"));
    assertThrows(IllegalArgumentException.class, () -> entry(" ", "daily", "min 3"));
  }
}
