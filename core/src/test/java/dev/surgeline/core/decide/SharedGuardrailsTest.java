package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.property.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The guardrails that workloads share only make proposals safer; scarcity's own properties are in
/// [ScarcityTest].
final class SharedGuardrailsTest {
  private static final int TRIES = 10_000;

  @Test
  void aCeilingCutsGrowthAndNothingElseAndIsNeverExceededByIt() {
    Chance.tries(
        TRIES,
        chance -> {
          SharedCase drawn = SharedCase.draw(chance, true);
          List<Deliberation> let = Ceilings.pass(drawn.open(), drawn.unseen());
          int held = drawn.unseen().stream().mapToInt(one -> one.size().value()).sum();
          boolean grown = false;
          for (int i = 0; i < let.size(); i++) {
            Deliberation one = let.get(i);
            Replicas from = one.proposal().from();
            Replicas asked = drawn.open().get(i).desired();
            boolean up = asked.above(from);
            assertTrue(up ? !one.desired().below(from) : one.desired().equals(asked));
            assertTrue(!one.desired().above(asked));
            if (!Holding.acts(one)) {
              held += Holding.replicas(one) + Holding.draining(one);
              continue;
            }
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
          SharedCase drawn = SharedCase.draw(chance, chance.oneIn(2));
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
