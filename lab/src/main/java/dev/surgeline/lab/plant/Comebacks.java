package dev.surgeline.lab.plant;

import java.util.Arrays;

/// Requests that will be tried again.
final class Comebacks {
  private final TimeHeap times = new TimeHeap();
  private long[] services = new long[256];
  private long[] origins = new long[256];
  private int[] tries = new int[256];
  private int[] ranks = new int[256];
  private int[] free = new int[256];
  private int freeCount;
  private int places;

  /// When the next comes; [Long#MAX_VALUE] if none does.
  long first() {
    return times.first();
  }

  /// @param at when it comes again
  /// @param tried how often it was tried by then
  /// @param rank of its class
  void add(long at, long service, long origin, int tried, int rank) {
    int place = freeCount > 0 ? free[--freeCount] : places++;
    if (place == services.length) {
      services = Arrays.copyOf(services, 2 * place);
      origins = Arrays.copyOf(origins, 2 * place);
      tries = Arrays.copyOf(tries, 2 * place);
      ranks = Arrays.copyOf(ranks, 2 * place);
      free = Arrays.copyOf(free, 2 * place);
    }
    services[place] = service;
    origins[place] = origin;
    tries[place] = tried;
    ranks[place] = rank;
    times.add(at, place);
  }

  /// Takes the next.
  ///
  /// @return where it stands, until another is added
  int remove() {
    int place = times.firstNumber();
    times.removeFirst();
    free[freeCount++] = place;
    return place;
  }

  long service(int place) {
    return services[place];
  }

  long origin(int place) {
    return origins[place];
  }

  int rank(int place) {
    return ranks[place];
  }

  int tries(int place) {
    return tries[place];
  }
}
