package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Emergency.Event;
import dev.surgeline.core.decide.Emergency.Stage;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.scenario.Diagram;
import dev.surgeline.core.scenario.ScenarioRuns;
import dev.surgeline.core.scenario.Turn;
import java.io.IOException;
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

/// Every turn that break-glass can take is found by trying everything that can happen to it, stands
/// in the diagram, and is taken by a scenario.
final class EmergencyTransitionsTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int STEPS = 4;
  private static final List<Actor> PEOPLE =
      List.of(new Actor("ops-1"), new Actor("ops-2"), new Actor("ops-3"));
  private static final Command.StartEmergency COMMAND =
      new Command.StartEmergency("a surge", new Emergency.Scope.All(), HOUR, Optional.empty());

  private final SortedSet<Turn> turns = new TreeSet<>();
  private final Set<Point> points = explored();

  private record Point(Emergency emergency, Instant now) {}

  @Test
  void theDiagramShowsEveryTurnThereIs() throws IOException {
    new Diagram("Emergency.java").mustShow(turns);
  }

  @Test
  void everyTurnIsTakenByAScenario() {
    SortedSet<Turn> never = new TreeSet<>(turns);
    never.removeAll(ScenarioRuns.turns());
    assertTrue(never.isEmpty(), "no scenario takes " + never);
  }

  @Test
  void nobodyGoesOnAloneAndNobodyReviewsTheirOwn() {
    boolean reviewed = false;
    for (Point point : points) {
      Emergency one = point.emergency();
      List<Actor> involved = new ArrayList<>(List.of(one.startedBy()));
      one.extensions().forEach(extension -> involved.add(extension.by()));
      assertEquals(involved.size(), involved.stream().distinct().count(), one::toString);
      if (one.stage() instanceof Stage.Reviewed(_, var by, _)) {
        reviewed = true;
        assertFalse(involved.contains(by), one::toString);
      }
    }
    assertTrue(reviewed);
  }

  @Test
  void whatIsAcceptedTwiceIsDoneOnceAndWhatIsRefusedIsNotDone() {
    for (Point point : points) {
      for (Event event : events()) {
        Emergency before = point.emergency();
        Emergency once = before.advance(point.now(), event);
        if (before.answer(point.now(), event) instanceof Answer.Refused(var rule)) {
          assertEquals(before, once, rule);
        } else {
          assertInstanceOf(Answer.Accepted.class, once.answer(point.now(), event));
        }
        if (!(event instanceof Event.Passed)) {
          assertEquals(once, once.advance(point.now(), event));
        }
      }
    }
  }

  @Test
  void itEndsByItself() {
    for (Point point : points) {
      Instant later = point.now().plus(Emergency.LONGEST);
      Emergency over = point.emergency().advance(later, new Event.Passed());
      assertFalse(over.active());
      Emergency late = over.advance(later.plus(Emergency.REVIEW_WITHIN), new Event.Passed());
      assertFalse(late.stage() instanceof Stage.Ended);
    }
  }

  @Test
  void itIsForgottenOnlyWhenItWasReviewedLongAgo() {
    for (Point point : points) {
      boolean reviewed = point.emergency().stage() instanceof Stage.Reviewed;
      assertFalse(point.emergency().forgettable(point.now()));
      assertEquals(
          reviewed,
          point.emergency().forgettable(point.now().plus(Emergency.KEPT.multipliedBy(2))));
    }
  }

  @Test
  void whatNobodyMayAskForIsNoCommand() {
    var all = new Emergency.Scope.All();
    for (String text : List.of("", " ", "two\nlines", "x".repeat(201))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Command.StartEmergency(text, all, HOUR, Optional.empty()));
    }
    for (Duration lasts : List.of(Duration.ofSeconds(59), Duration.ofHours(8).plusSeconds(1))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Command.StartEmergency("a surge", all, lasts, Optional.empty()));
      assertThrows(
          IllegalArgumentException.class,
          () -> new Command.ExtendEmergency(new Emergency.Id("x"), lasts));
    }
    assertThrows(IllegalArgumentException.class, () -> new Emergency.Scope.Some(new TreeSet<>()));
    for (String name : List.of("", "anna@hospital.example", "a b", "-x", "x".repeat(65))) {
      assertThrows(IllegalArgumentException.class, () -> new Actor(name));
    }
  }

  @Test
  void scopesOverlapWhenSomeWorkloadIsInBoth() {
    var all = new Emergency.Scope.All();
    Emergency.Scope beds = some("beds");
    Emergency.Scope both = some("beds", "intake");
    assertTrue(all.overlaps(beds) && beds.overlaps(all) && beds.overlaps(both));
    assertFalse(beds.overlaps(some("intake")));
    assertEquals("a, b, c and 1 more", some("a", "b", "c", "d").toString());
  }

  private static Emergency.Scope some(String... names) {
    var workloads = new TreeSet<WorkloadName>();
    for (String name : names) {
      workloads.add(new WorkloadName(name));
    }
    return new Emergency.Scope.Some(workloads);
  }

  private Set<Point> explored() {
    Set<Point> all = new HashSet<>();
    Set<Point> edge = new HashSet<>();
    edge.add(new Point(Emergency.started(START, PEOPLE.getFirst(), COMMAND), START));
    for (int i = 0; i < STEPS; i++) {
      all.addAll(edge);
      Set<Point> next = new HashSet<>();
      edge.forEach(point -> next.addAll(advanced(point)));
      next.removeAll(all);
      edge = next;
    }
    return all;
  }

  private List<Point> advanced(Point point) {
    List<Point> next = new ArrayList<>();
    for (Duration passed : List.of(Duration.ZERO, HOUR, Emergency.REVIEW_WITHIN)) {
      Instant now = point.now().plus(passed);
      for (Event event : events()) {
        Emergency after = point.emergency().advance(now, event);
        Turn.of(point.emergency(), after).ifPresent(turn -> turns.add(turn));
        next.add(new Point(after, now));
      }
    }
    return next;
  }

  private static List<Event> events() {
    List<Event> all = new ArrayList<>(List.of(new Event.Passed()));
    for (Actor actor : PEOPLE) {
      all.add(new Event.Extended(actor, HOUR.multipliedBy(2)));
      all.add(new Event.Extended(actor, HOUR));
      all.add(new Event.Stopped(actor));
      all.add(new Event.Reviewed(actor, "as it should be"));
    }
    return all;
  }
}
