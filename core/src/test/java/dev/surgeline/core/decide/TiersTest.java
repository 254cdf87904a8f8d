package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Tiers.Condition;
import dev.surgeline.core.decide.Tiers.Row;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.property.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class TiersTest {
  private static final Gauge SESSIONS = new Gauge(new SignalName("sessions"), Gauge.As.TOTAL);
  private static final Gauge CPU = new Gauge(new SignalName("cpu"), Gauge.As.TOTAL);
  private static final Row SMALL = row(3, range(SESSIONS, 0, 200), range(CPU, 0, 40));
  private static final Tiers MATRIX =
      new Tiers(
          List.of(
              SMALL, row(5, range(SESSIONS, 0, 500)), row(8, range(SESSIONS, 500, 800)), row(12)));

  @Test
  void theFirstRowThatFitsGivesTheSize() {
    int[][] expected = {
      {0, 0, 3},
      {199, 39, 3},
      {199, 40, 5},
      {200, 0, 5},
      {499, 99, 5},
      {500, 0, 8},
      {799, 99, 8},
      {800, 0, 12},
      {1_000_000, 100, 12}
    };
    for (int[] one : expected) {
      Pictures seen = Pictures.of(4).total("sessions", one[0]).total("cpu", one[1]);
      Recommendation given = seen.judgedBy(MATRIX);
      assertEquals(OptionalInt.of(one[2]), seen.wantedBy(MATRIX), () -> one[0] + " " + one[1]);
      assertTrue(given.complete());
    }
  }

  @Test
  void whatIsAbsentWantsWhatIsCertain() {
    Pictures four = Pictures.of(4);
    int[][] noCpu = {{150, 3}, {300, 5}, {600, 8}, {900, 12}};
    for (int[] one : noCpu) {
      Recommendation given = four.total("sessions", one[0]).judgedBy(MATRIX);
      assertEquals(one[1], given.wanted().orElseThrow().value());
      assertFalse(given.complete());
    }
    Recommendation noSessions = four.total("cpu", 10).judgedBy(MATRIX);
    assertEquals(3, noSessions.wanted().orElseThrow().value());
    assertFalse(noSessions.complete());
    assertEquals(
        OptionalInt.of(5), four.total("cpu", 40).wantedBy(MATRIX), "the first row can not hold");
    assertTrue(four.judgedBy(MATRIX).wanted().isEmpty());
    assertFalse(four.judgedBy(MATRIX).complete());
    assertEquals(2, four.judgedBy(MATRIX).reasons().size());
  }

  @Test
  void aPartIsTheLeastThatItCanBe() {
    var busy = new Gauge(new SignalName("busy"), Gauge.As.UTILIZATION);
    var tiers = new Tiers(List.of(row(2, range(busy, 0, 50)), row(6, range(busy, 50, 80)), row(9)));
    Pictures four = Pictures.of(4);
    assertEquals(OptionalInt.of(2), four.each("busy", .6, .6, .6).wantedBy(tiers));
    assertEquals(OptionalInt.of(6), four.each("busy", .8, .8, .8).wantedBy(tiers));
    assertEquals(OptionalInt.of(9), four.each("busy", 1.2, 1.2, 1.2).wantedBy(tiers));
    assertFalse(four.each("busy", 1.2, 1.2, 1.2).judgedBy(tiers).complete());
    assertEquals(OptionalInt.of(6), four.each("busy", .6, .6, .6, .6).wantedBy(tiers));
    // Once it has reached a bound without end, what is absent can not undo that.
    var from40 = new Condition(busy, OptionalDouble.of(40), OptionalDouble.empty());
    var open = new Tiers(List.of(row(9, from40), row(2)));
    assertEquals(OptionalInt.of(9), four.each("busy", .6, .6, .6).wantedBy(open));
    assertEquals(OptionalInt.of(2), four.each("busy", .5, .5, .5).wantedBy(open));
  }

  @Test
  void withoutARowTheSizeStays() {
    var tiers = new Tiers(List.of(row(2, range(SESSIONS, 0, 50)), row(6, range(SESSIONS, 80, 99))));
    Recommendation none = Pictures.of(4).total("sessions", 60).judgedBy(tiers);
    assertEquals("tiers", none.policy());
    assertEquals(4, none.wanted().orElseThrow().value());
    assertTrue(none.complete());
    assertEquals(
        "NO_ROW stays at 4: sessions 60, which fits none of 2 rows",
        none.reasons().getFirst().toString());
    var always = new Tiers(List.of(row(7)));
    assertEquals(
        "wants 7: the only row", Pictures.of(4).judgedBy(always).reasons().getFirst().sentence());
  }

  @Test
  void longNamesMakeNoTooLongSentence() {
    List<Condition> when = new ArrayList<>();
    Pictures seen = Pictures.of(4);
    for (String letter : List.of("a", "b", "c", "d")) {
      String name = letter.repeat(128);
      when.add(range(new Gauge(new SignalName(name), Gauge.As.TOTAL), 0, 5));
      seen = seen.total(name, 7);
    }
    var tiers = new Tiers(List.of(new Row(when, new Replicas(3))));
    assertEquals(OptionalInt.of(4), seen.wantedBy(tiers));
  }

  @Test
  void aRowThatIsNeverReachedIsRefused() {
    refused(2, row(3), row(4, range(CPU, 0, 5)));
    refused(2, row(3, range(CPU, 0, 5)), row(4, range(CPU, 1, 4), range(SESSIONS, 0, 9)));
    // Both rows together take all below 8; one alone does not.
    refused(3, row(3, range(CPU, 0, 5)), row(4, range(CPU, 5, 8)), row(5, range(CPU, 2, 8)));
    refused(
        4,
        row(1, range(CPU, 0, 5), range(SESSIONS, 0, 10)),
        row(2, range(CPU, 5, 1e308)),
        row(3, range(SESSIONS, 10, 1e308)),
        row(4, range(CPU, 0, 9), range(SESSIONS, 0, 9)));
    new Tiers(
        List.of(
            row(1, range(CPU, 0, 5), range(SESSIONS, 0, 10)),
            row(2, range(CPU, 5, 8)),
            row(3, range(SESSIONS, 10, 20)),
            row(4, range(CPU, 0, 9), range(SESSIONS, 0, 9))));
  }

  /// Against a twin that tries every cell of the grid.
  @Test
  void reachabilityIsExact() {
    int[] refusals = new int[1];
    for (int seed = 0; seed < 2000; seed++) {
      var chance = new Chance(seed);
      List<Row> rows = new ArrayList<>();
      for (int i = chance.between(2, 7); i > 0; i--) {
        int from = chance.between(0, 3);
        int low = chance.between(0, 3);
        rows.add(
            row(
                i,
                range(CPU, from, from + chance.between(1, 3)),
                range(SESSIONS, low, low + chance.between(1, 3))));
      }
      boolean reached = true;
      for (int row = 0; row < rows.size(); row++) {
        reached &= reachedInSomeCell(rows, row);
      }
      if (reached) {
        new Tiers(rows);
      } else {
        refusals[0]++;
        assertThrows(IllegalArgumentException.class, () -> new Tiers(rows), "seed " + seed);
      }
    }
    assertTrue(refusals[0] > 200 && refusals[0] < 1800, () -> refusals[0] + " of 2000 refused");
  }

  private static boolean reachedInSomeCell(List<Row> rows, int row) {
    for (int cpu = 0; cpu < 7; cpu++) {
      for (int sessions = 0; sessions < 7; sessions++) {
        int first = 0;
        while (first < rows.size() && !fits(rows.get(first), cpu, sessions)) {
          first++;
        }
        if (first == row) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean fits(Row row, double cpu, double sessions) {
    return row.when().stream()
        .allMatch(condition -> {
          double value = condition.gauge().equals(CPU) ? cpu : sessions;
          return value >= condition.atLeast().orElse(0) && value < condition.below().orElse(1e9);
        });
  }

  @Test
  void otherMistakesAreRefused() {
    assertEquals(
        "a row has one condition on cpu, with atLeast, below or both",
        message(() -> row(3, range(CPU, 0, 5), range(CPU, 7, 9))));
    var average = new Gauge(CPU.signal(), Gauge.As.AVERAGE);
    assertEquals(
        "cpu is read in two ways: say the same as in every row",
        message(() -> new Tiers(List.of(row(3, range(CPU, 0, 5)), row(4, range(average, 6, 7))))));
    assertEquals("tiers has 1 to 20 rows", message(() -> new Tiers(List.of())));
    List<Row> five = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      five.add(row(2, range(new Gauge(new SignalName(name), Gauge.As.TOTAL), 0, 5)));
    }
    assertEquals("tiers looks at no more than 4 signals", message(() -> new Tiers(five)));
    assertEquals("nothing is at least 5 and below 5", message(() -> range(CPU, 5, 5)));
    assertEquals("nothing is at least 0 and below 0", message(() -> range(CPU, -0.0, 0)));
    assertEquals("a bound is finite and not negative", message(() -> range(CPU, -1, 5)));
    assertEquals("a bound is finite and not negative", message(() -> range(CPU, 1, Double.NaN)));
    double endless = Double.POSITIVE_INFINITY;
    assertEquals("a bound is finite and not negative", message(() -> range(CPU, 1, endless)));
  }

  private static void refused(int row, Row... rows) {
    assertEquals(
        "row " + row + " is never reached: rows before it take all that fits it",
        message(() -> new Tiers(List.of(rows))));
  }

  private static String message(Executable wrong) {
    var e = assertThrows(IllegalArgumentException.class, wrong);
    return Objects.toString(e.getMessage());
  }

  private static Row row(int replicas, Condition... when) {
    return new Row(List.of(when), new Replicas(replicas));
  }

  private static Condition range(Gauge gauge, double atLeast, double below) {
    return new Condition(gauge, OptionalDouble.of(atLeast), OptionalDouble.of(below));
  }
}
