package dev.surgeline.lab.plant;

import java.util.Arrays;
import java.util.List;

/// The calls of requests to dependencies that are under way or wait for a connection.
final class Calls {
  /// One dependency's connections.
  private static final class Pool {
    private final Called called;
    private long[] takes = new long[64];
    private int[] jobs = new int[64];
    private int first;
    private int waiting;
    private int busy;

    Pool(Called called) {
      this.called = called;
    }

    void add(long time, int job) {
      if (waiting == takes.length) {
        long[] longer = new long[2 * waiting];
        int[] more = new int[2 * waiting];
        for (int i = 0; i < waiting; i++) {
          longer[i] = takes[(first + i) & (waiting - 1)];
          more[i] = jobs[(first + i) & (waiting - 1)];
        }
        takes = longer;
        jobs = more;
        first = 0;
      }
      int at = (first + waiting++) & (takes.length - 1);
      takes[at] = time;
      jobs[at] = job;
    }
  }

  private final List<Pool> pools;
  private final TimeHeap ends = new TimeHeap();
  private int[] left = new int[256];

  Calls(List<Called> called) {
    pools = called.stream().map(Pool::new).toList();
  }

  boolean any() {
    return !pools.isEmpty();
  }

  /// When the next call ends; [Long#MAX_VALUE] if none is under way.
  long first() {
    return ends.first();
  }

  /// Calls that wait for a connection.
  int waiting() {
    return pools.stream().mapToInt(pool -> pool.waiting).sum();
  }

  /// A job makes its calls.
  ///
  /// @param origin when its request was first tried
  /// @param service how long it took by itself
  /// @return whether it makes any
  boolean begin(int job, long origin, long service) {
    if (job >= left.length) {
      left = Arrays.copyOf(left, 2 * job);
    }
    left[job] = 0;
    for (int place = 0; place < pools.size(); place++) {
      Pool pool = pools.get(place);
      int count = pool.called.count(origin, service, place);
      for (int i = 0; i < count; i++) {
        pool.add(pool.called.takes(origin, service, place, i), job);
      }
      left[job] += count;
    }
    return left[job] > 0;
  }

  /// What waits takes the connections that are free.
  ///
  /// @param ready replicas that serve
  void connect(long now, int ready) {
    for (int place = 0; place < pools.size(); place++) {
      Pool pool = pools.get(place);
      int most = pool.called.connections(ready);
      while (pool.waiting > 0 && pool.busy < most) {
        ends.add(now + pool.takes[pool.first], pool.jobs[pool.first] * pools.size() + place);
        pool.first = (pool.first + 1) & (pool.takes.length - 1);
        pool.waiting--;
        pool.busy++;
      }
    }
  }

  /// The call that ends first is over.
  ///
  /// @return its job, if that was the last of its calls; -1 otherwise
  int end() {
    int number = ends.firstNumber();
    ends.removeFirst();
    pools.get(number % pools.size()).busy--;
    int job = number / pools.size();
    return --left[job] == 0 ? job : -1;
  }
}
