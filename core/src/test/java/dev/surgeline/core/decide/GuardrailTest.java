package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Behavior.RatePolicy;
import dev.surgeline.core.decide.Behavior.Rules;
import dev.surgeline.core.decide.Behavior.Select;
import dev.surgeline.core.decide.Behavior.Unit;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Guardrails only make a proposal safer, each by itself and all together, and stop where the HPA
/// stops.
final class GuardrailTest {
  private static final int TRIES = 30_000;

  /// Something to guard, and everything that a guardrail looks at.
  private record Case(
      ReplicaBounds bounds, Behavior behavior, Proposal proposal, History history, boolean known) {
    static Case draw(Chance chance) {
      int min = chance.between(0, 30);
      int max = Math.max(1, min + chance.of(0, 1, 10, 200));
      var proposal = new Proposal(new WorkloadName("beds"), size(chance), size(chance));
      var bounds = new ReplicaBounds(new Replicas(min), new Replicas(max));
      var behavior = new Behavior(rules(chance), rules(chance));
      return new Case(bounds, behavior, proposal, history(chance), chance.oneIn(2));
    }

    private static Replicas size(Chance chance) {
      return new Replicas(chance.oneIn(50) ? Replicas.LIMIT : chance.between(0, 60));
    }

    private static Rules rules(Chance chance) {
      List<RatePolicy> policies = new ArrayList<>();
      for (int i = chance.between(1, 3); i > 0; i--) {
        int value = chance.oneIn(10) ? Integer.MAX_VALUE : chance.between(1, 150);
        var period = Duration.ofSeconds(chance.between(1, 120));
        policies.add(new RatePolicy(chance.of(Unit.values()), value, period));
      }
      var window = Duration.ofSeconds(chance.oneIn(3) ? 0 : chance.between(0, 300));
      return new Rules(window, chance.of(Select.values()), policies);
    }

    private static History history(Chance chance) {
      History history = History.EMPTY;
      for (int ago = 400; ago >= 0; ago -= chance.between(1, 120)) {
        Instant at = Situations.NOW.minusSeconds(ago);
        Duration keep = Duration.ofMinutes(5);
        history =
            chance.oneIn(2)
                ? history.plusWanted(at, size(chance), keep)
                : history.plusChange(at, chance.of(-40, -7, -1, 1, 3, 30), keep);
      }
      return history;
    }

    /// A threshold anywhere, for a wish that may be larger than what is left of it.
    Guardrail agreement() {
      var above =
          new ApprovalRule.Above(
              Optional.of(new Replicas(history.wanted().size() * 5)), OptionalDouble.empty());
      var rule = new ApprovalRule(above, 2, Optional.empty());
      return new Guardrail.Agreement(rule, known ? Optional.of(proposal.to()) : Optional.empty());
    }

    Situation situation() {
      return Situations.sized(bounds, behavior, proposal.from(), history);
    }
  }

