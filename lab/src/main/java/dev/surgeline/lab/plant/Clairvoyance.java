package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.ReplicaBounds;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// The fewest replicas that meet the objective, by one who knows every request and how long it will
/// take.
///
/// First what is needed, step by step from the beginning: the least number with which, were it to
/// stay for as long as one looks ahead, no window has more misses among those that have come by
/// then than it may have in the end. A window that not even the most replicas can keep need not be
/// kept, but no replica is saved at the cost of further misses in it, other than those that service
/// alone may have.
///
/// Then what is asked for: a replica that is to serve in step k is there from k - L on, where L is
/// the start-up time in steps, and costs from then on. So the size of step i is the most that is
/// needed in i to i + L. That is the least for these needs: with fewer at i, some step within L of
/// it would have too few. A replica that is not needed for a time is kept when the time is at most
/// L, for to start it again would cost L.
///
/// Who looks ahead for a second lets the line grow to the edge of what is allowed, and then needs
/// many for a second, each of which costs L; who looks ahead for minutes keeps what only the worst
/// of these needs. Which is dearer differs: several plans are made and the best is taken.
public final class Clairvoyance {
  /// A way to plan, in nanoseconds.
  ///
  /// @param step from one need to the next; so many ticks as are not less
  /// @param ahead how far one looks from the beginning of a step on; at least to its end
  record Plan(long step, long ahead) {
    static Plan seconds(long step, long ahead) {
      return new Plan(step * 1_000_000_000L, ahead * 1_000_000_000L);
    }

    Plan inTicks(long tick) {
      long whole = (step + tick - 1) / tick * tick;
      return new Plan(whole, Math.max(whole, ahead));
    }
  }

  private static final List<Plan> PLANS =
      List.of(
          Plan.seconds(5, 10),
          Plan.seconds(15, 15),
          Plan.seconds(15, 30),
          Plan.seconds(30, 60),
          Plan.seconds(60, 120));

  private final PlantSettings settings;
  private final Arrivals arrivals;
  private final ServiceTime.Drawn service;
  private final long end;
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

  private Clairvoyance(Terms terms, Arrivals arrivals) {
    this.settings = terms.settings();
    this.arrivals = arrivals;
    this.service = RequestPlant.service(settings, terms.seed());
    this.bounds = terms.bounds();
    this.end = terms.end();
    this.station = new Station(settings);
    this.next = arrivals.next();
  }

  /// What is asked for.
  ///
  /// @param tick nanoseconds from decision to decision
  /// @param ticks how many
  public record Terms(
      PlantSettings settings, long seed, ReplicaBounds bounds, long tick, int ticks) {
    public long end() {
      return tick * ticks;
    }

    private boolean scarce(int[] needs) {
      return Arrays.stream(needs).anyMatch(need -> need == bounds.max().value());
    }

    /// The start-up time in ticks, rounded up.
    public int startup() {
      double longest = settings.startup() * (1 + settings.startupSpread());
      return (int) Math.ceil(longest / tick - 1e-9);
    }
  }

  /// What is needed in each step, and what it can not keep.
  ///
  /// @param violated windows with more misses than they may have
  @SuppressWarnings("ArrayRecordComponent")
  record Needs(int[] each, int violated) {}

  /// The sizes of the best of several plans, one for each tick: fewest violated windows first, then
  /// fewest replicas in sum. Plans that look further ahead are made until one is no better; where
  /// the most replicas are too few, all are, for who sees a burst late has work left from before.
  ///
  /// @param arrivals those of the seed, once for each plan
  public static int[] best(Terms terms, Supplier<Arrivals> arrivals) {
    int[] best = {};
    int violated = Integer.MAX_VALUE;
    long least = Long.MAX_VALUE;
    for (Plan plan : PLANS.stream().map(one -> one.inTicks(terms.tick())).distinct().toList()) {
      Needs needs = needs(terms, arrivals.get(), plan);
      int[] sizes = sizes(byTick(needs.each(), plan, terms), terms.startup());
      long sum = Arrays.stream(sizes).asLongStream().sum();
      if (needs.violated() < violated || (needs.violated() == violated && sum < least)) {
        best = sizes;
        violated = needs.violated();
        least = sum;
      } else if (!terms.scarce(needs.each())) {
        break;
      }
    }
    return best;
  }

  private static int[] byTick(int[] needs, Plan plan, Terms terms) {
    int[] all = new int[terms.ticks()];
    for (int i = 0; i < all.length; i++) {
      all[i] = needs[(int) (i * terms.tick() / plan.step())];
    }
    return all;
  }

  /// What is needed in each step of a plan.
  static Needs needs(Terms terms, Arrivals arrivals, Plan plan) {
    var oracle = new Clairvoyance(terms, arrivals);
    long step = plan.step();
    int[] needs = new int[(int) ((terms.end() + step - 1) / step)];
    int last = terms.bounds().min().value();
    for (int i = 0; i < needs.length; i++) {
      last = oracle.need(i * step, (i + 1) * step, i * step + plan.ahead(), last);
      needs[i] = last;
    }
    return new Needs(needs, oracle.violated());
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

  private int need(long from, long to, long ahead, int guess) {
    long until = Math.min(end, ahead);
    know((until + Ledger.WINDOW - 1) / Ledger.WINDOW * Ledger.WINDOW);
    come(until);
    if (station.isEmpty()) {
      return bounds.min().value();
    }
    int first = station.firstWindow();
    int last = (int) ((until - 1) / Ledger.WINDOW) + 1;
    int needed = fewest(from, first, last, guess);
    station.commit(needed, from, to);
    for (int window = first; window < last; window++) {
      missed[window] += station.missed(window);
    }
    return needed;
  }

  /// The last size is a good guess: outwards from it, then halving.
  private int fewest(long from, int first, int end, int last) {
    int least = bounds.min().value();
    int most = bounds.max().value();
    int[] room = room(first, end);
    boolean certain = false;
    int low = least - 1;
    int high = most;
    int guess = Math.max(least, Math.min(most, last));
    int stride = 1;
    while (low + 1 < high) {
      boolean kept = station.keeps(guess, from, room);
      if (!kept && !certain) {
        // Had one size been enough, the most replicas would be: then this is not asked.
        station.attempt(most, from);
        certain = true;
        if (widen(room, first)) {
          continue;
        }
      }
      certain = true;
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
    return high;
  }

  /// Further misses that windows may have.
  private int[] room(int first, int end) {
    int[] room = new int[end - first];
    for (int i = 0; i < room.length; i++) {
      room[i] = rule(first + i) - missed[first + i];
    }
    return room;
  }

  /// Misses that a window may have in the end.
  private int rule(int window) {
    return (int) Math.floor((1 - settings.quantile()) * arrived[window] + 1e-9);
  }

  /// Windows that not even the most replicas keep, after an attempt with them, need not be kept.
  ///
  /// @return whether there are any
  private boolean widen(int[] room, int first) {
    boolean any = false;
    for (int i = 0; i < room.length; i++) {
      int least = station.missed(first + i);
      if (least > room[i]) {
        room[i] = Math.max(least, room[i] + slow[first + i]);
        any = true;
      }
    }
    return any;
  }

  private int violated() {
    int count = 0;
    for (int window = 0; window < Math.min(arrived.length, end / Ledger.WINDOW); window++) {
      count += missed[window] > rule(window) ? 1 : 0;
    }
    return count;
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
