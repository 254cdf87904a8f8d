package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Ceiling;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The guardrails that workloads share only make proposals safer: nobody gets more than it asks
/// for, all together no more than there is, and the more critical never loses to the less.
final class SharedGuardrailsTest {
  private static final int TRIES = 10_000;
  private static final SignalName MISSED = SignalName.OBJECTIVE_LATENCY;

  /// A platform of some workloads and what is asked for.
  private record Case(double quota, List<Deliberation> open, List<Unseen> unseen) {
    static Case draw(Chance chance, boolean ceilings) {
      double quota = chance.between(0, 60) + 1;
      SortedMap<ResourceName, Double> quotas = new TreeMap<>(Map.of(ResourceName.REPLICAS, quota));
      var platform =
          new Platform(
              new WorkloadName("p"),
              Duration.ofSeconds(15),
              Calendar.UTC,
              List.of(),
              List.of(),
              Optional.empty(),
              quotas);
      List<Deliberation> open = new ArrayList<>();
      List<Unseen> unseen = new ArrayList<>();
      for (int i = chance.between(1, 6); i > 0; i--) {
        Workload workload = workload("w" + i, chance, ceilings ? quota : 1e9);
        if (chance.oneIn(6)) {
          unseen.add(new Unseen(workload, size(chance), chance.oneIn(2)));
        } else {
          int max = workload.replicas().max().value();
          Replicas ask = workload.replicas().clamp(new Replicas(chance.between(0, max)));
          open.add(deliberation(workload, platform, size(chance), ask, chance));
        }
      }
      return new Case(quota, open, unseen);
    }

    private static Replicas size(Chance chance) {
      return new Replicas(chance.between(0, 20));
    }

    private static Workload workload(String name, Chance chance, double limit) {
      Workload plain = Situations.workload(name, chance.between(0, 6), chance.between(6, 40));
      return new Workload(
          plain.name(),
          plain.hosting(),
          plain.replicas().min().value() == 0
              ? chance.of(Criticality.CRITICAL, Criticality.DEFERRABLE)
              : chance.of(Criticality.values()),
          plain.replicas(),
          new Slo(Optional.of(new Slo.Latency(0.99, Duration.ofMillis(500)))),
          plain.capacity(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(new Ceiling("things", OptionalDouble.empty(), limit)),
          new TreeMap<>());
    }

    private static Deliberation deliberation(
        Workload workload, Platform platform, Replicas from, Replicas ask, Chance chance) {
      List<ReplicaStatus> replicas = new ArrayList<>();
      for (int i = chance.between(0, 8); i > 0; i--) {
        var id = new ReplicaId(workload.name() + "-" + i);
        Phase phase = chance.of(Phase.values());
        replicas.add(new ReplicaStatus(id, phase, Situations.NOW, Situations.NOW));
      }
      SortedMap<SignalName, Signal> signals = new TreeMap<>();
      signals.put(MISSED, new Signal.Known(new Measure.Total(chance.of(100, 900)), Situations.NOW));
      var scaling =
          Situations.scaling(
              Behavior.DEFAULT,
              Tolerance.DEFAULT,
              new MetricTarget(
                  MetricTarget.Source.EXTERNAL, Situations.LOAD, new MetricTarget.AverageValue(1)));
      var situation =
          new Situation(
              Situations.NOW,
              workload,
              scaling,
              from,
              new Observation(new WorkloadStatus(from, replicas), signals),
              History.EMPTY,
              Agenda.NONE,
              new Surroundings(platform));
      return asking(situation, ask);
    }

    int unseenHold() {
      return unseen.stream().mapToInt(one -> one.size().value()).sum();
    }
  }

  private static Deliberation asking(Situation situation, Replicas ask) {
    var proposal = new Proposal(situation.workload().name(), situation.current(), ask);
    return new Deliberation(
        situation, List.of(), Optional.of(ask), List.of(), proposal, List.of(), PolicyMemory.NONE);
  }

  /// The same workloads once what was decided is carried out, asking for the same.
  private static List<Deliberation> later(List<Deliberation> asked, List<Deliberation> let) {
    List<Deliberation> next = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Situation old = asked.get(i).situation();
      var situation =
          new Situation(
              old.now(),
              old.workload(),
              old.scaling(),
              let.get(i).desired(),
              old.observation(),
              old.history(),
              old.agenda(),
              old.surroundings());
      next.add(asking(situation, asked.get(i).desired()));
    }
    return next;
  }

