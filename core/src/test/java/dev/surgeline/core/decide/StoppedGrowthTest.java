package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import dev.surgeline.core.property.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Growth that a freeze or a missing agreement stops takes nothing of what workloads share: all end
/// as if it had never been asked for.
final class StoppedGrowthTest {
  private static final int TRIES = 20_000;

  private static final Agenda FREEZE =
      new Agenda(
          Optional.of(
              new Policy.Schedule.Entry(
                  "close",
                  Window.parse("daily"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  OptionalDouble.empty(),
                  Optional.of(true))),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  @Test
  void whatIsStoppedLaterTakesNothingOfWhatIsShared() {
    var differ = new AtomicInteger();
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, true);
          var limit =
              new Funds.Limit(Funds.Span.HOUR, 100, OptionalDouble.empty(), chance.between(0, 80));
          var funds = Optional.of(new Funds("GBP", List.of(limit), 0));
          List<Deliberation> asked = new ArrayList<>();
          List<Deliberation> modest = new ArrayList<>();
          for (Deliberation one : drawn.open()) {
            Deliberation stopped = stopped(one, chance);
            asked.add(stopped);
            modest.add(SharedCase.asking(stopped.situation(), most(stopped)));
          }
          differ.addAndGet(sizes(asked).equals(sizes(modest)) ? 0 : 1);
          assertEquals(
              sizes(Guardrails.pass(modest, drawn.unseen(), funds)),
              sizes(Guardrails.pass(asked, drawn.unseen(), funds)),
              drawn::toString);
        });
    assertTrue(Long.getLong("property.seed") != null || differ.get() > TRIES / 4, differ::toString);
  }

  private static Deliberation stopped(Deliberation one, Chance chance) {
    if (chance.oneIn(3)) {
      return SharedCase.asking(
          with(one, Optional.empty(), FREEZE, Optional.empty()), one.desired());
    }
    if (chance.oneIn(2)) {
      return one;
    }
    var free = new Replicas(chance.between(0, 20));
    var above = new ApprovalRule.Above(Optional.of(free), OptionalDouble.empty());
    var rule = new ApprovalRule(above, 1, Optional.empty());
    Optional<Approval> latest = chance.oneIn(2) ? Optional.empty() : request(one, rule, chance);
    return SharedCase.asking(with(one, Optional.of(rule), Agenda.NONE, latest), one.desired());
  }

  /// One that waits, was rejected or was agreed to.
  private static Optional<Approval> request(Deliberation one, ApprovalRule rule, Chance chance) {
    var growth = new Proposal(one.proposal().workload(), one.proposal().from(), new Replicas(20));
    Approval open = Approval.requested(Situations.NOW, growth, "v1", rule);
    var person = new Actor("ops-1");
    return Optional.of(
        switch (chance.between(0, 2)) {
          case 0 -> open;
          case 1 -> open.advance(Situations.NOW, new Approval.Event.Refused(person));
          default -> open.advance(Situations.NOW, new Approval.Event.Agreed(person));
        });
  }

  private static Situation with(
      Deliberation one, Optional<ApprovalRule> rule, Agenda agenda, Optional<Approval> latest) {
    Situation old = one.situation();
    Scaling plain = old.scaling();
    Surroundings around = old.surroundings();
    return new Situation(
        old.now(),
        old.workload(),
        new Scaling(plain.policies(), plain.behavior(), plain.mode(), rule, plain.signals()),
        old.current(),
        old.observation(),
        old.history(),
        agenda,
        latest.map(request -> around.with(around.people().with(request))).orElse(around));
  }

  /// The size that is left of what it asks for if nothing is shared.
  private static Replicas most(Deliberation one) {
    Situation situation = one.situation();
    Replicas from = situation.current();
    boolean stops = one.proposal().up() && situation.bounds().contains(from);
    if (stops && situation.agenda().freeze().isPresent()) {
      return from;
    }
    Optional<Replicas> free =
        situation.scaling().approval().flatMap(rule -> rule.above().replicas());
    if (!stops || free.isEmpty()) {
      return one.desired();
    }
    boolean agreed =
        situation
            .approval()
            .filter(request -> request.stage() instanceof Approval.Stage.Granted)
            .isPresent();
    Replicas allowed = agreed ? free.get().max(new Replicas(20)) : free.get();
    return one.desired().min(allowed.max(from).max(situation.bounds().min()));
  }

  private static List<Replicas> sizes(List<Deliberation> all) {
    return all.stream().map(Deliberation::desired).toList();
  }
}