  @Test
  void eachMakesAProposalSafer() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance);
          Situation situation = drawn.situation();
          List<Guardrail> all = new ArrayList<>(Guardrail.inOrder(situation, drawn.known()));
          all.add(drawn.agreement());
          for (Guardrail guardrail : all) {
            Guardrail.Guarded guarded = guardrail.guard(drawn.proposal(), situation);
            Replicas from = drawn.proposal().from();
            Replicas asked = drawn.proposal().to();
            Replicas let = guarded.after().to();
            boolean smaller = !let.below(from.min(asked)) && !let.above(from.max(asked));
            boolean boundsHold =
                drawn.bounds().contains(let) && guardrail instanceof Guardrail.Bounds;
            assertTrue(smaller || boundsHold, () -> guardrail + " made " + let + " of " + drawn);
            assertEquals(
                guarded.reason().isPresent(), !let.equals(asked), () -> guardrail + " of " + drawn);
          }
        });
  }

  @Test
  void allTogetherStayInsideTheBoundsAndNeverShrinkOnAbsentData() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance);
          Replicas let = guarded(drawn);
          Replicas from = drawn.proposal().from();
          assertTrue(drawn.bounds().contains(let), () -> let + " of " + drawn);
          if (!drawn.known() && !from.above(drawn.bounds().max())) {
            assertTrue(!let.below(from), () -> let + " of " + drawn);
          }
        });
  }

  /// What asks for no change is not led past each of them.
  @Test
  void allAtOnceLeaveWhatEachInTurnLeaves() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance);
          if (drawn.known()) {
            List<Deliberation> open = List.of(open(drawn.situation(), drawn.proposal()));
            var left = Guardrails.pass(open, List.of(), Optional.empty()).getFirst();
            assertEquals(guarded(drawn), left.desired(), drawn::toString);
          }
        });
  }

  @Test
  void theyStopWhereTheHpaStops() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance);
          if (drawn.known() && drawn.bounds().contains(drawn.proposal().from())) {
            assertEquals(twin(drawn), (long) guarded(drawn).value(), drawn::toString);
          }
        });
  }

  /// Break-glass lets growth past those that yield, and changes nothing else.
  @Test
  void breakGlassLetsGrowthPastThoseThatYieldAlone() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance);
          Situation plain = drawn.situation();
          Situation broken = Situations.under(plain, chance.between(0, 20));
          Deliberation open = open(broken, drawn.proposal());
          for (Guardrail guardrail : Guardrail.inOrder(plain, drawn.known())) {
            Guardrail.Guarded alone = guardrail.guard(drawn.proposal(), plain);
            Replicas let = open.through(guardrail).desired();
            boolean past = guardrail.yields() && drawn.proposal().up();
            assertEquals(past ? drawn.proposal().to() : alone.after().to(), let, drawn::toString);
          }
        });
  }

  private static Deliberation open(Situation situation, Proposal proposal) {
    var said = List.of(new Reason(Reason.Code.EMERGENCY, "ops-1"));
    return new Deliberation(
        situation,
        List.of(),
        Optional.of(proposal.to()),
        List.of(),
        proposal,
        said,
        PolicyMemory.NONE);
  }

  private static Replicas guarded(Case drawn) {
    Situation situation = drawn.situation();
    Proposal proposal = drawn.proposal();
    for (Guardrail guardrail : Guardrail.inOrder(situation, drawn.known())) {
      proposal = guardrail.guard(proposal, situation).after();
    }
    return proposal.to();
  }

  /// Stabilize, then limit the rate, then hold the bounds, as the HPA orders them.
  private static long twin(Case drawn) {
    int current = drawn.proposal().from().value();
    int desired = drawn.proposal().to().value();
    Rules up = drawn.behavior().scaleUp();
    Rules down = drawn.behavior().scaleDown();
    int stable =
        HpaTwin.stabilized(
            current,
            desired,
            wishes(drawn, up.stabilization()),
            wishes(drawn, down.stabilization()));
    List<HpaTwin.Event> ups = events(drawn, 1);
    List<HpaTwin.Event> downs = events(drawn, -1);
    long limited = stable;
    if (stable > current) {
      limited = Math.min(stable, HpaTwin.scaleUpLimit(current, ups, downs, select(up), list(up)));
    } else if (stable < current) {
      limited =
          Math.max(stable, HpaTwin.scaleDownLimit(current, ups, downs, select(down), list(down)));
    }
    return Math.max(drawn.bounds().min().value(), Math.min(drawn.bounds().max().value(), limited));
  }

  private static List<Integer> wishes(Case drawn, Duration window) {
    return drawn.history().wanted().stream()
        .filter(wish -> wish.at().isAfter(Situations.NOW.minus(window)))
        .map(wish -> wish.replicas().value())
        .toList();
  }

  private static List<HpaTwin.Event> events(Case drawn, int sign) {
    return drawn.history().changes().stream()
        .filter(change -> Integer.signum(change.by()) == sign)
        .map(change ->
            new HpaTwin.Event(
                Math.abs(change.by()),
                (int) Duration.between(change.at(), Situations.NOW).toSeconds()))
        .toList();
  }

  private static String select(Rules rules) {
    String name = rules.select().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static List<HpaTwin.Policy> list(Rules rules) {
    return rules.policies().stream()
        .map(policy ->
            new HpaTwin.Policy(
                policy.type() == Unit.PODS ? "Pods" : "Percent",
                policy.value(),
                (int) policy.period().toSeconds()))
        .toList();
  }
}
