package dev.surgeline.lab.plant;

import java.util.Arrays;
import java.util.function.LongConsumer;

/// Requests that wait, in the order in which they came.
final class Line {
  private long[] arrivals = new long[1024];
  private long[] services = new long[1024];
  private long[] origins = new long[1024];
  private int[] tries = new int[1024];
  private int first;
  private int count;
  private final int rank;

  /// @param rank of the class of those who wait in it
  Line(int rank) {
    this.rank = rank;
  }

  int rank() {
    return rank;
  }

  int count() {
    return count;
  }

  /// @param arrival of this try
  /// @param service how long it is to be worked on
  /// @param origin when it was first tried
  /// @param tried how often it was tried before
  void add(long arrival, long service, long origin, int tried) {
    if (count == arrivals.length) {
      grow();
    }
    int at = (first + count) & (arrivals.length - 1);
    arrivals[at] = arrival;
    services[at] = service;
    origins[at] = origin;
    tries[at] = tried;
    count++;
  }

  private void grow() {
    arrivals = unrolled(arrivals);
    services = unrolled(services);
    origins = unrolled(origins);
    int[] longer = Arrays.copyOfRange(tries, first, first + 2 * tries.length);
    System.arraycopy(tries, 0, longer, tries.length - first, first);
    tries = longer;
    first = 0;
  }

  private long[] unrolled(long[] ring) {
    long[] longer = Arrays.copyOfRange(ring, first, first + 2 * ring.length);
    System.arraycopy(ring, 0, longer, ring.length - first, first);
    return longer;
  }

  /// Takes the first away.
  ///
  /// @return where it stands, until the next is added
  int remove() {
    int at = first;
    first = (first + 1) & (arrivals.length - 1);
    count--;
    return at;
  }

  /// Takes the last away.
  ///
  /// @return where it stands, until the next is added
  int removeLast() {
    count--;
    return (first + count) & (arrivals.length - 1);
  }

  /// When the first came; [Long#MAX_VALUE] when nobody waits.
  long firstArrival() {
    return count == 0 ? Long.MAX_VALUE : arrivals[first];
  }

  void forEach(LongConsumer each) {
    for (int i = 0; i < count; i++) {
      each.accept(arrivals[(first + i) & (arrivals.length - 1)]);
    }
  }

  long arrival(int at) {
    return arrivals[at];
  }

  long service(int at) {
    return services[at];
  }

  long origin(int at) {
    return origins[at];
  }

  int tries(int at) {
    return tries[at];
  }
}