  @Test
  void scarcityGivesNoMoreThanIsAskedForNorThanThereIs() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance, false);
          List<Deliberation> let = Scarcity.pass(drawn.open(), drawn.unseen());
          int before = drawn.unseenHold();
          int after = drawn.unseenHold();
          for (int i = 0; i < let.size(); i++) {
            Replicas asked = drawn.open().get(i).desired();
            assertTrue(!let.get(i).desired().above(asked), drawn::toString);
            assertEquals(
                let.get(i).desired().below(asked), !let.get(i).bites().isEmpty(), drawn::toString);
            before += drawn.open().get(i).proposal().from().value();
            after += let.get(i).desired().value();
          }
          assertTrue(after <= Math.max(before, drawn.quota()), drawn::toString);
        });
  }

  @Test
  void underScarcityTheMoreCriticalNeverLosesToTheLess() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance, false);
          List<Deliberation> now = drawn.open();
          for (int i = 0; i < 4; i++) {
            List<Deliberation> let = Scarcity.pass(now, drawn.unseen());
            nobodyOvertakes(now, let);
            now = later(drawn.open(), let);
          }
          settled(drawn, now);
        });
  }

  /// Nobody less critical grows beyond its min while a more critical one is cut.
  private static void nobodyOvertakes(List<Deliberation> asked, List<Deliberation> let) {
    for (Deliberation high : let) {
      for (int i = 0; i < let.size(); i++) {
        Deliberation low = let.get(i);
        boolean lower =
            low.situation()
                    .workload()
                    .criticality()
                    .compareTo(high.situation().workload().criticality())
                > 0;
        boolean loses = !high.bites().isEmpty() && lower;
        Replicas most = low.situation().bounds().min().max(low.situation().current());
        assertTrue(!loses || !low.desired().above(most), () -> low + " of " + asked);
      }
    }
  }

  /// Once all has changed that may: who is cut is cut for nobody less critical, and has its min if
  /// all the mins fit.
  private static void settled(Case drawn, List<Deliberation> last) {
    List<Deliberation> let = Scarcity.pass(last, drawn.unseen());
    int mins = drawn.unseenHold();
    for (Deliberation one : let) {
      assertEquals(one.situation().current(), one.desired(), "still changes: " + drawn);
      mins += Math.min(one.situation().bounds().min().value(), wanted(one));
    }
    for (Deliberation high : let) {
      int min = Math.min(high.situation().bounds().min().value(), wanted(high));
      assertTrue(mins > drawn.quota() || high.desired().value() >= min, drawn::toString);
      for (Deliberation low : let) {
        boolean lower =
            low.situation()
                    .workload()
                    .criticality()
                    .compareTo(high.situation().workload().criticality())
                > 0;
        boolean loses = !high.bites().isEmpty() && lower;
        assertTrue(!loses || !low.desired().above(low.situation().bounds().min()), drawn::toString);
      }
    }
  }

  private static int wanted(Deliberation one) {
    return one.wanted().orElseThrow().value();
  }

  @Test
  void aCeilingCutsGrowthAndNothingElseAndIsNeverExceededByIt() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance, true);
          List<Deliberation> let = Ceilings.pass(drawn.open(), drawn.unseen());
          int held = drawn.unseenHold();
          boolean grown = false;
          for (int i = 0; i < let.size(); i++) {
            Deliberation one = let.get(i);
            Replicas from = one.proposal().from();
            Replicas asked = drawn.open().get(i).desired();
            boolean up = asked.above(from);
            assertTrue(up ? !one.desired().below(from) : one.desired().equals(asked));
            assertTrue(!one.desired().above(asked));
            boolean more = one.desired().above(from.max(one.situation().bounds().min()));
            grown |= more;
            WorkloadStatus status = one.situation().observation().status();
            int there = more ? 0 : status.staying().value();
            held += Math.max(one.desired().value(), there) + Holding.draining(one);
          }
          assertTrue(!grown || held <= drawn.quota(), drawn::toString);
        });
  }

  @Test
  void inWhichOrderTheyAreAskedChangesNothing() {
    Chance.tries(
        TRIES,
        chance -> {
          Case drawn = Case.draw(chance, chance.oneIn(2));
          List<Deliberation> mixed = new ArrayList<>(drawn.open());
          Collections.shuffle(mixed, new Random(chance.between(0, 1_000)));
          List<Unseen> others = new ArrayList<>(drawn.unseen());
          Collections.shuffle(others, new Random(chance.between(0, 1_000)));
          assertEquals(
              byName(pass(drawn.open(), drawn.unseen())), byName(pass(mixed, drawn.unseen())));
          assertEquals(
              sizes(pass(drawn.open(), drawn.unseen())), sizes(pass(drawn.open(), others)));
        });
  }

  private static List<Deliberation> pass(List<Deliberation> open, List<Unseen> unseen) {
    return Guardrails.pass(open, unseen, Optional.empty());
  }

  private static SortedMap<WorkloadName, Deliberation> byName(List<Deliberation> all) {
    SortedMap<WorkloadName, Deliberation> map = new TreeMap<>();
    all.forEach(one -> map.put(one.proposal().workload(), one));
    return map;
  }

  private static List<Replicas> sizes(List<Deliberation> all) {
    return all.stream().map(Deliberation::desired).toList();
  }
}
