package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.property.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Under scarcity the more critical never loses to the less, whoever of them can be told to change:
/// what is not seen or not acted on is only in the way of growth.
final class ScarcityTest {
  private static final int TRIES = 30_000;

  private static final Criticality HIGH = Criticality.LIFE_SAFETY;
  private static final Criticality MIDDLE = Criticality.STANDARD;
  private static final Criticality LOW = Criticality.DEFERRABLE;

  private final List<Deliberation> open = new ArrayList<>();
  private final List<Unseen> unseen = new ArrayList<>();

  private void has(String name, Criticality criticality, int min, int from, int asks, Mode mode) {
    Workload workload = SharedCase.workload(name, criticality, min, 100, 1e9);
    var status = new WorkloadStatus(new Replicas(from), List.of());
    var situation =
        new Situation(
            Situations.NOW,
            workload,
            SharedCase.scaling(mode),
            new Replicas(from),
            new Observation(status, new TreeMap<>()),
            History.EMPTY,
            Agenda.NONE,
            new Surroundings(SharedCase.platform(60)));
    open.add(SharedCase.asking(situation, new Replicas(asks)));
  }

  private void has(String name, Criticality criticality, int min, int from, int asks) {
    has(name, criticality, min, from, asks, Mode.ACT);
  }

  private void unseen(String name, Criticality criticality, int min, int size) {
    Workload workload = SharedCase.workload(name, criticality, min, 100, 1e9);
    unseen.add(new Unseen(workload, new Replicas(size), true));
  }

  /// Of the 60 that there are.
  private List<Deliberation> let() {
    return Scarcity.pass(open, unseen);
  }

  private static List<Integer> sizes(List<Deliberation> all) {
    return all.stream().map(one -> one.desired().value()).toList();
  }

  private static String said(Deliberation one) {
    return one.reasons().getLast().toString();
  }

  @Test
  void nobodyIsCutForWhatALessCriticalOneHoldsThatIsNotSeen() {
    has("beds", HIGH, 2, 30, 30);
    has("labs", MIDDLE, 2, 20, 20);
    unseen("reports", LOW, 0, 40);
    assertEquals(open, let());
  }

  @Test
  void norForWhatOneHoldsThatIsOnlyObserved() {
    has("beds", HIGH, 2, 30, 30);
    has("labs", MIDDLE, 2, 20, 20);
    has("reports", LOW, 0, 40, 40, Mode.OBSERVE);
    assertEquals(List.of(30, 20), sizes(let()).subList(0, 2));
  }

  @Test
  void whatIsHeldThereIsInTheWayOfGrowth() {
    has("beds", HIGH, 2, 30, 40);
    unseen("reports", LOW, 0, 25);
    List<Deliberation> let = let();
    assertEquals(List.of(35), sizes(let));
    assertEquals(
        "SCARCITY to 35: quota of 60 replicas is all given out; reports (when last seen) counts 25",
        said(let.getFirst()));
  }

  @Test
  void whatIsOnlyObservedIsNamedWhereItIsInTheWay() {
    has("beds", HIGH, 2, 30, 40);
    has("reports", LOW, 0, 25, 25, Mode.RECOMMEND);
    assertEquals(
        "SCARCITY to 35: quota of 60 replicas is all given out; reports (not acted on) counts 25",
        said(let().getFirst()));
  }

  /// Those that can yield do so in place of the one that can not.
  @Test
  void theLessCriticalYieldToGrowthWhatTheUnseenOneWouldHave() {
    has("beds", HIGH, 2, 30, 40);
    has("labs", MIDDLE, 2, 20, 20);
    unseen("reports", LOW, 4, 10);
    assertEquals(List.of(30, 10), sizes(let()));
    assertEquals(
        List.of(40, 10),
        sizes(Scarcity.pass(new SharedCase(60, open, unseen).after(let(), false), unseen)));
  }

