package dev.surgeline.lab.plant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A line of parcels beside one that is kept plainly.
final class BacklogTest {
  private record Parcel(long arrival, double requests) {}

  @Test
  void itIsALine() {
    var backlog = new Backlog();
    Deque<Parcel> line = new ArrayDeque<>();
    var random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      double requests = 1 + random.nextInt(4);
      if (random.nextInt(100) < 52) {
        backlog.add(i, requests);
        line.addLast(new Parcel(i, requests));
      } else if (!line.isEmpty() && random.nextInt(3) > 0) {
        Parcel first = line.removeFirst();
        assertEquals(first.arrival(), backlog.firstArrival());
        assertEquals(first.requests(), backlog.firstAmount());
        backlog.take(requests);
        if (requests < first.requests()) {
          line.addFirst(new Parcel(first.arrival(), first.requests() - requests));
        }
      } else if (!line.isEmpty()) {
        Parcel last = line.removeLast();
        assertEquals(last.arrival(), backlog.lastArrival());
        assertEquals(Math.min(requests, last.requests()), backlog.takeLast(requests));
        if (requests < last.requests()) {
          line.addLast(new Parcel(last.arrival(), last.requests() - requests));
        }
      }
      assertEquals(line.stream().mapToDouble(Parcel::requests).sum(), backlog.sum(), 1e-9);
      assertEquals(line.isEmpty(), backlog.isEmpty());
    }
    assertTrue(line.size() > 64, "it grew: " + line.size());
  }
}
