package dev.surgeline.core.decide.hpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Zero by hand is a pause; the autoscaler's own zero, with the gate HPAScaleToZero on, is not.
final class ScaleToZeroTest {
  private static final MetricTarget OF_EACH_POD =
      new MetricTarget(
          MetricTarget.Source.PODS,
          new SignalName("requests"),
          new MetricTarget.AverageValue(10_000));
  private static final Condition LIMITED =
      new Condition(Condition.Type.SCALING_LIMITED, true, "TooFewReplicas");
  private static final Condition OWN_ZERO =
      new Condition(Condition.Type.SCALED_TO_ZERO, true, "ScaledToZero");

  @Test
  void goesToZeroAndComesBack() {
    var open = hpa(true, 0, Passes.OBJECT);
    var passes = new Passes(2);
    assertEquals(2, passes.pass(open, Passes.known(20)).desired().value());
    assertEquals("-", passes.status(Condition.Type.SCALED_TO_ZERO));
    passes.now = passes.now.plusSeconds(301);
    assertEquals(1, passes.pass(open, Passes.known(5)).desired().value());
    assertEquals("-", passes.status(Condition.Type.SCALED_TO_ZERO), "it never was at zero");
    passes.now = passes.now.plusSeconds(301);
    assertEquals(0, passes.pass(open, Passes.known(0)).desired().value());
    assertEquals("True ScaledToZero", passes.status(Condition.Type.SCALED_TO_ZERO));
    assertEquals(3, passes.pass(open, Passes.known(25)).desired().value());
    assertEquals("False NotScaledToZero", passes.status(Condition.Type.SCALED_TO_ZERO));
    assertEquals("True ValidMetricFound", passes.status(Condition.Type.SCALING_ACTIVE));
  }

  @Test
  void withTheGateClosedZeroIsReachedAndNotRemembered() {
    var passes = new Passes(1);
    passes.pass(hpa(false, 0, Passes.OBJECT), Passes.known(0));
    passes.now = passes.now.plusSeconds(301);
    var closed = hpa(false, 0, Passes.OBJECT);
    assertEquals(0, passes.pass(closed, Passes.known(0)).desired().value());
    assertEquals("-", passes.status(Condition.Type.SCALED_TO_ZERO));
  }

  @Test
  void zeroByHandIsAPauseWithTheGateOpenToo() {
    for (boolean gate : new boolean[] {false, true}) {
      for (int min : new int[] {0, 2}) {
        var passes = new Passes(0);
        passes.conditions = List.of(LIMITED);
        assertEquals(
            0, passes.pass(hpa(gate, min, Passes.OBJECT), Passes.known(200)).desired().value());
        assertEquals("False ScalingDisabled", passes.status(Condition.Type.SCALING_ACTIVE));
        assertEquals("True SucceededGetScale", passes.status(Condition.Type.ABLE_TO_SCALE));
        assertEquals("True TooFewReplicas", passes.status(Condition.Type.SCALING_LIMITED));
      }
    }
    var over = new Passes(0);
    over.conditions =
        List.of(new Condition(Condition.Type.SCALED_TO_ZERO, false, "NotScaledToZero"));
    assertEquals(
        0,
        over.pass(hpa(true, 0, Passes.OBJECT), Passes.known(200)).desired().value(),
        "its own zero was before, this one is by hand");
  }

  @Test
  void itsOwnZeroEndsWhereSomethingCanEndIt() {
    assertEquals(3, fromOwnZero(hpa(true, 0, Passes.OBJECT)), "one value is known without pods");
    assertEquals(3, fromOwnZero(hpa(true, 0, Passes.OBJECT, OF_EACH_POD)));
    assertEquals(0, fromOwnZero(hpa(true, 0, OF_EACH_POD)), "no pod can say anything");
    assertEquals(1, fromOwnZero(hpa(true, 1, OF_EACH_POD)), "the min is asked for in any case");
    assertEquals(0, fromOwnZero(hpa(false, 1, Passes.OBJECT)), "the gate is closed again");
  }

  @Test
  void withTheGateClosedAgainTheConditionIsForgottenAndNoOther() {
    var passes = new Passes(0);
    passes.conditions = List.of(LIMITED, OWN_ZERO);
    passes.pass(hpa(false, 0, Passes.OBJECT), Passes.known(25));
    assertEquals("-", passes.status(Condition.Type.SCALED_TO_ZERO));
    assertEquals("True TooFewReplicas", passes.status(Condition.Type.SCALING_LIMITED));
  }

  private static int fromOwnZero(HorizontalPodAutoscaler hpa) {
    var passes = new Passes(0);
    passes.conditions = List.of(OWN_ZERO);
    return passes.pass(hpa, Passes.known(25)).desired().value();
  }

  private static HorizontalPodAutoscaler hpa(boolean gate, int min, MetricTarget... metrics) {
    var defaults = HorizontalPodAutoscaler.Settings.DEFAULT;
    return new HorizontalPodAutoscaler(
        new ReplicaBounds(new Replicas(min), new Replicas(20)),
        List.of(metrics).stream().map(Optional::of).toList(),
        Optional.empty(),
        Tolerance.DEFAULT,
        new HorizontalPodAutoscaler.Settings(
            defaults.downscaleWindow(),
            defaults.initialization(),
            defaults.readinessDelay(),
            defaults.scaleUpFactor(),
            defaults.scaleUpMinimum(),
            gate));
  }
}
