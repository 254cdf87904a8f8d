package dev.surgeline.plane.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is kept of the past, and what is let go.
final class MemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @Test
  void keepsTheLast600Pictures() {
    var broadcast = new Broadcast();
    Scenes.calm(NOW, 650).forEach(broadcast::publish);
    var memory = broadcast.memory();
    assertEquals(600, memory.pictures().size());
    assertEquals(51, memory.pictures().getFirst().tick());
    assertEquals(650, memory.sequence());
  }

  @Test
  void keepsFewerPicturesOfAPlatformOfThousands() {
    var broadcast = new Broadcast();
    for (int tick = 0; tick < 30; tick++) {
      broadcast.publish(Scenes.many(NOW.plusSeconds(tick), 10_000, tick));
    }
    assertEquals(10, broadcast.memory().pictures().size());
    broadcast.publish(Scenes.many(NOW.plusSeconds(30), 150_000, 30));
    assertEquals(1, broadcast.memory().pictures().size(), "the last one is always kept");
  }

  @Test
  void keepsTheDecisionsThatChangedAndTheLatestOfEachWorkload() {
    var recent = new RecentDecisions();
    for (int i = 0; i < 1000; i++) {
      var at = NOW.plusSeconds(i);
      var change = new DecisionLine("a" + i, at, "beds", 2, 3, true, "beds 2 -> 3  TARGET");
      var rest = new DecisionLine("b" + i, at, "portal", 2, 2, false, "portal 2 stays  TARGET");
      recent.add(List.of(change, rest));
      recent.add(List.of(change));
    }
    var kept = recent.all();
    assertEquals(RecentDecisions.CHANGES_MAX + 1, kept.size());
    assertEquals("a800", kept.getFirst().id());
    assertEquals("b999", kept.getLast().id());
  }

  @Test
  void thinningKeepsTheWorstAndItsTime() {
    var pictures = new ArrayList<>(Scenes.calm(NOW, 600));
    Picture calm = pictures.get(333);
    Picture surge = Scenes.surge(calm.at(), 108).getLast();
    pictures.set(333, surge);
    var broadcast = new Broadcast();
    pictures.forEach(broadcast::publish);
    var beds =
        History.of("run", broadcast.memory(), 60).workloads().getOrDefault("beds", List.of());
    assertEquals(60, beds.size());
    assertEquals(1, beds.stream().filter(point -> point.at() == calm.at().toEpochMilli()).count());
    for (int i = 1; i < beds.size(); i++) {
      assertTrue(beds.get(i).at() > beds.get(i - 1).at(), "in order of time");
    }
  }
}
