package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Sizing.Cause;
import dev.surgeline.core.decide.Sizing.Result;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Replicas that report and are not listed: Kubernetes takes them into an average, and never scales
/// by their number alone.
final class StrangersTest {
  private static final MetricTarget.Mean AVERAGE = new MetricTarget.AverageValue(10_000);
  private static final MetricTarget.Mean UTILIZATION = new MetricTarget.Utilization(50);

  /// What the listed replicas and then the strangers use, of 100 each; NaN: it is silent.
  private static Result size(MetricTarget.Mean goal, double[] listed, double... strangers) {
    return size(false, goal, listed, strangers);
  }

  private static Result asKubernetes(double[] listed, double... strangers) {
    return size(true, AVERAGE, listed, strangers);
  }

  private static Result size(
      boolean asKubernetes, MetricTarget.Mean goal, double[] listed, double... strangers) {
    List<ReplicaStatus> replicas = new ArrayList<>();
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    var since = Situations.NOW.minusSeconds(3600);
    for (double used : listed) {
      var id = new ReplicaId("beds-" + replicas.size());
      replicas.add(new ReplicaStatus(id, Phase.READY, since, since));
      if (!Double.isNaN(used)) {
        usages.put(id, usage(used));
      }
    }
    for (int i = 0; i < strangers.length; i++) {
      usages.put(new ReplicaId("other-" + i), usage(strangers[i]));
    }
    var current = new Replicas(listed.length);
    var readiness = new Readiness(Situations.NOW, Readiness.INITIALIZATION, Readiness.DELAY, false);
    var scene =
        new Sizing.Scene(
            new WorkloadStatus(current, replicas), current, Tolerance.DEFAULT, readiness);
    var measure = new Measure.PerReplica(usages);
    return asKubernetes
        ? Sizing.asKubernetes(goal, measure, Situations.NOW, scene)
        : Sizing.size(goal, measure, Situations.NOW, scene);
  }

  private static Measure.Usage usage(double used) {
    return new Measure.Usage(
        Double.isNaN(used) ? OptionalDouble.empty() : OptionalDouble.of(used),
        OptionalDouble.of(100));
  }

  private static double[] listed(double... uses) {
    return uses;
  }

  private static String words(Result result) {
    return switch (result) {
      case Result.Want(var replicas, _, var figures) -> replicas + ": " + figures;
      case Result.Stay(_, var why) -> "stays: " + why;
      case Result.Unusable(var cause) -> cause.sentence();
    };
  }

  @Test
  void anAverageIsOfAllThatReportAndTimesThoseThatAreListed() {
    assertEquals("4: 20 a replica for a target of 10", words(size(AVERAGE, listed(10, 10), 40)));
    assertEquals("3: 30 a replica for a target of 10", words(size(AVERAGE, listed(20), 40)));
    assertEquals(
        "4: 20 a replica for a target of 10",
        words(size(AVERAGE, listed(10, 10), 40, Double.NaN)),
        "one that is silent is none");
  }

  @Test
  void aUtilizationIsOfThoseThatAreListed() {
    assertEquals("4: 90% for a target of 50%", words(size(UTILIZATION, listed(90, 90), 100)));
  }

  /// 60 of 3 that report are twice the target; with a fourth as idle they are 15 each, times 4.
  @Test
  void whereOneIsSilentAllAreCounted() {
    assertEquals(
        "6: 20 a replica (15 a replica with 1 silent as idle) for a target of 10",
        words(size(AVERAGE, listed(10, 10, Double.NaN), 40)));
    assertEquals(
        "8: 150% (100% with 1 silent as idle) for a target of 50%",
        words(size(UTILIZATION, listed(150, 150, Double.NaN), 100)));
  }

  @Test
  void aloneTheyAreNothingToJudgeBy() {
    double silent = Double.NaN;
    for (MetricTarget.Mean goal : List.of(AVERAGE, UTILIZATION)) {
      assertEquals(new Result.Unusable(Cause.STRANGERS), size(goal, listed(), 40));
      assertEquals(
          new Result.Unusable(Cause.STRANGERS), size(goal, listed(silent, silent, silent), 40));
      assertEquals(new Result.Unusable(Cause.SILENT), size(goal, listed(silent), silent));
      assertEquals(new Result.Unusable(Cause.SILENT), size(goal, listed()));
    }
  }

  /// As `calcPlainMetricReplicas` has it: within tolerance the size stays; else it is scaled by the
  /// listed ones that report, of which there are none; those that are silent are filled in first.
  @Test
  void kubernetesJudgesByStrangersAlone() {
    double silent = Double.NaN;
    assertEquals(
        "stays: 10.5 a replica for a target of 10 is near enough",
        words(asKubernetes(listed(), 10.5)));
    assertEquals("0: 40 a replica for a target of 10", words(asKubernetes(listed(), 40)));
    assertEquals("0: 2 a replica for a target of 10", words(asKubernetes(listed(), 2)));
    assertEquals(
        "4: 40 a replica (20 a replica with 1 silent as idle) for a target of 10",
        words(asKubernetes(listed(silent), 40)));
    // With three as full it is 8 each, times the four of them: 4 would be more, not fewer.
    assertEquals(
        "stays: 2 a replica (8 a replica with 3 silent as full) for a target of 10 is no reason to"
            + " shrink",
        words(asKubernetes(listed(silent, silent, silent), 2)));
    assertEquals(new Result.Unusable(Cause.STRANGERS), size(true, UTILIZATION, listed(), 40));
    assertEquals(new Result.Unusable(Cause.SILENT), asKubernetes(listed(silent), silent));
  }
}
