package dev.surgeline.sample.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.Eventually;
import dev.surgeline.sample.serve.Slots.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /// Requests and jobs by turns; each must get its slot in the order of asking.
  @Test
  void firstComeFirstServed() throws Exception {
    Slots slots = new Slots(1, 100);
    assertEquals(Entry.ENTERED, slots.enter(LONG));
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int turn = i;
      expected.add(turn);
      Runnable work =
          () -> {
            order.add(turn);
            slots.leave();
          };
      if (turn % 3 == 0) {
        assertTrue(slots.submit(work));
      } else {
        Thread.startVirtualThread(() -> enterThen(slots, work));
      }
      int queued = turn + 1;
      Eventually.holds("turn " + turn + " waits", () -> slots.queued() == queued);
    }
    slots.leave();
    Eventually.holds("all have had their turn", () -> order.size() == expected.size());
    assertEquals(expected, order);
    Eventually.holds("all slots are free", () -> slots.busy() == 0);
  }

  @Test
  void theQueueHasItsLimit() throws InterruptedException {
    Slots slots = new Slots(2, 1);
    assertEquals(Entry.ENTERED, slots.enter(LONG));
    assertEquals(Entry.ENTERED, slots.enter(LONG));
    assertTrue(slots.submit(() -> {}));
    assertEquals(Entry.FULL, slots.enter(LONG));
    assertFalse(slots.submit(() -> {}));
    assertEquals(2, slots.busy());
    assertEquals(1, slots.queued());
  }

  @Test
  void whoGivesUpLeavesTheQueueToTheOthers() throws InterruptedException {
    Slots slots = new Slots(1, 5);
    assertEquals(Entry.ENTERED, slots.enter(LONG));
    assertEquals(Entry.LATE, slots.enter(Duration.ofMillis(5)));
    assertEquals(Entry.LATE, slots.enter(Duration.ZERO));
    assertEquals(0, slots.queued());
    slots.leave();
    assertEquals(0, slots.busy());
    assertEquals(Entry.ENTERED, slots.enter(Duration.ZERO));
  }

  /// Patience that runs out just as slots come free: none may be lost and none given twice.
  @Test
  void noSlotIsLostBetweenGivingUpAndBeingGranted() throws Exception {
    Slots slots = new Slots(2, 1_000);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Duration patience = Duration.ofNanos(i * 1_000L);
      threads.add(
          Thread.startVirtualThread(() -> {
            try {
              if (slots.enter(patience) == Entry.ENTERED) {
                Thread.sleep(Duration.ofNanos(1_000));
                slots.leave();
              }
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(0, slots.busy());
    assertEquals(0, slots.queued());
  }

  private static void enterThen(Slots slots, Runnable work) {
    try {
      assertEquals(Entry.ENTERED, slots.enter(LONG));
      work.run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
