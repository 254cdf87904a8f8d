package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is left of the money goes to whom it should, and to nobody twice.
final class BudgetLimitTest {
  private static final Criticality CRITICAL = Criticality.CRITICAL;
  private static final Criticality STANDARD = Criticality.STANDARD;

  /// One workload's wish.
  private record Wish(
      String name, Criticality criticality, Optional<Price> price, int from, int to, int min) {
    static Wish of(String name, Criticality criticality, double each, int from, int to) {
      var price = new Price(each, Optional.empty(), Optional.empty());
      int min = criticality == Criticality.LIFE_SAFETY ? 1 : 0;
      return new Wish(name, criticality, Optional.of(price), from, to, min);
    }

    Workload workload() {
      Workload plain = Situations.workload(name, min, 1_000);
      return new Workload(
          plain.name(),
          plain.hosting(),
          criticality,
          new ReplicaBounds(new Replicas(min), new Replicas(1_000)),
          plain.slo(),
          plain.capacity(),
          Optional.empty(),
          price,
          Optional.empty(),
          List.of(),
          List.of(),
          new TreeMap<>());
    }

    Deliberation open(boolean emergency) {
      return open(emergency, Mode.ACT);
    }

    Deliberation open(boolean emergency, Mode mode) {
      Scaling plainScaling =
          Situations.scaling(
              Behavior.DEFAULT,
              Tolerance.DEFAULT,
              new MetricTarget(
                  MetricTarget.Source.EXTERNAL, Situations.LOAD, new MetricTarget.AverageValue(1)));
      var scaling =
          new Scaling(
              plainScaling.policies(),
              plainScaling.behavior(),
              mode,
              Optional.empty(),
              plainScaling.signals());
      var situation =
          new Situation(
              Situations.NOW,
              workload(),
              scaling,
              new Replicas(from),
              new Observation(new WorkloadStatus(new Replicas(from), List.of()), new TreeMap<>()),
              History.EMPTY,
              Agenda.NONE,
              Surroundings.NONE.with(emergency ? People.SILENT.with(breakGlass()) : People.SILENT));
      Deliberation open = Deliberation.of(situation);
      return open.with(
          Optional.empty(),
          List.of(),
          open.proposal().to(new Replicas(to)),
          List.of(new Reason(Reason.Code.TARGET, "wants " + to)));
    }
  }

  private static Emergency breakGlass() {
    var all = new Emergency.Scope.All();
    return Emergency.started(
        Situations.NOW,
        new Actor("ops-1"),
        new Command.StartEmergency("a surge", all, Duration.ofHours(1), Optional.empty()));
  }

  private static Funds funds(double perHour, double elsewhere) {
    var limit = new Funds.Limit(Funds.Span.MONTH, 42_000, OptionalDouble.of(41_250), perHour);
    return new Funds("GBP", List.of(limit), elsewhere);
  }

  private static List<Integer> sizes(double perHour, Wish... wishes) {
    return sizes(left(perHour, wishes));
  }

  private static List<Integer> sizes(List<Deliberation> left) {
    return left.stream().map(one -> one.desired().value()).toList();
  }

  private static List<Deliberation> left(double perHour, Wish... wishes) {
    List<Deliberation> open = new ArrayList<>();
    for (Wish wish : wishes) {
      open.add(wish.open(false));
    }
    return BudgetLimit.pass(open, funds(perHour, 0));
  }

  @Test
  void theExampleOfTheRule() {
    Wish beds = Wish.of("beds", CRITICAL, 0.20, 4, 8);
    Wish claims = Wish.of("claims", STANDARD, 0.10, 2, 6);
    Wish reports = Wish.of("reports", Criticality.DEFERRABLE, 0.10, 1, 5);
    assertEquals(List.of(8, 4, 1), sizes(0.8 + 0.2 + 0.1 + 1, beds, claims, reports));
    assertEquals(List.of(8, 6, 5), sizes(10, beds, claims, reports));
    assertEquals(List.of(4, 2, 1), sizes(0.5, beds, claims, reports));
  }

  @Test
  void theReasonHasTheNumbers() {
    List<Deliberation> left = left(1.2, Wish.of("beds", STANDARD, 0.20, 4, 10));
    assertEquals(6, left.getFirst().desired().value());
    assertEquals(
        "BUDGET cut to 6: 10 would cost 0.80 GBP an hour beyond the 42000 of the month, 41250"
            + " forecast at its end",
        left.getFirst().reasons().getLast().toString());
    assertEquals(1, left.getFirst().bites().size());
  }

  @Test
  void ofOneCriticalityTheCheaperReplicaComesFirstThenTheName() {
    Wish dear = Wish.of("a", STANDARD, 0.30, 1, 2);
    Wish cheap = Wish.of("z", STANDARD, 0.10, 1, 3);
    assertEquals(List.of(1, 3), sizes(0.40 + 0.25, dear, cheap));
    Wish first = Wish.of("a", STANDARD, 0.10, 1, 3);
    assertEquals(List.of(3, 1), sizes(0.20 + 0.20, first, cheap));
    assertEquals(List.of(1, 3), sizes(0.20 + 0.20, cheap, first));
  }

