package dev.surgeline.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Situations;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Who follows whom, and what can not be.
final class CascadeTest {
  private final SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();

  @Test
  void whoIsFollowedComesFirst() {
    declare("a", follow("b", "c"));
    declare("b", follow("d"));
    declare("c", measured());
    declare("d", follow("c"));
    assertEquals(List.of("d", "b", "a"), order());
    Cascade.Follower last = Cascade.of(workloads).order().getLast();
    assertEquals(0, last.place());
    assertEquals(List.of(1, 2), last.leads().stream().map(Cascade.Led::place).toList());
  }

  @Test
  void aChainAsLongAsAPlatformIsWalked() {
    for (int i = 0; i < 20_000; i++) {
      String next = "w%05d".formatted(i + 1);
      declare("w%05d".formatted(i), i == 19_999 ? measured() : follow(next));
    }
    assertEquals(19_999, Cascade.of(workloads).order().size());
    assertEquals(19_998, Cascade.of(workloads).order().getFirst().place());
  }

  @Test
  void alongDependsOnByFanOutAndCapacities() {
    // 8 slots of 200 ms are 40 a second; 4 of 40 ms are 100: 40 x 2.5 / 100 = 1.
    declare("portal", measured(), depends("records", 2.5), depends("db", 9));
    declare("kiosk", measured(), depends("records", 5));
    declare("batch", measured(), dependsSilently("records"));
    declare("records", new Follow(List.of()), new Capacity(Duration.ZERO, 4, millis(40)));
    Cascade.Follower records = Cascade.of(workloads).order().getFirst();
    assertEquals(3, records.place());
    assertEquals(
        List.of(
            new Cascade.Led(1, new WorkloadName("kiosk"), 2),
            new Cascade.Led(2, new WorkloadName("portal"), 1)),
        records.leads());
  }

  @Test
  void cyclesAreNamed() {
    declare("x", measured());
    declare("c", follow("a"));
    declare("b", follow("c", "x"));
    declare("a", follow("b"));
    declare("z", follow("a"));
    refused("a", "workloads follow each other in a cycle: a -> b -> c -> a");
    declare("a", follow("a"));
    refused("a", "workloads follow each other in a cycle: a -> a");
  }

  @Test
  void aCycleAlongDependsOnIsNamedWhetherItIsFollowedOrNot() {
    declare("portal", measured(), depends("records", 2));
    declare("records", measured(), Optional.empty(), depends("records-db", 1));
    assertEquals(Optional.empty(), Cascade.refusal(workloads));
    declare("records", measured(), Optional.empty(), depends("portal", 1));
    assertEquals(
        Optional.of("workloads depend on each other in a cycle: portal -> records -> portal"),
        Cascade.refusal(workloads).map(Cascade.Refusal::rule));
    declare("records", new Follow(List.of()), Optional.empty(), depends("portal", 1));
    declare("portal", new Follow(List.of()), Optional.empty(), depends("records", 2));
    refused("portal", "workloads follow each other in a cycle: portal -> records -> portal");
  }

  @Test
  void whoIsNotThereCanNotBeFollowed() {
    declare("a", follow("b", "portl"));
    declare("b", measured());
    declare("portal", measured());
    refused("a", "a follows portl, and there is no such workload");
    assertEquals(
        new WorkloadName("portl"), Cascade.refusal(workloads).flatMap(r -> r.unknown()).get());
    declare("a", new Follow(List.of()));
    refused(
        "a", "a follows what depends on it, and no workload has it under dependsOn with fanOut");
  }

  @Test
  void mistakesAreRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, 2e6}) {
      assertThrows(
          IllegalArgumentException.class, () -> new Follow.Lead(new WorkloadName("a"), wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> follow("a", "a"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Scaling(List.of(follow("a"), follow("b")), Behavior.DEFAULT));
  }

  private List<String> order() {
    List<WorkloadName> names = new ArrayList<>(workloads.keySet());
    return Cascade.of(workloads).order().stream()
        .map(follower -> names.get(follower.place()).value())
        .toList();
  }

  private void refused(String where, String rule) {
    Cascade.Refusal refusal = Cascade.refusal(workloads).orElseThrow();
    assertEquals(new WorkloadName(where), refusal.workload());
    assertEquals(rule, refusal.rule());
    var platform = new Platform(new WorkloadName("p"), Duration.ofSeconds(15));
    var e =
        assertThrows(IllegalArgumentException.class, () -> new PlatformSpec(platform, workloads));
    assertTrue(String.valueOf(e.getMessage()).equals(rule), e::getMessage);
  }

  private static Policy measured() {
    return new Queue(new SignalName("backlog"), new Queue.PerReplica(10));
  }

  private static Follow follow(String... leads) {
    return new Follow(
        Arrays.stream(leads).map(lead -> new Follow.Lead(new WorkloadName(lead), 1)).toList());
  }

  private static Dependency depends(String on, double fanOut) {
    var none = OptionalDouble.empty();
    return new Dependency(new WorkloadName(on), none, none, OptionalDouble.of(fanOut));
  }

  private static Dependency dependsSilently(String on) {
    var none = OptionalDouble.empty();
    return new Dependency(new WorkloadName(on), none, none, none);
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  private void declare(String name, Policy policy, Dependency... dependsOn) {
    declare(name, policy, Optional.empty(), dependsOn);
  }

  private void declare(String name, Policy policy, Capacity capacity) {
    declare(name, policy, Optional.of(capacity));
  }

  private void declare(
      String name, Policy policy, Optional<Capacity> capacity, Dependency... dependsOn) {
    Workload plain = Situations.workload(name, 1, 100);
    var workload =
        new Workload(
            plain.name(),
            plain.hosting(),
            plain.criticality(),
            plain.replicas(),
            plain.slo(),
            capacity.orElse(plain.capacity()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(dependsOn),
            List.of(),
            new TreeMap<>());
    var scaling = new Scaling(List.of(policy), Behavior.DEFAULT);
    workloads.put(workload.name(), new WorkloadSpec(workload, scaling, List.of()));
  }
}