  @Test
  void nothingIsYieldedForGrowthThatThereIsNoRoomForAnyway() {
    has("beds", HIGH, 2, 30, 40);
    has("labs", MIDDLE, 2, 20, 20);
    unseen("reports", LOW, 4, 28);
    assertEquals(List.of(30, 20), sizes(let()));
  }

  /// A life-safety workload keeps its own though a less critical one has less than its min.
  @Test
  void aMinThatTheUnseenStandsInTheWayOfIsNotTakenFromTheMoreCritical() {
    has("beds", HIGH, 2, 30, 30);
    has("labs", MIDDLE, 5, 0, 5);
    unseen("reports", LOW, 0, 30);
    List<Deliberation> let = let();
    assertEquals(List.of(30, 0), sizes(let));
    assertEquals(
        "SCARCITY_OF_MINS gets 0 of its min of 5: quota of 60 replicas;"
            + " reports (when last seen) counts 30",
        said(let.getLast()));
  }

  @Test
  void itIsTakenFromTheLessCritical() {
    has("beds", HIGH, 5, 0, 5);
    has("labs", MIDDLE, 2, 30, 30);
    unseen("reports", LOW, 0, 30);
    assertEquals(List.of(0, 25), sizes(let()));
  }

  @Test
  void nobodyGetsMoreThanItAsksForAndWhoGetsLessIsTold() {
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, false);
          List<Deliberation> let = Scarcity.pass(drawn.open(), drawn.unseen());
          for (int i = 0; i < let.size(); i++) {
            Replicas asked = drawn.open().get(i).desired();
            assertTrue(!let.get(i).desired().above(asked), drawn::toString);
            assertEquals(
                let.get(i).desired().below(asked), !let.get(i).bites().isEmpty(), drawn::toString);
          }
        });
  }

  @Test
  void growthGoesOnlyIntoRoomThatIsFree() {
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, false);
          int after = drawn.immovable();
          boolean grows = false;
          for (Deliberation one : Scarcity.pass(drawn.open(), drawn.unseen())) {
            grows |= Holding.acts(one) && one.proposal().up();
            after += Holding.acts(one) ? Math.max(size(one), from(one)) : 0;
          }
          assertTrue(!grows || after <= drawn.quota(), drawn::toString);
        });
  }

  /// Who runs something loses it only to a more critical one that grows, or where it would not fit
  /// though all that is less critical, seen or not, had no more than its min. And what is less
  /// critical and can yield has no more then.
  @Test
  void nobodyLosesWhatItRunsToALessCriticalOne() {
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, false);
          List<Deliberation> let = Scarcity.pass(drawn.open(), drawn.unseen());
          for (int i = 0; i < let.size(); i++) {
            Deliberation cut = let.get(i);
            int ran = Math.min(from(cut), size(drawn.open().get(i)));
            if (!Holding.acts(cut) || size(cut) >= ran) {
              continue;
            }
            assertTrue(
                let.stream().noneMatch(low -> below(low, cut) && spare(low)), drawn::toString);
            boolean forGrowth =
                drawn.open().stream().anyMatch(high -> below(cut, high) && high.proposal().up());
            assertTrue(forGrowth || least(let, drawn, cut) >= drawn.quota(), drawn::toString);
          }
        });
  }

  /// What is held if all that is less critical than this one has its min, and so has at least
  /// everybody else.
  private static int least(List<Deliberation> let, SharedCase drawn, Deliberation than) {
    int sum = 0;
    for (int i = 0; i < let.size(); i++) {
      Deliberation one = let.get(i);
      int holds = Holding.acts(one) ? size(one) : Holding.size(one);
      int asks = Holding.acts(one) ? size(drawn.open().get(i)) : holds;
      int min = Math.min(asks, one.situation().bounds().min().value());
      sum += below(one, than) ? min : Math.max(holds, min);
    }
    for (Unseen one : drawn.unseen()) {
      Workload workload = one.workload();
      boolean below = workload.criticality().compareTo(criticality(than)) > 0;
      sum += (below ? one.size().min(workload.replicas().min()) : one.size()).value();
    }
    return sum;
  }

  private static boolean spare(Deliberation low) {
    int holds = Holding.acts(low) ? size(low) : 0;
    return holds > low.situation().bounds().min().value();
  }

  private static boolean below(Deliberation low, Deliberation high) {
    return criticality(low).compareTo(criticality(high)) > 0;
  }

  private static Criticality criticality(Deliberation one) {
    return one.situation().workload().criticality();
  }

  private static int size(Deliberation one) {
    return one.desired().value();
  }

  private static int from(Deliberation one) {
    return one.proposal().from().value();
  }

  @Test
  void theSameAgainHasNoNewEffect() {
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, false);
          List<Deliberation> let = Scarcity.pass(drawn.open(), drawn.unseen());
          List<Deliberation> again = Scarcity.pass(drawn.after(let, true), drawn.unseen());
          for (int i = 0; i < let.size(); i++) {
            boolean acts = Holding.acts(let.get(i));
            assertTrue(!acts || size(let.get(i)) == size(again.get(i)), drawn::toString);
          }
        });
  }

  /// Once all has changed that may, who is cut is cut for nobody less critical: whatever those
  /// could still yield would not make room for one replica more.
  @Test
  void theLessCriticalYieldsToTheGrowthOfTheMore() {
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, false);
          List<Deliberation> last = settled(drawn);
          for (int i = 0; i < last.size(); i++) {
            Deliberation cut = last.get(i);
            boolean loses = Holding.acts(cut) && size(cut) < size(drawn.open().get(i));
            if (!loses) {
              continue;
            }
            int held = drawn.immovable() + sum(last, one -> !below(one, cut));
            int mins = mins(drawn, one -> below(one, cut));
            boolean yields = last.stream().anyMatch(low -> below(low, cut) && spare(low));
            assertTrue(!yields || held + mins >= drawn.quota(), () -> last + " of " + drawn);
          }
        });
  }

  @Test
  void theMinsComeFirst() {
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, false);
          List<Deliberation> last = settled(drawn);
          boolean fit = drawn.immovable() + mins(drawn, _ -> true) <= drawn.quota();
          for (int i = 0; i < last.size(); i++) {
            Deliberation one = last.get(i);
            boolean all = size(one) >= min(drawn.open().get(i));
            if (all || !fit || !Holding.acts(one)) {
              continue;
            }
            // Then what can not change stands in the way, and all else is more critical, or is due.
            assertTrue(drawn.immovable() > 0, drawn::toString);
            int held = drawn.immovable() + sum(last, other -> !below(other, one));
            int mins = mins(drawn, other -> below(other, one));
            assertTrue(held + mins >= drawn.quota(), () -> last + " of " + drawn);
          }
        });
  }

  private static int min(Deliberation one) {
    return Math.min(size(one), one.situation().bounds().min().value());
  }

  private static int mins(SharedCase drawn, Predicate<Deliberation> which) {
    return drawn.open().stream()
        .filter(one -> Holding.acts(one) && which.test(one))
        .mapToInt(ScarcityTest::min)
        .sum();
  }

  private static int sum(List<Deliberation> all, Predicate<Deliberation> which) {
    return all.stream()
        .filter(one -> Holding.acts(one) && which.test(one))
        .mapToInt(ScarcityTest::size)
        .sum();
  }

  /// After as many ticks as it takes, each of which keeps the order.
  private static List<Deliberation> settled(SharedCase drawn) {
    List<Deliberation> now = drawn.open();
    for (int i = 0; i < 4; i++) {
      now = drawn.after(Scarcity.pass(now, drawn.unseen()), false);
    }
    List<Deliberation> let = Scarcity.pass(now, drawn.unseen());
    for (Deliberation one : let) {
      boolean still = one.desired().equals(one.proposal().from());
      assertTrue(still || !Holding.acts(one), () -> "still changes: " + drawn);
    }
    return let;
  }
}