  @Test
  void lifeSafetyIsNotHeldAndComesFirst() {
    Wish bleep = Wish.of("z", Criticality.LIFE_SAFETY, 0.20, 1, 9);
    Wish beds = Wish.of("a", CRITICAL, 0.20, 1, 2);
    List<Deliberation> left = left(1, beds, bleep);
    assertEquals(1, left.getFirst().desired().value());
    assertEquals(9, left.getLast().desired().value());
    assertEquals(
        "OVER_BUDGET 9 cost 1 GBP an hour beyond the 42000 of the month, 41250 forecast at its"
            + " end; life-safety is not held",
        left.getLast().reasons().getLast().toString());
    assertTrue(left.getLast().bites().isEmpty());
  }

  @Test
  void theMinIsNotHeld() {
    var price = Optional.of(new Price(0.2, Optional.empty(), Optional.empty()));
    List<Deliberation> left = left(0.1, new Wish("beds", STANDARD, price, 1, 5, 3));
    assertEquals(3, left.getFirst().desired().value());
  }

  @Test
  void breakGlassIsNotHeldAndTakesNothingFromOthers() {
    Deliberation rush = Wish.of("a", STANDARD, 1, 1, 50).open(true);
    Deliberation other = Wish.of("b", STANDARD, 1, 1, 3).open(false);
    List<Deliberation> left = BudgetLimit.pass(List.of(rush, other), funds(3, 0));
    assertEquals(50, left.getFirst().desired().value());
    assertEquals(2, left.getLast().desired().value());
  }

  /// Three are left for `beds`; `labs` is only observed, is shown what there is for it after that,
  /// and takes nothing from `scans`, which comes after it by name.
  @Test
  void whatIsNotActedOnIsHeldAndTakesNothing() {
    Deliberation beds = Wish.of("beds", CRITICAL, 1, 1, 3).open(false);
    Deliberation labs = Wish.of("labs", STANDARD, 1, 1, 9).open(false, Mode.RECOMMEND);
    Deliberation scans = Wish.of("scans", STANDARD, 1, 1, 2).open(false);
    List<Deliberation> all = List.of(beds, labs, scans);
    assertEquals(List.of(3, 3, 2), sizes(BudgetLimit.pass(all, funds(8, 0))));
    assertEquals(List.of(3, 1, 2), sizes(BudgetLimit.pass(all, funds(6, 0))));
    assertEquals(List.of(2, 1, 1), sizes(BudgetLimit.pass(all, funds(4, 0))));
  }

  @Test
  void whatHasNoPriceOrIsPaidForPasses() {
    var free = new Wish("a", STANDARD, Optional.empty(), 1, 50, 0);
    var reserved =
        new Price(1, Optional.of(new Price.Reserved(new Replicas(5), 1)), Optional.empty());
    var paid = new Wish("b", STANDARD, Optional.of(reserved), 1, 9, 0);
    assertEquals(List.of(50, 5), sizes(1, free, paid));
  }

  @Test
  void whatRunsElsewhereAndWhatShrinksIsCountedUntilItIsGone() {
    Wish shrinks = Wish.of("a", STANDARD, 1, 5, 1);
    Wish grows = Wish.of("b", STANDARD, 1, 1, 5);
    assertEquals(List.of(1, 2), sizes(7, shrinks, grows));
    List<Deliberation> left = BudgetLimit.pass(List.of(grows.open(false)), funds(4, 2));
    assertEquals(2, left.getFirst().desired().value());
  }

  @Test
  void itOnlyCutsGrowthAndWhatIsNotExemptFits() {
    Chance.tries(
        20_000,
        chance -> {
          List<Deliberation> open = new ArrayList<>();
          double running = 0;
          for (int i = chance.between(1, 6); i > 0; i--) {
            Wish wish =
                Wish.of(
                    "w" + i,
                    chance.of(Criticality.values()),
                    chance.of(0.0, 0.07, 0.2, 3.0),
                    chance.between(0, 20),
                    chance.between(0, 40));
            running += wish.price().orElseThrow().perHour(new Replicas(wish.from()));
            open.add(wish.open(false));
          }
          double most = chance.share() * 20;
          List<Deliberation> left = BudgetLimit.pass(open, funds(most, 0));
          double growth = 0;
          for (int i = 0; i < open.size(); i++) {
            Proposal before = open.get(i).proposal();
            Proposal after = left.get(i).proposal();
            boolean smaller =
                after.equals(before)
                    || (before.up() && after.to().below(before.to()) && !after.down());
            assertTrue(smaller, () -> before + " became " + after);
            Workload workload = open.get(i).situation().workload();
            if (after.up() && workload.criticality() != Criticality.LIFE_SAFETY) {
              Price price = workload.cost().orElseThrow();
              growth += price.perHour(after.to()) - price.perHour(after.from());
            }
          }
          double fits = Math.max(0, most - running) + 1e-6;
          double grown = growth;
          assertTrue(growth <= fits, () -> grown + " of " + fits);
        });
  }
}
