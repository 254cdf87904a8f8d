package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.ReplicaBounds;
import java.util.Arrays;

/// The fewest replicas that meet the objective, by one who knows every request and how long it will
/// take.
///
/// First what is needed, step by step from the beginning: the least number with which, were it to
/// stay, no window has more misses among those that have come by the end of the step than it may
/// have in the end. A window that not even the most replicas can keep need not be kept, but no
/// replica is saved at the cost of further misses in it, other than those that service alone may
/// have.
///
/// Then what is asked for: a replica that is to serve in step k is there from k - L on, where L is
/// the start-up time in steps, and costs from then on. So the size of step i is the most that is
/// needed in i to i + L. That is the least for these needs: with fewer at i, some step within L of
/// it would have too few. A replica that is not needed for a time is kept when the time is at most
/// L, for to start it again would cost L.
public final class Clairvoyance {
  private final PlantSettings settings;
  private final Arrivals arrivals;
  private final ServiceTime.Drawn service;
  private final ReplicaBounds bounds;
  private final Station station;
  private long next;
  private int[] arrived = new int[1024];
  private int[] missed = new int[1024];
  private int[] slow = new int[1024];
  private int counted;

  /// Requests that are known and not come yet.
  private long[] aheadArrival = new long[1024];

  private long[] aheadService = new long[1024];
  private int aheadFirst;
  private int aheadCount;

  private Clairvoyance(PlantSettings settings, Arrivals arrivals, long seed, ReplicaBounds bounds) {
    this.settings = settings;
    this.arrivals = arrivals;
    this.service = RequestPlant.service(settings, seed);
    this.bounds = bounds;
    this.station = new Station(settings);
    this.next = arrivals.next();
  }

  /// What is needed in each step.
  ///
  /// @param arrivals of their own, by the seed of the run
  /// @param seed of the plant
  /// @param step nanoseconds from decision to decision
  /// @param steps how many
  public static int[] needs(
      PlantSettings settings,
      Arrivals arrivals,
      long seed,
      ReplicaBounds bounds,
      long step,
      int steps) {
    var oracle = new Clairvoyance(settings, arrivals, seed, bounds);
    int[] needs = new int[steps];
    int last = bounds.min().value();
    for (int i = 0; i < steps; i++) {
      last = oracle.need(i * step, (i + 1) * step, last);
      needs[i] = last;
    }
    return needs;
  }

  /// The sizes that have what is needed when it is needed.
  ///
  /// @param startup in steps, rounded up
  public static int[] sizes(int[] needs, int startup) {
    int[] sizes = new int[needs.length];
    for (int i = 0; i < needs.length; i++) {
      for (int j = i; j <= Math.min(needs.length - 1, i + startup); j++) {
        sizes[i] = Math.max(sizes[i], needs[j]);
      }
    }
    return sizes;
  }

  private int need(long from, long to, int last) {
    know((to + Ledger.WINDOW - 1) / Ledger.WINDOW * Ledger.WINDOW);
    come(to);
    int least = bounds.min().value();
    int most = bounds.max().value();
    if (station.isEmpty()) {
      return least;
    }
    int first = station.firstWindow();
    int end = (int) ((to - 1) / Ledger.WINDOW) + 1;
    station.attempt(most, from);
    int[] allowed = allowed(first, end);
    int low = least - 1;
    int high = most;
    int guess = Math.max(least, Math.min(most, last));
    int stride = 1;
    // The last size is a good guess: outwards from it, then halving.
    while (low + 1 < high) {
      boolean kept = kept(guess, from, first, allowed);
      if (kept) {
        high = guess;
      } else {
        low = guess;
      }
      boolean bracketed = low >= least && high < most;
      int outwards = kept ? guess - stride : guess + stride;
      guess = bracketed ? (low + high) / 2 : Math.max(low + 1, Math.min(high - 1, outwards));
      stride *= 2;
    }
    station.commit(high, from, to);
    for (int window = first; window < end; window++) {
      missed[window] += station.missed(window);
    }
    return high;
  }

  private boolean kept(int replicas, long from, int first, int[] allowed) {
    station.attempt(replicas, from);
    for (int i = 0; i < allowed.length; i++) {
      if (missed[first + i] + station.missed(first + i) > allowed[i]) {
        return false;
      }
    }
    return true;
  }

  /// How many misses windows may have, after an attempt with the most replicas.
  private int[] allowed(int first, int end) {
    int[] allowed = new int[end - first];
    for (int i = 0; i < allowed.length; i++) {
      int window = first + i;
      int rule = (int) Math.floor((1 - settings.quantile()) * arrived[window] + 1e-9);
      int least = missed[window] + station.missed(window);
      allowed[i] = least <= rule ? rule : Math.max(least, rule + slow[window]);
    }
    return allowed;
  }

  /// Looks ahead to the end of a window.
  private void know(long to) {
    counted = Math.max(counted, (int) (to / Ledger.WINDOW));
    if (counted >= arrived.length) {
      arrived = Arrays.copyOf(arrived, 2 * counted);
      missed = Arrays.copyOf(missed, 2 * counted);
      slow = Arrays.copyOf(slow, 2 * counted);
    }
    while (next < to) {
      long takes = service.next();
      int window = (int) (next / Ledger.WINDOW);
      arrived[window]++;
      slow[window] += takes > settings.bound() ? 1 : 0;
      if (aheadFirst + aheadCount == aheadArrival.length) {
        makeRoom();
      }
      aheadArrival[aheadFirst + aheadCount] = next;
      aheadService[aheadFirst + aheadCount] = takes;
      aheadCount++;
      next = arrivals.next();
    }
  }

  private void makeRoom() {
    boolean tight = aheadCount > aheadArrival.length / 2;
    long[] arrival = tight ? new long[2 * aheadArrival.length] : aheadArrival;
    long[] takes = tight ? new long[2 * aheadArrival.length] : aheadService;
    System.arraycopy(aheadArrival, aheadFirst, arrival, 0, aheadCount);
    System.arraycopy(aheadService, aheadFirst, takes, 0, aheadCount);
    aheadArrival = arrival;
    aheadService = takes;
    aheadFirst = 0;
  }

  /// What arrives before a time is at the station.
  private void come(long to) {
    while (aheadCount > 0 && aheadArrival[aheadFirst] < to) {
      station.add(aheadArrival[aheadFirst], aheadService[aheadFirst]);
      aheadFirst++;
      aheadCount--;
    }
  }
}
