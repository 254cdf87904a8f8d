package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Steps.Count;
import dev.surgeline.core.decide.Steps.Percent;
import dev.surgeline.core.decide.Steps.Step;
import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class StepsTest {
  private static final SignalName QUEUE = new SignalName("queue");
  private static final Gauge CPU = new Gauge(new SignalName("cpu"), Gauge.As.UTILIZATION);
  private static final Gauge TOTAL = new Gauge(QUEUE, Gauge.As.TOTAL);
  private static final Gauge AVERAGE = new Gauge(QUEUE, Gauge.As.AVERAGE);
  private static final List<Step> UP = List.of(count(70, 2), count(90, 4));
  private static final List<Step> DOWN = List.of(count(30, 1), count(10, 3));

  @Test
  void theFarthestThresholdThatIsPassedCounts() {
    var steps = new Steps(TOTAL, UP, DOWN);
    int[][] expected = {
      {95, 14}, {91, 14}, {90, 12}, {71, 12}, {70, 10}, {50, 10}, {30, 10}, {29, 9}, {10, 9}, {9, 7}
    };
    for (int[] row : expected) {
      var wanted = Pictures.of(10).total("queue", row[0]).wantedBy(steps);
      assertEquals(OptionalInt.of(row[1]), wanted, () -> "queue " + row[0]);
    }
    assertEquals("steps", Pictures.of(10).total("queue", 95).judgedBy(steps).policy());
    var tenth = Pictures.of(10).total("queue", 70.001).wantedBy(steps);
    assertEquals(OptionalInt.of(12), tenth);
  }

  @Test
  void percentIsOfTheSizeAndRoundsTowardsMore() {
    var up = new Steps(TOTAL, List.of(percent(70, 15)), List.of());
    var down = new Steps(TOTAL, List.of(), List.of(percent(30, 15)));
    int[][] expected = {{1, 2, 0}, {10, 12, 9}, {13, 15, 12}, {20, 23, 17}, {100, 115, 85}};
    for (int[] row : expected) {
      Pictures some = Pictures.of(row[0]);
      assertEquals(OptionalInt.of(row[1]), some.total("queue", 71).wantedBy(up));
      assertEquals(OptionalInt.of(row[2]), some.total("queue", 29).wantedBy(down));
    }
    var all = new Steps(TOTAL, List.of(), List.of(percent(30, 100)));
    assertEquals(OptionalInt.of(0), Pictures.of(7).total("queue", 1).wantedBy(all));
  }

  @Test
  void aRunawayStepEndsAtTheMostThereCanBe() {
    var steps = new Steps(TOTAL, List.of(percent(1, 10_000)), List.of(count(0.5, 100_000)));
    assertEquals(
        OptionalInt.of(Replicas.LIMIT), Pictures.of(5000).total("queue", 1e300).wantedBy(steps));
    assertEquals(OptionalInt.of(0), Pictures.of(5).total("queue", 0).wantedBy(steps));
  }

  @Test
  void whatStartsInTimeIsNotSteppedFrom() {
    var steps = new Steps(CPU, UP, List.of());
    Pictures ten = Pictures.of(10);
    double[] busy = {.93, .93, .93, .93, .93, .93, .93, .93, .93, .93};
    var lately = Situations.NOW.minusSeconds(9);
    var longAgo = Situations.NOW.minusSeconds(10);
    assertEquals(
        OptionalInt.of(14), ten.and(2, Phase.STARTING, lately).each("cpu", busy).wantedBy(steps));
    assertEquals(
        OptionalInt.of(15), ten.and(5, Phase.STARTING, lately).each("cpu", busy).wantedBy(steps));
    assertEquals(
        OptionalInt.of(19), ten.and(5, Phase.STARTING, longAgo).each("cpu", busy).wantedBy(steps));
    assertEquals(
        OptionalInt.of(19), ten.and(5, Phase.UNREADY, lately).each("cpu", busy).wantedBy(steps));
  }

  @Test
  void noStepDownThatAStepUpWouldFollow() {
    List<Step> up = List.of(count(50, 1));
    List<Step> down = List.of(count(30, 5));
    var average = new Steps(AVERAGE, up, down);
    Recommendation held = Pictures.of(2).total("queue", 56).judgedBy(average);
    assertEquals(2, held.wanted().orElseThrow().value());
    assertEquals(
        "WITHIN_TOLERANCE queue 28 is below 30, but fewer than 2 would be above 50",
        held.reasons().getFirst().toString());
    // 10 x 28 = 280 are 46.7 for each of 6 and 56 for each of 5.
    assertEquals(OptionalInt.of(6), Pictures.of(10).total("queue", 280).wantedBy(average));
    assertEquals(OptionalInt.of(5), Pictures.of(10).total("queue", 250).wantedBy(average));
    var total = new Steps(TOTAL, up, down);
    assertEquals(OptionalInt.of(5), Pictures.of(10).total("queue", 28).wantedBy(total));
    var onlyDown = new Steps(AVERAGE, List.of(), down);
    assertEquals(OptionalInt.of(5), Pictures.of(10).total("queue", 280).wantedBy(onlyDown));
  }

  @Test
  void whatIsAbsentIsNoStepDown() {
    var steps = new Steps(TOTAL, UP, DOWN);
    for (Signal signal :
        List.of(
            new Signal.Missing(Absence.NEGATIVE),
            new Signal.Stale(new Measure.Total(95), Situations.NOW.minusSeconds(90)))) {
      Recommendation none = Pictures.of(4).signal("queue", signal).judgedBy(steps);
      assertTrue(none.wanted().isEmpty());
      assertFalse(none.complete());
      assertTrue(none.reasons().getFirst().code().besides());
    }
    Recommendation wrongKind = Pictures.of(2).each("queue", .1, .1).judgedBy(steps);
    assertEquals(
        "METRIC_UNUSABLE queue is a value of each replica, and one total is asked for",
        wrongKind.reasons().getFirst().toString());
    assertTrue(wrongKind.wanted().isEmpty());
    assertEquals(
        "METRIC_UNUSABLE cpu is one total, and a utilization is of each replica",
        Pictures.of(2)
            .total("cpu", 1)
            .judgedBy(new Steps(CPU, UP, DOWN))
            .reasons()
            .getFirst()
            .toString());
  }

  @Test
  void aPartIsTheLeastThatItCanBe() {
    var steps = new Steps(CPU, UP, DOWN);
    Pictures four = Pictures.of(4);
    Recommendation low = four.each("cpu", .1, .1, .1, Double.NaN).judgedBy(steps);
    assertTrue(low.wanted().isEmpty());
    assertFalse(low.complete());
    Recommendation high = four.each("cpu", .99, .99, .99).judgedBy(steps);
    assertEquals(6, high.wanted().orElseThrow().value());
    assertFalse(high.complete());
    assertEquals(
        List.of(
            "TARGET wants 6: cpu at least 74.25% is above 70%, adds 2 to 4",
            "METRIC_MISSING cpu is absent of 1 of 4 ready replicas"),
        high.reasons().stream().map(Reason::toString).toList());
    // Only of the ready: one that is not has no say, whatever it tells.
    var unready = four.and(1, Phase.UNREADY, Situations.NOW).each("cpu", .2, .2, .2, .2, 9);
    assertEquals(OptionalInt.of(4), unready.wantedBy(steps));
    assertTrue(unready.judgedBy(steps).complete());
    assertTrue(
        Pictures.of(0).and(1, Phase.STARTING, Situations.NOW).judgedBy(steps).wanted().isEmpty());
    Recommendation noneReady =
        Pictures.of(0).and(2, Phase.STARTING, Situations.NOW).each("cpu", .9, .9).judgedBy(steps);
    assertEquals(
        "METRIC_UNUSABLE cpu is known of no ready replica",
        noneReady.reasons().getFirst().toString());
    Recommendation tooLarge = Pictures.of(2).each("cpu", 1e308, 1e308).judgedBy(steps);
    assertEquals(Reason.Code.METRIC_UNUSABLE, tooLarge.reasons().getFirst().code());
    var share = new Steps(AVERAGE, UP, DOWN);
    Pictures one = Pictures.of(1).each("queue", Double.MAX_VALUE);
    assertEquals(OptionalInt.of(5), one.wantedBy(share), "the largest number there is counts");
  }

  @Test
  void aMeanIsNotBlurredByBinaryArithmetic() {
    double[] tenths = {.7, .7, .7, .7, .7, .7, .7, .7, .7, .7};
    var below = new Steps(CPU, List.of(), List.of(count(70, 1)));
    assertEquals(OptionalInt.of(10), Pictures.of(10).each("cpu", tenths).wantedBy(below));
    var above = new Steps(CPU, List.of(count(70, 1)), List.of());
    assertEquals(OptionalInt.of(10), Pictures.of(10).each("cpu", tenths).wantedBy(above));
  }

  @Test
  void contradictionsAreRefused() {
    refused("steps has at least one step up or down", List.of(), List.of());
    refused(
        "the steps above 90 and above 70 overlap: those farther out come later in their list",
        List.of(count(90, 2), count(70, 4)),
        List.of());
    refused(
        "the steps above 70 and above 70 overlap: those farther out come later in their list",
        List.of(count(70, 2), count(70, 4)),
        List.of());
    refused(
        "the steps below 30 and below 30 overlap: those farther out come later in their list",
        List.of(),
        List.of(count(30, 2), count(30, 4)));
    refused(
        "the steps above 70 and above 90 contradict: the one farther out changes more",
        List.of(count(70, 2), count(90, 2)),
        List.of());
    refused(
        "the steps above 70 and above 90 can not be compared: use replicas or percent for both",
        List.of(count(70, 2), percent(90, 50)),
        List.of());
    refused(
        "a step below 70 and one above 70 leave nothing between them where the size stays",
        List.of(count(70, 2)),
        List.of(count(70, 1)));
    refused("nothing is below 0: this step is never taken", List.of(), List.of(count(-0.0, 1)));
    refused("a step down is of at most 100 percent", List.of(), List.of(percent(3, 101)));
    assertThrows(IllegalArgumentException.class, () -> count(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> count(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> count(1, 0));
    assertThrows(IllegalArgumentException.class, () -> percent(1, 10_001));
  }

  private static void refused(String message, List<Step> up, List<Step> down) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Steps(TOTAL, up, down));
    assertEquals(message, e.getMessage());
  }

  private static Step count(double threshold, int amount) {
    return new Step(threshold, new Count(amount));
  }

  private static Step percent(double threshold, int amount) {
    return new Step(threshold, new Percent(amount));
  }
}
