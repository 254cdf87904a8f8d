package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Queue.Drain;
import dev.surgeline.core.decide.Queue.PerReplica;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class QueueTest {
  private static final SignalName BACKLOG = new SignalName("backlog");
  private static final SignalName ARRIVALS = new SignalName("arrivals");
  private static final Queue CLAIMS =
      drain(Duration.ofMinutes(2), Optional.of(ARRIVALS), OptionalDouble.of(10));

  @Test
  void theBacklogIsDoneInTimeWhileMoreArrives() {
    // (1200 / 120 + 30) / 10 = 4
    double[][] expected = {
      {1200, 30, 4},
      {1201, 30, 5},
      {1200, 30.1, 5},
      {0, 0, 0},
      {0, 0.001, 1},
      {1, 0, 1},
      {0, 100, 10}
    };
    for (double[] one : expected) {
      Pictures seen = Pictures.of(4).total("backlog", one[0]).total("arrivals", one[1]);
      assertEquals(OptionalInt.of((int) one[2]), seen.wantedBy(CLAIMS), one[0] + " " + one[1]);
      assertTrue(seen.judgedBy(CLAIMS).complete());
    }
    Pictures seen = Pictures.of(4).total("backlog", 1200).total("arrivals", 30);
    assertEquals(
        "TARGET wants 4: backlog 1200 within 2m and arrivals 30 at 10 a second and replica",
        seen.judgedBy(CLAIMS).reasons().getFirst().toString());
  }

  @Test
  void withoutARateCapacitySays() {
    // 8 slots of 200 ms are 40 a second.
    Queue queue = drain(Duration.ofSeconds(10), Optional.empty(), OptionalDouble.empty());
    assertEquals(OptionalInt.of(1), Pictures.of(4).total("backlog", 400).wantedBy(queue));
    assertEquals(OptionalInt.of(2), Pictures.of(4).total("backlog", 401).wantedBy(queue));
    assertTrue(Pictures.of(4).total("backlog", 401).judgedBy(queue).complete());
  }

  @Test
  void soManyForAReplica() {
    var queue = new Queue(BACKLOG, new PerReplica(20));
    int[][] expected = {{0, 0}, {1, 1}, {20, 1}, {21, 2}, {100, 5}, {101, 6}};
    for (int[] one : expected) {
      assertEquals(OptionalInt.of(one[1]), Pictures.of(4).total("backlog", one[0]).wantedBy(queue));
    }
    assertEquals(
        "TARGET wants 6: backlog 101 at 20 a replica",
        Pictures.of(4).total("backlog", 101).judgedBy(queue).reasons().getFirst().toString());
  }

  @Test
  void binaryArithmeticAddsNoReplica() {
    // In binary, 3 tenths by 1 tenth are a little more or less than 3.
    assertEquals(
        OptionalInt.of(3),
        Pictures.of(4)
            .total("backlog", 0.1 + 0.2)
            .wantedBy(new Queue(BACKLOG, new PerReplica(0.1))));
    // 512.4 by 0.1 are a little more than 5124, and more so than for small numbers.
    assertEquals(
        OptionalInt.of(5124),
        Pictures.of(4)
            .total("backlog", 512.2 + 0.2)
            .wantedBy(new Queue(BACKLOG, new PerReplica(0.1))));
    assertEquals(
        OptionalInt.of(1),
        Pictures.of(4).total("backlog", 1e-9).wantedBy(new Queue(BACKLOG, new PerReplica(1e9))),
        "the least there can be is some");
    for (double most : new double[] {1e300, Double.MAX_VALUE}) {
      var tiny = new Queue(BACKLOG, new PerReplica(1e-9));
      assertEquals(
          OptionalInt.of(Replicas.LIMIT), Pictures.of(4).total("backlog", most).wantedBy(tiny));
      Pictures seen = Pictures.of(4).total("backlog", most).total("arrivals", most);
      assertEquals(OptionalInt.of(Replicas.LIMIT), seen.wantedBy(CLAIMS));
    }
  }

  @Test
  void whatIsAbsentAsksForNoLess() {
    Pictures four = Pictures.of(4);
    Recommendation noBacklog = four.total("arrivals", 900).judgedBy(CLAIMS);
    assertTrue(noBacklog.wanted().isEmpty());
    assertFalse(noBacklog.complete());
    assertEquals(Reason.Code.METRIC_MISSING, noBacklog.reasons().getFirst().code());
    var old = new Signal.Stale(new Measure.Total(900), Situations.NOW.minusSeconds(90));
    Recommendation noArrivals =
        four.total("backlog", 6000).signal("arrivals", old).judgedBy(CLAIMS);
    assertEquals(5, noArrivals.wanted().orElseThrow().value());
    assertFalse(noArrivals.complete());
    assertEquals(
        List.of(
            "TARGET wants 5: backlog 6000 within 2m at 10 a second and replica",
            "METRIC_STALE arrivals is 1m30s old"),
        noArrivals.reasons().stream().map(Reason::toString).toList());
    Recommendation ofEach = four.each("backlog", 1, 2, 3, 4).judgedBy(CLAIMS);
    assertTrue(ofEach.wanted().isEmpty());
    assertEquals(Reason.Code.METRIC_UNUSABLE, ofEach.reasons().getFirst().code());
  }

  @Test
  void itNamesItsSignals() {
    assertEquals(List.of(ARRIVALS, BACKLOG), List.copyOf(CLAIMS.signals().keySet()));
    var simple = new Queue(BACKLOG, new PerReplica(20));
    assertEquals(List.of(BACKLOG), List.copyOf(simple.signals().keySet()));
    assertEquals("queue", Pictures.of(4).judgedBy(simple).policy());
  }

  @Test
  void mistakesAreRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, 1e10}) {
      assertThrows(IllegalArgumentException.class, () -> new PerReplica(wrong));
      var rate = OptionalDouble.of(wrong);
      assertThrows(
          IllegalArgumentException.class,
          () -> new Drain(Duration.ofMinutes(2), Optional.empty(), rate));
    }
    for (Duration wrong : List.of(Duration.ofMillis(999), Duration.ofHours(25))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Drain(wrong, Optional.empty(), OptionalDouble.empty()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> drain(Duration.ofMinutes(2), Optional.of(BACKLOG), OptionalDouble.empty()));
  }

  private static Queue drain(Duration within, Optional<SignalName> arrivals, OptionalDouble rate) {
    return new Queue(BACKLOG, new Drain(within, arrivals, rate));
  }
}
