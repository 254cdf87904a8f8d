package dev.surgeline.lab.plant;

import java.util.Arrays;

/// Requests that are worked on, by a number that is used again when one is over.
final class Jobs {
  private static final int NONE = -1;

  private long[] origins = new long[256];
  private long[] services = new long[256];
  private long[] begun = new long[256];
  private int[] tries = new int[256];
  private int[] ranks = new int[256];
  private int[] replicas = new int[256];
  private int[] free = new int[256];
  private int freeCount;
  private int count;

  /// Numbers that were ever used are below it.
  int count() {
    return count;
  }

  /// @param origin when it was first tried
  /// @param service how long it takes on a warm replica
  /// @param now when it is begun
  /// @return its number
  int add(long origin, long service, long now, int tried, int rank, int replica) {
    int job = freeCount > 0 ? free[--freeCount] : count++;
    if (job == origins.length) {
      origins = Arrays.copyOf(origins, 2 * job);
      services = Arrays.copyOf(services, 2 * job);
      begun = Arrays.copyOf(begun, 2 * job);
      tries = Arrays.copyOf(tries, 2 * job);
      ranks = Arrays.copyOf(ranks, 2 * job);
      replicas = Arrays.copyOf(replicas, 2 * job);
      free = Arrays.copyOf(free, 2 * job);
    }
    origins[job] = origin;
    services[job] = service;
    begun[job] = now;
    tries[job] = tried;
    ranks[job] = rank;
    replicas[job] = replica;
    return job;
  }

  /// Nothing of it will come any more: its number is free.
  void remove(int job) {
    replicas[job] = NONE;
    free[freeCount++] = job;
  }

  /// The replica that works on it; -1 if that went down, or there is no such job.
  int replica(int job) {
    return replicas[job];
  }

  /// Its replica went down. Its end still comes, and says nothing any more.
  void orphan(int job) {
    replicas[job] = NONE;
  }

  long origin(int job) {
    return origins[job];
  }

  long service(int job) {
    return services[job];
  }

  long begun(int job) {
    return begun[job];
  }

  int tries(int job) {
    return tries[job];
  }

  int rank(int job) {
    return ranks[job];
  }
}
