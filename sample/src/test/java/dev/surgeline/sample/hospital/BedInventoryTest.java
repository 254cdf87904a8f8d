package dev.surgeline.sample.hospital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class BedInventoryTest {
  private static final long NOW = 1_000_000;
  private static final Duration HOLD = Duration.ofSeconds(5);

  private final BedInventory inventory = new BedInventory(7, HOLD);

  /// The dumb twin: ask for every free bed, then sort by the documented order.
  @Test
  void findsTheBestOfAllThatFit() {
    for (int acuity = 1; acuity <= Bed.MAX_ACUITY; acuity++) {
      for (int near = 1; near <= Ward.COUNT; near += 7) {
        Ward ward = new Ward(near);
        int wanted = acuity;
        BedInventory.Query query =
            new BedInventory.Query(Optional.empty(), acuity, Optional.of(ward));
        List<Bed> all = new ArrayList<>(inventory.search(query, BedInventory.BEDS, NOW).best());
        assertTrue(all.stream().allMatch(bed -> bed.acuity() >= wanted));
        all.sort((a, b) -> {
          int byScore = Integer.compare(score(a, ward, wanted), score(b, ward, wanted));
          return byScore != 0 ? byScore : Integer.compare(a.number(), b.number());
        });
        BedInventory.Found found = inventory.search(query, 10, NOW);
        assertEquals(all.size(), found.free());
        assertEquals(all.subList(0, 10), found.best());
      }
    }
  }

  @Test
  void aSearchInAWardStaysThere() {
    Ward ward = new Ward(12);
    BedInventory.Query query = new BedInventory.Query(Optional.of(ward), 1, Optional.empty());
    List<Bed> best = inventory.search(query, 10, NOW).best();
    assertFalse(best.isEmpty());
    assertTrue(best.stream().allMatch(bed -> bed.ward().equals(ward)));
  }

  @Test
  void aBedGoesToOneOfManyWhoAskAtOnceAndComesBackInTime() throws InterruptedException {
    BedInventory.Query query =
        new BedInventory.Query(Optional.empty(), 5, Optional.of(new Ward(3)));
    int free = inventory.search(query, 0, NOW).free();
    Set<String> taken = ConcurrentHashMap.newKeySet();
    Set<String> twice = ConcurrentHashMap.newKeySet();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < free + 50; i++) {
      askers.add(
          Thread.startVirtualThread(() ->
              inventory
                  .assign(query, NOW)
                  .filter(bed -> !taken.add(bed.name()))
                  .ifPresent(bed -> twice.add(bed.name()))));
    }
    for (Thread asker : askers) {
      asker.join();
    }
    assertEquals(Set.of(), twice);
    assertEquals(free, taken.size());
    assertEquals(Optional.empty(), inventory.assign(query, NOW + HOLD.toMillis() - 1));
    assertEquals(free, inventory.search(query, 0, NOW + HOLD.toMillis()).free());
  }

  @Test
  void releasesWhatItAssigned() {
    BedInventory.Query query =
        new BedInventory.Query(Optional.empty(), 3, Optional.of(new Ward(20)));
    Bed bed = inventory.assign(query, NOW).orElseThrow();
    assertTrue(inventory.release(bed.name(), NOW + 1));
    assertFalse(inventory.release(bed.name(), NOW + 2));
    assertFalse(inventory.release("B99999", NOW));
    assertEquals(Optional.of(bed), inventory.assign(query, NOW + 3));
  }

  private static int score(Bed bed, Ward near, int acuity) {
    return near.distance(bed.ward()) * 10 + (bed.acuity() - acuity) * 4;
  }
}
