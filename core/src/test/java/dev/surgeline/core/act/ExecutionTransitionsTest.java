package dev.surgeline.core.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Execution.Evidence;
import dev.surgeline.core.act.Execution.Stage;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.scenario.ScenarioRuns;
import dev.surgeline.core.scenario.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every turn that an execution's life can take is found by trying everything that can be learned
/// of it, stands in the diagram, and is taken by a scenario.
final class ExecutionTransitionsTest {
  private static final Path SOURCE =
      Path.of("src", "main", "java", "dev", "surgeline", "core", "act", "Execution.java");
  private static final WorkloadName BEDS = new WorkloadName("beds");
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final ReplicaBounds BOUNDS =
      new ReplicaBounds(Replicas.ZERO, new Replicas(Replicas.LIMIT));
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Execution.Terms TERMS =
      new Execution.Terms(DEADLINE, Duration.ofSeconds(5), Duration.ofSeconds(5));
  private static final List<Execution.Terms> EITHER =
      List.of(TERMS, new Execution.Terms(DEADLINE, TERMS.bake()));
  private static final int STEPS = 4;
  private static final Explored EXPLORED = explore();
  private static final SortedSet<Transition> TAKEN = ScenarioRuns.transitions();

  /// An execution and the time it is at.
  private record Point(Execution execution, Instant now) {}

  /// Everything that was found.
  private record Explored(Set<Point> points, SortedSet<Transition> transitions) {}

  @Test
  void theDiagramShowsEveryTransitionThereIs() throws IOException {
    List<String> source = Files.readAllLines(SOURCE);
    List<String> drawn = source.stream().filter(ExecutionTransitionsTest::isDiagram).toList();
    List<String> found = Transition.diagram(EXPLORED.transitions());
    if (ScenarioRuns.REWRITE) {
      Files.write(SOURCE, redrawn(source, found));
    } else {
      assertEquals(String.join("\n", found), String.join("\n", drawn));
    }
  }

  @Test
  void everyTransitionIsTakenByAScenario() {
    SortedSet<Transition> never = new TreeSet<>(EXPLORED.transitions());
    never.removeAll(TAKEN);
    assertTrue(never.isEmpty(), "no scenario takes " + never);
  }

  @Test
  void noScenarioTakesATransitionThatIsNotThere() {
    SortedSet<Transition> unknown = new TreeSet<>(TAKEN);
    unknown.removeAll(EXPLORED.transitions());
    assertTrue(unknown.isEmpty(), "not in the diagram: " + unknown);
  }

  @Test
  void whatIsSettledStaysAsItIs() {
    for (Point point : EXPLORED.points()) {
      Execution execution = point.execution();
      if (execution.settled()) {
        for (Evidence evidence : evidence(execution)) {
          Instant later = point.now().plus(DEADLINE.multipliedBy(3));
          assertSame(execution, execution.advance(later, evidence, TERMS));
        }
      }
    }
  }

  @Test
  void nothingOutlastsItsDeadlines() {
    WorkloadStatus hopeless = status(3, 0);
    for (Point point : EXPLORED.points()) {
      Execution execution = point.execution();
      Instant now = point.now();
      for (int i = 0; i < 2; i++) {
        now = now.plus(DEADLINE).plus(TERMS.bake());
        execution = execution.advance(now, new Evidence.Seen(hopeless, false), TERMS);
      }
      assertTrue(execution.settled(), "still " + execution + " after " + point);
    }
  }

  @Test
  void goingBackGoesToASizeBetweenBeforeAndAfter() {
    boolean seen = false;
    for (Point point : EXPLORED.points()) {
      if (point.execution().stage() instanceof Stage.RollingBack(_, _, var undo, _)) {
        seen = true;
        Action.Scale action = point.execution().action();
        assertEquals(action.to(), undo.from());
        assertFalse(action.up() ? undo.to().below(action.from()) : undo.to().above(action.from()));
        assertFalse(undo.up() == action.up());
      }
    }
    assertTrue(seen);
  }

  private static Explored explore() {
    SortedSet<Transition> transitions = new TreeSet<>();
    Set<Point> points = new HashSet<>();
    Set<Point> edge = new HashSet<>();
    for (int[] change : new int[][] {{4, 8}, {8, 4}}) {
      var action = Action.Scale.of(BEDS, START, new Replicas(change[0]), new Replicas(change[1]));
      edge.add(new Point(Execution.started(action, BOUNDS, START, DEADLINE), START));
    }
    for (int i = 0; i < STEPS; i++) {
      points.addAll(edge);
      Set<Point> next = new HashSet<>();
      edge.forEach(point -> next.addAll(advanced(point, transitions)));
      next.removeAll(points);
      edge = next;
    }
    return new Explored(points, transitions);
  }

  private static List<Point> advanced(Point point, SortedSet<Transition> transitions) {
    List<Point> next = new ArrayList<>();
    Execution before = point.execution();
    for (Duration passed : List.of(Duration.ZERO, TERMS.bake(), DEADLINE)) {
      Instant now = point.now().plus(passed);
      for (Evidence evidence : evidence(before)) {
        for (Execution.Terms terms : EITHER) {
          Execution after = before.advance(now, evidence, terms);
          boolean answer = evidence instanceof Evidence.Answered;
          Transition.between(before.stage(), after.stage(), answer)
              .ifPresent(one -> transitions.add(one));
          next.add(new Point(after, now));
        }
      }
    }
    return next;
  }

  private static List<Evidence> evidence(Execution execution) {
    List<Evidence> all = new ArrayList<>();
    all.add(new Evidence.Overtaken());
    var stranger = Action.Scale.of(BEDS, START, new Replicas(1), new Replicas(2));
    for (Action.Scale scale : List.of(execution.action(), execution.towards(), stranger)) {
      all.add(new Evidence.Answered(scale.id(), new Outcome.Applied()));
      all.add(new Evidence.Answered(scale.id(), new Outcome.Refused("no room")));
    }
    for (int desired : new int[] {4, 8, 12}) {
      for (int ready : new int[] {0, 4, 6, 8, 12}) {
        all.add(new Evidence.Seen(status(desired, ready), false));
        all.add(new Evidence.Seen(status(desired, ready), true));
        all.add(
            new Evidence.Seen(
                status(desired, ready), false, Optional.of(new Replicas(4)), Optional.empty()));
        all.add(
            new Evidence.Seen(
                status(desired, ready), false, Optional.empty(), Optional.of("a lapse")));
      }
    }
    return all;
  }

  private static WorkloadStatus status(int desired, int ready) {
    List<ReplicaStatus> replicas = new ArrayList<>();
    for (int i = 0; i < ready; i++) {
      var id = new ReplicaId("beds-" + i);
      replicas.add(new ReplicaStatus(id, ReplicaStatus.Phase.READY, START, START));
    }
    return new WorkloadStatus(new Replicas(desired), replicas);
  }

  private static boolean isDiagram(String line) {
    return line.startsWith("///     ") && line.contains(" -> ");
  }

  private static List<String> redrawn(List<String> source, List<String> diagram) {
    List<String> lines = new ArrayList<>(source);
    int first =
        lines.indexOf(lines.stream().filter(line -> isDiagram(line)).findFirst().orElseThrow());
    lines.removeIf(ExecutionTransitionsTest::isDiagram);
    lines.addAll(first, diagram);
    return lines;
  }
}
