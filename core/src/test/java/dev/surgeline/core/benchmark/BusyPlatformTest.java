package dev.surgeline.core.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The benchmark measures what it says: a platform on which every stage has something to do.
final class BusyPlatformTest {
  private static final int WORKLOADS = 1_000;

  private final List<BusyPlatform.Moment> moments = new BusyPlatform(WORKLOADS).moments(8);

  @Test
  void aWorkloadHasAboutFiveReplicas() {
    double replicas =
        moments.stream()
            .flatMap(moment -> moment.tick().observations().values().stream())
            .mapToInt(seen -> seen.status().replicas().size())
            .average()
            .orElseThrow();
    assertTrue(replicas > 4.5 && replicas < 6.5, () -> replicas + " replicas");
  }

  @Test
  void someChangeAtEachTickAndEveryStageSpeaks() {
    Set<Reason.Code> silent =
        EnumSet.of(
            Reason.Code.TARGET,
            Reason.Code.WITHIN_TOLERANCE,
            Reason.Code.METRIC_MISSING,
            Reason.Code.METRIC_DOUBTED,
            Reason.Code.DATA_QUALITY,
            Reason.Code.BELOW_MIN,
            Reason.Code.ABOVE_MAX,
            Reason.Code.STABILIZED,
            Reason.Code.RATE_LIMITED,
            Reason.Code.IN_FLIGHT);
    for (BusyPlatform.Moment moment : moments) {
      Evaluation evaluation = new Evaluator().evaluate(moment.before(), moment.tick());
      assertEquals(WORKLOADS, evaluation.decisions().size());
      double share =
          evaluation.decisions().stream().filter(Decision::changes).count() / (double) WORKLOADS;
      assertTrue(share > 0.02 && share < 0.3, () -> share + " of the workloads change");
      for (Decision decision : evaluation.decisions()) {
        decision.reasons().forEach(reason -> silent.remove(reason.code()));
      }
    }
    assertTrue(silent.isEmpty(), () -> "nothing is " + silent);
  }

  @Test
  void withAllPoliciesEachOfThemSpeaks() {
    var all = new BusyPlatform(WORKLOADS, BusyWorkload.Policies.ALL, false).moments(4);
    Set<String> silent =
        new TreeSet<>(Set.of("targetTracking", "queue", "tiers", "schedule", "follow"));
    for (BusyPlatform.Moment moment : all) {
      Evaluation evaluation = new Evaluator().evaluate(moment.before(), moment.tick());
      double share =
          evaluation.decisions().stream().filter(Decision::changes).count() / (double) WORKLOADS;
      assertTrue(share > 0.02 && share < 0.3, () -> share + " of the workloads change");
      for (Decision decision : evaluation.decisions()) {
        decision.recommendations().stream()
            .filter(one -> one.wanted().isPresent())
            .forEach(one -> silent.remove(one.policy()));
      }
    }
    assertTrue(silent.isEmpty(), () -> "nothing is wanted by " + silent);
  }

  @Test
  void withTheSloPolicyForecastsAreBelieved() {
    var slo = new BusyPlatform(50, BusyWorkload.Policies.SLO, false);
    for (BusyPlatform.Moment moment : slo.moments(4)) {
      Evaluation evaluation = new Evaluator().evaluate(moment.before(), moment.tick());
      long believed =
          evaluation.decisions().stream()
              .filter(one -> one.recommendations().stream().anyMatch(r -> r.forecast().isPresent()))
              .count();
      assertTrue(believed > 40, () -> believed + " of 50 size by a forecast");
    }
  }

  @Test
  void withPricesTheBudgetHoldsSomeAndNotAll() {
    var priced = new BusyPlatform(WORKLOADS, BusyWorkload.Policies.TRACKING, true);
    for (BusyPlatform.Moment moment : priced.moments(4)) {
      Evaluation evaluation = new Evaluator().evaluate(moment.before(), moment.tick());
      long held =
          evaluation.decisions().stream()
              .filter(one -> one.bites().stream().anyMatch(BusyPlatformTest::byBudget))
              .count();
      long changed = evaluation.decisions().stream().filter(Decision::changes).count();
      assertTrue(held > 5 && changed > 10, () -> held + " are held, " + changed + " change");
    }
  }

  private static boolean byBudget(Decision.Bite bite) {
    return bite.reason().code() == Reason.Code.BUDGET;
  }

  @Test
  void anAnswerMovesOnWhatIsOnItsWay() {
    for (BusyPlatform.Moment moment : moments) {
      Input.Reported answer = moment.answer();
      Evaluation evaluation = new Evaluator().evaluate(moment.before(), answer);
      assertNotEquals(
          moment.before().of(answer.workload()), evaluation.state().of(answer.workload()));
    }
  }
}
