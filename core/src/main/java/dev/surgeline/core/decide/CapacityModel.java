package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Replicas;

/// How many replicas serve a rate of requests with room for what comes unevenly.
///
/// A rate keeps a = rate x serviceTime slots busy in the mean. Requests that come at random need
/// more, by a multiple of the root of a (Halfin and Whitt, 1981): a + 2 sqrt(a) slots, of which
/// fewer than 3 in 100 requests find none free. So a small workload has much room and a large one
/// needs little, where a fixed target utilization gives either too little or too much.
///
/// Example: 100 requests a second of 200 ms keep 20 slots busy; with room 29, or 4 replicas of 8.
/// 10,000 keep 2,000 busy; with room 2,090, or 262 replicas.
final class CapacityModel {
  private static final double ROOM = 2;

  private CapacityModel() {}

  /// @param rate requests per second, not negative
  static Replicas replicasFor(Capacity capacity, double rate) {
    double busy = rate / capacity.requestsPerSecond() * capacity.slots();
    return Replicas.covering((busy + ROOM * Math.sqrt(busy)) / capacity.slots());
  }
}
