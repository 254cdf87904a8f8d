package dev.surgeline.core.decide.hpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One pass after another over a queue that has 10 for each of its 2 to 20 pods as its target.
final class ReconciliationTest {
  private static final MetricTarget OTHER =
      new MetricTarget(MetricTarget.Source.EXTERNAL, new SignalName("other"), Passes.OBJECT.goal());
  private static final Signal MISSING = new Signal.Missing(Absence.NO_SAMPLE);

  private final Passes passes = new Passes(4);

  @Test
  void growsByAFactorAndShrinksAfterFiveMinutes() {
    assertEquals("4 -> 8 True ScaleUpLimit", pass(none(), Passes.known(200)));
    assertEquals("8 -> 16 True ScaleUpLimit", pass(none(), Passes.known(200)));
    assertEquals("16 -> 20 False DesiredWithinRange", pass(none(), Passes.known(200)));
    assertEquals("20 -> 20 False DesiredWithinRange", pass(none(), Passes.known(30)));
    passes.now = passes.now.plusSeconds(299 - 30);
    assertEquals("20 -> 20 False DesiredWithinRange", pass(none(), Passes.known(30)));
    passes.now = passes.now.plusSeconds(60);
    assertEquals("20 -> 3 False DesiredWithinRange", pass(none(), Passes.known(30)));
  }

  @Test
  void aBehaviorHoldsChangesByItsRates() {
    var behavior = Optional.of(Behavior.DEFAULT);
    assertEquals("4 -> 8 True ScaleUpLimit", pass(behavior, Passes.known(200)));
    assertEquals("8 -> 8 True ScaleUpLimit", pass(behavior, Passes.known(200)));
    assertEquals("8 -> 16 True ScaleUpLimit", pass(behavior, Passes.known(200)));
  }

  @Test
  void outOfBoundsNoMetricIsAsked() {
    passes.size = new Replicas(30);
    assertEquals("30 -> 20 -", pass(none(), MISSING));
    passes.size = new Replicas(1);
    assertEquals("1 -> 2 -", pass(none(), MISSING));
  }

  @Test
  void aMissingMetricStopsShrinkingAndNotGrowing() {
    assertEquals("4 -> 4 -", pass(none(), MISSING));
    assertEquals(
        new Condition(Condition.Type.SCALING_ACTIVE, false, "FailedGetObjectMetric"),
        passes.conditions.getLast());
    assertEquals("4 -> 4 -", pass(none(), Passes.known(10), MISSING));
    assertEquals("4 -> 6 False DesiredWithinRange", pass(none(), Passes.known(60), MISSING));
  }

  @Test
  void anAverageIsOfTheReportedPodsAndAValueOfTheReadyOnes() {
    // 32 / (10 x 3) is near enough to stay at the 3 that the scale reports, though it asks for 2.
    var average = Passes.hpa(1, 20, none(), Passes.OBJECT);
    passes.size = new Replicas(2);
    var seen = passes.seen(average, Passes.known(32));
    var three =
        new Reconciliation.Seen(
            seen.now(), seen.specified(), new Replicas(3), seen.pods(), 2, seen.signals(), true);
    assertEquals(3, passes.pass(average, three).desired().value());
    // 50 are five times the target of 10: five times the one pod that is ready.
    var value =
        Passes.hpa(
            1,
            20,
            none(),
            new MetricTarget(
                MetricTarget.Source.OBJECT, Passes.QUEUE, new MetricTarget.Value(10_000)));
    seen = passes.seen(value, Passes.known(50));
    var oneReady =
        new Reconciliation.Seen(
            seen.now(), seen.specified(), seen.reported(), seen.pods(), 1, seen.signals(), true);
    assertEquals(5, passes.pass(value, oneReady).desired().value());
  }

  private static Optional<Behavior> none() {
    return Optional.empty();
  }

  /// @return from where to where, and what the limit says
  private String pass(Optional<Behavior> behavior, Signal... signals) {
    var hpa =
        signals.length == 1
            ? Passes.hpa(2, 20, behavior, Passes.OBJECT)
            : Passes.hpa(2, 20, behavior, Passes.OBJECT, OTHER);
    String from = passes.size + " -> ";
    return from
        + passes.pass(hpa, signals).desired()
        + " "
        + passes.status(Condition.Type.SCALING_LIMITED);
  }
}
