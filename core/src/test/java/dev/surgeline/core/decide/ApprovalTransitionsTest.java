package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Approval.Event;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
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
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every turn that a request can take is found by trying everything that can happen to it, stands
/// in the diagram, and is taken by a scenario.
final class ApprovalTransitionsTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration VALID = Duration.ofMinutes(30);
  private static final int STEPS = 5;
  private static final List<Actor> PEOPLE =
      List.of(Actor.SURGELINE, new Actor("ops-1"), new Actor("ops-2"));
  private static final ApprovalRule RULE =
      new ApprovalRule(
          new ApprovalRule.Above(Optional.of(new Replicas(30)), OptionalDouble.empty()),
          2,
          Optional.of(VALID));

  private final SortedSet<Turn> turns = new TreeSet<>();
  private final Set<Point> points = explored();

  private record Point(Approval approval, Instant now) {}

  @Test
  void theDiagramShowsEveryTurnThereIs() throws IOException {
    new Diagram("Approval.java").mustShow(turns);
  }

  @Test
  void everyTurnIsTakenByAScenario() {
    SortedSet<Turn> never = new TreeSet<>(turns);
    never.removeAll(ScenarioRuns.turns());
    assertTrue(never.isEmpty(), "no scenario takes " + never);
  }

  @Test
  void growthIsAllowedByEnoughDifferentPeopleOnlyAndNeverByTheRequester() {
    boolean allowed = false;
    for (Point point : points) {
      Approval one = point.approval();
      List<Actor> by = one.agreements().stream().map(Approval.Agreement::by).toList();
      assertEquals(by.size(), by.stream().distinct().count(), one::toString);
      assertFalse(by.contains(one.requester()), one::toString);
      allowed |= one.allowed().isPresent();
      assertTrue(one.allowed().isEmpty() || by.size() == one.needed(), one::toString);
    }
    assertTrue(allowed);
  }

  @Test
  void whatIsSettledStaysAsItIsAndAllowsNothing() {
    for (Point point : points) {
      Approval one = point.approval();
      if (one.settled()) {
        assertTrue(one.allowed().isEmpty());
        for (Event event : events()) {
          assertSame(one, one.advance(point.now().plus(VALID.multipliedBy(3)), event));
        }
      }
    }
  }

  @Test
  void nothingOutlastsItsTime() {
    for (Point point : points) {
      Instant later = point.now().plus(VALID);
      assertTrue(point.approval().advance(later, new Event.Passed()).settled());
    }
  }

  @Test
  void whatIsAcceptedTwiceIsDoneOnceAndWhatIsRefusedIsNotDone() {
    for (Point point : points) {
      for (Actor actor : PEOPLE) {
        for (Event event : List.of(new Event.Agreed(actor), new Event.Refused(actor))) {
          Approval before = point.approval();
          Approval once = before.advance(point.now(), event);
          if (before.answer(event) instanceof Answer.Refused(var rule)) {
            assertEquals(before, once, rule);
          } else {
            assertInstanceOf(Answer.Accepted.class, once.answer(event), before::toString);
          }
          assertEquals(once, once.advance(point.now(), event));
        }
      }
    }
  }

  @Test
  void eachRequestHasItsOwnId() {
    Approval one = request(START, 40, "v1");
    assertEquals("beds-2026-11-21T08:00:00Z-grow-30-40-v1", one.id().value());
    assertNotEquals(one.id(), request(START.plusSeconds(15), 40, "v1").id());
    assertNotEquals(one.id(), request(START, 41, "v1").id());
    assertNotEquals(one.id(), request(START, 40, "v2").id());
  }

  private static Approval request(Instant at, int to, String version) {
    var growth = new Proposal(new WorkloadName("beds"), new Replicas(30), new Replicas(to));
    return Approval.requested(at, growth, version, RULE);
  }

  private Set<Point> explored() {
    Set<Point> all = new HashSet<>();
    Set<Point> edge = new HashSet<>();
    edge.add(new Point(request(START, 40, "v1"), START));
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
    for (Duration passed : List.of(Duration.ZERO, VALID)) {
      Instant now = point.now().plus(passed);
      for (Event event : events()) {
        Approval after = point.approval().advance(now, event);
        Turn.of(point.approval(), after).ifPresent(turn -> turns.add(turn));
        next.add(new Point(after, now));
      }
    }
    return next;
  }

  private static List<Event> events() {
    List<Event> all = new ArrayList<>(List.of(new Event.Passed(), new Event.Grows()));
    for (Actor actor : PEOPLE) {
      all.add(new Event.Agreed(actor));
      all.add(new Event.Refused(actor));
    }
    all.add(new Event.Grown(Approval.End.REACHED));
    all.add(new Event.Grown(Approval.End.SHRINKS));
    all.add(new Event.Obsolete(Approval.Cause.DOCUMENTS));
    all.add(new Event.Obsolete(Approval.Cause.MORE_WANTED));
    return all;
  }
}
