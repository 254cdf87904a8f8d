package dev.surgeline.lab.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Each decides in its own time, whatever the tick of the documents is.
final class RhythmTest {
  private static final List<String> PEERS = List.of("hpa", "hpa-50", "keda", "tracking");
  private static final double[] TRACE = Questions.hump(2, 60, 0.5, 7);

  private static Run.Result run(Question question, String name) {
    return new Simulation(question).run(name, 3, _ -> {}).result();
  }

  /// A cluster's HPA does not know how often ours looks: not one decision is another.
  @Test
  void peersDoTheSameAtAnyTickOfOurs() {
    for (Question.Kind kind : Question.Kind.values()) {
      for (String name : PEERS) {
        Run.Result usual = run(Questions.of(TRACE, kind), name);
        assertTrue(usual.actions() > 3, name + " " + usual.actions());
        for (int seconds : new int[] {1, 5, 60}) {
          Question other = Questions.of(TRACE, kind, Duration.ofSeconds(seconds));
          assertEquals(usual, run(other, name), name + " at a tick of " + seconds + " s");
        }
      }
    }
  }

  /// Ticks of 7 s, and what is counted begins and ends between two syncs.
  @Test
  void whatIsCountedMayBeginBetweenTwoSyncs() {
    Question odd = Questions.of(TRACE, Question.Kind.REQUESTS, Duration.ofSeconds(7));
    Instant from = Questions.START.plusSeconds(7 * 200);
    Instant to = Questions.START.plusSeconds(7 * 801);
    var counted =
        new Question(odd.spec(), odd.workload(), odd.trace(), from, to, odd.kind(), odd.metrics());
    Run.Result part = run(counted, "hpa");
    Map<Instant, Integer> sizes = new TreeMap<>();
    run(Questions.of(TRACE, Question.Kind.REQUESTS), "hpa")
        .course()
        .forEach(moment -> sizes.put(moment.at(), moment.size()));
    double area = 0;
    Instant before = from;
    for (Run.Moment moment : part.course()) {
      assertEquals(moment.size(), sizes.getOrDefault(moment.at(), moment.size()), moment::toString);
      area += moment.size() * Duration.between(before, moment.at()).toSeconds() / 3600.0;
      before = moment.at();
    }
    assertEquals(to, part.course().getLast().at());
    assertEquals(from.plusSeconds(10), part.course().getFirst().at(), "1410 s, a sync");
    // Those that drain are paid for as well.
    assertTrue(part.replicaHours() >= area - 1e-9, part.replicaHours() + " < " + area);
    assertEquals(area, part.replicaHours(), 0.02 * area);
  }

  /// Ours decides at its tick.
  @Test
  void oursDecidesAtItsTick() {
    Question quick = Questions.of(TRACE, Question.Kind.FLUID, Duration.ofSeconds(5));
    assertEquals(2 * 720, run(quick, Roster.OWN).course().size());
    assertEquals(2 * 240, run(quick, "hpa").course().size());
    assertEquals(2 * 720, run(quick, "reactive").course().size());
  }
}
