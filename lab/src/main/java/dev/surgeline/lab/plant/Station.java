package dev.surgeline.lab.plant;

import java.util.Arrays;

/// The queue of a [RequestPlant] as one that knows what comes may think it through: slots that are
/// busy until a time, and requests that were not begun.
///
/// First come first served, a request begins when it has come and a slot is free; what comes after
/// it does not matter to it. So the misses of those that came so far are known for any number of
/// servers that stays, without looking further ahead.
final class Station {
  private static final int[] NO_LIMIT = {};

  private final PlantSettings settings;
  private final TimeHeap busy = new TimeHeap();
  private final TimeHeap tried = new TimeHeap();
  private long[] arrivals = new long[1024];
  private long[] services = new long[1024];
  private int count;
  private int missedFirst;
  private int[] missed = new int[16];
  private int[] allowed = NO_LIMIT;
  private boolean exceeded;

  Station(PlantSettings settings) {
    this.settings = settings;
  }

  /// One more request, later than all before it.
  void add(long arrival, long service) {
    if (count == arrivals.length) {
      arrivals = Arrays.copyOf(arrivals, 2 * count);
      services = Arrays.copyOf(services, 2 * count);
    }
    arrivals[count] = arrival;
    services[count] = service;
    count++;
  }

  /// Whether nothing waits to be begun.
  boolean isEmpty() {
    return count == 0;
  }

  /// The window of the first that was not begun.
  int firstWindow() {
    return (int) (arrivals[0] / Ledger.WINDOW);
  }

  /// Serves all with so many replicas from a time on, and changes nothing.
  void attempt(int replicas, long from) {
    tried.set(busy);
    forget();
    serve(tried, replicas, from, Long.MAX_VALUE);
  }

  /// The same until it is clear whether any window has more misses than it may have.
  ///
  /// @param room misses that windows may have, from the [#firstWindow] on
  boolean keeps(int replicas, long from, int[] room) {
    tried.set(busy);
    forget();
    allowed = room;
    serve(tried, replicas, from, Long.MAX_VALUE);
    allowed = NO_LIMIT;
    return !exceeded;
  }

  private void forget() {
    missedFirst = isEmpty() ? 0 : firstWindow();
    Arrays.fill(missed, 0);
    exceeded = false;
  }

  /// Misses of the last attempt, by the window in which they arrived.
  int missed(int window) {
    int place = window - missedFirst;
    return place >= 0 && place < missed.length ? missed[place] : 0;
  }

  /// Serves those that begin before `to`; the others wait on.
  void commit(int replicas, long from, long to) {
    forget();
    int begun = serve(busy, replicas, from, to);
    System.arraycopy(arrivals, begun, arrivals, 0, count - begun);
    System.arraycopy(services, begun, services, 0, count - begun);
    count -= begun;
  }

  /// @return how many were begun, or given up, before `to`
  private int serve(TimeHeap ends, int replicas, long from, long to) {
    long servers = (long) replicas * settings.slots();
    long free = from;
    for (int i = 0; i < count && !exceeded; i++) {
      long start = begins(ends, servers, Math.max(free, arrivals[i]), to);
      if (start - arrivals[i] > settings.patience()) {
        miss(arrivals[i]);
        continue;
      }
      if (start >= to) {
        return i;
      }
      free = start;
      ends.add(start + services[i], i);
      if (start + services[i] - arrivals[i] > settings.bound()) {
        miss(arrivals[i]);
      }
    }
    return count;
  }

  /// When the next one begins, with what ended until then taken away; `to` if that is later.
  private static long begins(TimeHeap ends, long servers, long from, long to) {
    long start = from;
    while (ends.first() <= start) {
      ends.removeFirst();
    }
    while (ends.size() >= servers) {
      if (servers == 0 || ends.first() >= to) {
        return to;
      }
      start = ends.first();
      ends.removeFirst();
    }
    return start;
  }

  private void miss(long arrival) {
    int place = (int) (arrival / Ledger.WINDOW) - missedFirst;
    if (place >= missed.length) {
      missed = Arrays.copyOf(missed, 2 * place + 1);
    }
    missed[place]++;
    exceeded |= place < allowed.length && missed[place] > allowed[place];
  }
}
