package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.property.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Target tracking wants what the HPA's twin wants.
final class HpaTwinTest {
  private static final SignalName CPU = new SignalName("cpu");

  /// The same picture for both.
  private record Picture(
      List<HpaTwin.Pod> pods, WorkloadStatus status, Measure.PerReplica measure) {
    static Picture draw(Chance chance) {
      List<HpaTwin.Pod> pods = new ArrayList<>();
      List<ReplicaStatus> replicas = new ArrayList<>();
      SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
      boolean alike = chance.oneIn(2);
      long spread = chance.of(1L, 100L, 2_000L, 50_000L);
      int count = chance.between(0, 12);
      for (int i = 0; i < count; i++) {
        Phase phase = alike ? chance.of(Phase.values()) : chance.of(Phase.READY, Phase.DRAINING);
        long request = alike ? 1_000 : chance.between(1L, 4_000L);
        long metric = alike && chance.oneIn(4) ? -1 : chance.between(0L, spread);
        String name = "web-" + (100 + i);
        pods.add(new HpaTwin.Pod(name, group(phase), metric, request));
        var id = new ReplicaId(name);
        replicas.add(new ReplicaStatus(id, phase, Situations.NOW, Situations.NOW));
        var used = metric < 0 ? OptionalDouble.empty() : OptionalDouble.of(metric / 1_000.0);
        usages.put(id, new Measure.Usage(used, OptionalDouble.of(request / 1_000.0)));
      }
      var desired = new Replicas(chance.oneIn(3) ? chance.between(0, 30) : count);
      return new Picture(
          pods, new WorkloadStatus(desired, replicas), new Measure.PerReplica(usages));
    }

    private static String group(Phase phase) {
      return switch (phase) {
        case READY -> "ready";
        case STARTING, UNREADY -> "unready";
        case DRAINING, FAILED -> "ignored";
      };
    }
  }

  @Test
  void valuesOfEachReplica() {
    Chance.tries(
        30_000,
        chance -> {
          Picture picture = Picture.draw(chance);
          Tolerance tolerance = tolerance(chance);
          var twin = new HpaTwin(tolerance.down(), tolerance.up());
          int current = picture.status().desired().value();
          int percent = chance.of(1, 50, 70, 100, 130, 1_000);
          assertEquals(
              limited(twin.utilization(current, picture.pods(), percent)),
              wanted(new MetricTarget.ResourceUtilization(CPU, percent), tolerance, picture));
          long milli = chance.between(1L, 3_000L);
          assertEquals(
              limited(twin.average(current, picture.pods(), milli)),
              wanted(new MetricTarget.PodsAverage(CPU, milli), tolerance, picture));
          assertEquals(
              limited(twin.average(current, picture.pods(), milli)),
              wanted(new MetricTarget.ResourceAverage(CPU, milli), tolerance, picture));
        });
  }

  @Test
  void totals() {
    Chance.tries(
        30_000,
        chance -> {
          Picture picture = Picture.draw(chance);
          Tolerance tolerance = tolerance(chance);
          var twin = new HpaTwin(tolerance.down(), tolerance.up());
          int current = picture.status().desired().value();
          long total = chance.between(0L, 200_000L);
          long milli = chance.between(1L, 30_000L);
          var measure = new Measure.Total(total / 1_000.0);
          int ready = picture.status().ready().value();
          // Where none is ready, ours knows nothing: the HPA wants 0 whatever the metric says.
          int wanted = twin.externalValue(current, ready, total, milli);
          boolean unknown = current > 0 && ready == 0 && wanted != current;
          assertEquals(
              limited(unknown ? OptionalInt.empty() : OptionalInt.of(wanted)),
              wanted(new MetricTarget.ExternalValue(CPU, milli), tolerance, picture, measure));
          if (current > 0) {
            assertEquals(
                limited(OptionalInt.of(twin.externalAverage(current, total, milli))),
                wanted(new MetricTarget.ExternalAverage(CPU, milli), tolerance, picture, measure));
          }
        });
  }

  private static Tolerance tolerance(Chance chance) {
    return chance.oneIn(2)
        ? Tolerance.DEFAULT
        : new Tolerance(chance.between(0, 9) / 10.0, chance.between(0, 20) / 10.0);
  }

  private static Optional<Replicas> limited(OptionalInt wanted) {
    return wanted.isEmpty() ? Optional.empty() : Optional.of(Replicas.saturated(wanted.getAsInt()));
  }

  private static Optional<Replicas> wanted(
      MetricTarget target, Tolerance tolerance, Picture picture) {
    return wanted(target, tolerance, picture, picture.measure());
  }

  private static Optional<Replicas> wanted(
      MetricTarget target, Tolerance tolerance, Picture picture, Measure measure) {
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(CPU, new Signal.Known(measure, Situations.NOW));
    Scaling scaling = Situations.scaling(Behavior.DEFAULT, tolerance, target);
    Situation situation =
        Situations.of(
            Situations.workload("web", 0, Replicas.LIMIT), scaling, picture.status(), signals);
    return Policy.recommend(scaling.policies().getFirst(), situation).wanted();
  }
}
