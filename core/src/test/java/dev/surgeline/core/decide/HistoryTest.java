package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration KEEP = Duration.ofMinutes(5);

  @Test
  void ofSeveralWishesAtATimeTheLeastAndTheMostAreKept() {
    History history = History.EMPTY;
    for (int wish : new int[] {5, 3, 9, 4, 3, 9}) {
      history = history.plusWanted(NOW, new Replicas(wish), KEEP);
    }
    assertEquals(List.of(wanted(NOW, 3), wanted(NOW, 9)), history.wanted());
  }

  @Test
  void theSameWishAtTheSameTimeChangesNothing() {
    History once = History.EMPTY;
    for (int i = 0; i < 5; i++) {
      once = once.plusWanted(NOW.plusSeconds(i), new Replicas(i / 3), KEEP);
    }
    assertEquals(once, once.plusWanted(NOW.plusSeconds(4), new Replicas(1), KEEP));
  }

  @Test
  void equalWishesInARowKeepTheFirstAndTheLast() {
    History history = History.EMPTY;
    for (int i = 0; i < 100; i++) {
      history = history.plusWanted(NOW.plusSeconds(i), new Replicas(4), KEEP);
    }
    assertEquals(List.of(wanted(NOW, 4), wanted(NOW.plusSeconds(99), 4)), history.wanted());
  }

  @Test
  void wishesThatAreReadBackAreThoseThatWereKept() {
    History kept = History.EMPTY;
    for (int i = 0; i < 20; i++) {
      kept = kept.plusWanted(NOW.plusSeconds(i / 2), new Replicas(i % 7), KEEP);
      History read = new History(List.copyOf(kept.wanted()), kept.changes());
      assertEquals(kept, read);
      assertEquals(kept.hashCode(), read.hashCode());
      assertEquals(kept.toString(), read.toString());
    }
    assertEquals(History.EMPTY, new History(List.of(), List.of()));
  }

  @Test
  void whatIsOlderThanTheMemoryIsForgotten() {
    History history =
        History.EMPTY
            .plusWanted(NOW, new Replicas(9), KEEP)
            .plusChange(NOW, 5, KEEP)
            .plusWanted(NOW.plus(KEEP), new Replicas(2), KEEP)
            .plusChange(NOW.plus(KEEP), -7, KEEP);
    assertEquals(List.of(wanted(NOW.plus(KEEP), 2)), history.wanted());
    assertEquals(List.of(new History.Changed(NOW.plus(KEEP), -7)), history.changes());
  }

  @Test
  void changesAtATimeAreOneAndNoneWhenTheyCancelOut() {
    History grown = History.EMPTY.plusChange(NOW, 4, KEEP).plusChange(NOW, 3, KEEP);
    assertEquals(List.of(new History.Changed(NOW, 7)), grown.changes());
    assertEquals(List.of(), grown.plusChange(NOW, -7, KEEP).changes());
  }

  @Test
  void aChangeThatDidNotComeAboutIsTakenOut() {
    History history =
        History.EMPTY.plusChange(NOW, 4, KEEP).plusChange(NOW.plusSeconds(15), 6, KEEP);
    assertEquals(
        List.of(new History.Changed(NOW, 4)),
        history.minusChange(NOW.plusSeconds(15), 6).changes());
  }

  private static History.Wanted wanted(Instant at, int replicas) {
    return new History.Wanted(at, new Replicas(replicas));
  }
}
