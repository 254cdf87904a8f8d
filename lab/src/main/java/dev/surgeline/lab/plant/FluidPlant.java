package dev.surgeline.lab.plant;

import java.util.List;
import java.util.SplittableRandom;

/// A workload as a fluid: the same plant as [RequestPlant] without single requests, for searching
/// among many policies.
///
/// What arrives in five seconds is drawn from the Poisson distribution of the trace's rate, the
/// same for every controller, and flows in evenly. Slots that are busy draw near the load as
/// services end, in the time that a service takes, and stray by chance. While the slots can do what
/// comes, waiting is that of a [SteadyQueue] at the trace's rate. What is more is a [Backlog],
/// first come first served: who is in it waits until it is his turn, by the replicas that there are
/// by then, or for his patience. Times of service are [Stretches] of their distribution, so late
/// ones are known as a share; whether a window has too many of them is drawn ([WindowChance]).
///
/// Refused: clients that try again, classes of requests, calls of dependencies and replicas that
/// serve slower at first. Left out: the time that a replica drains. How far that leads astray is
/// bounded by tests.
public final class FluidPlant implements Plant {
  /// Five seconds.
  private static final long CELL = 5_000_000_000L;

  /// Parcels of a backlog in a cell, at least.
  private static final int LOOKS = 4;

  /// After so many times of a service nothing is left of what was.
  private static final int MANY = 20;

  private final PlantSettings settings;
  private final Arrivals arrivals;
  private final Faults faults;
  private final SplittableRandom random;
  private final SplittableRandom chance;
  private final SplittableRandom strays;
  private final Quantiles normal = new Quantiles(Quantiles::normal);
  private final Ledger ledger;
  private final Fleet fleet = new Fleet(0);
  private final TimeHeap starts = new TimeHeap();
  private final int rank;
  private Stretches stretches;
  private SteadyQueue steady;
  private double mean;
  private long turn;
  private int crashes;
  private long now;
  private long cellEnd;
  private double rate;
  private double arrived;
  private final Backlog queue = new Backlog();
  private double busy;
  private double waiting;
  private final ReplicaTime.Sum billed = new ReplicaTime.Sum();
  private double worked;

  /// In which nothing goes wrong.
  ///
  /// @param seed of starts and of what arrives
  public FluidPlant(PlantSettings settings, Arrivals arrivals, long seed) {
    this(settings, arrivals, Faults.NONE, seed);
  }

  /// @param seed of starts and of what arrives
  /// @throws IllegalArgumentException if clients try again: that needs single requests
  public FluidPlant(PlantSettings settings, Arrivals arrivals, Faults faults, long seed) {
    if (settings.retries().any()) {
      throw new IllegalArgumentException("clients that try again need the plant of requests");
    }
    settings
        .particulars()
        .beyondFluid()
        .ifPresent(what -> {
          throw new IllegalArgumentException(what + " need the plant of requests");
        });
    rank = settings.particulars().mix().highest().ordinal();
    this.settings = settings;
    this.arrivals = arrivals;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
    this.chance = random.split();
    this.strays = random.split();
    this.ledger = new Ledger(new WindowChance(seed));
    stretches = Stretches.of(settings.service(), List.of());
    steady = new SteadyQueue(settings, stretches);
    mean = stretches.mean();
  }

  /// How long services take now.
  private void serveAs(List<Fault.SlowService> slow) {
    stretches = Stretches.of(settings.service(), slow);
    steady = new SteadyQueue(settings, stretches);
    mean = stretches.mean();
  }

  @Override
  public void begin(int size) {
    fleet.begin(size, now);
  }

  @Override
  public void scaleTo(int size) {
    fleet.resize(size, now, starts, () -> faults.startup(now, settings.startup(random)));
  }

  @Override
  public void advance(long to) {
    while (now < to) {
      if (now == cellEnd) {
        cellEnd = now + CELL;
        rate = drawn(arrivals.expected(now, cellEnd)) / (double) CELL;
      }
      if (now == turn) {
        serveAs(faults.slowAt(now));
        turn = faults.turnAfter(now);
      }
      long known = Math.min(Math.min(turn, cellEnd), faults.crashAt(crashes));
      flow(Math.min(Math.min(to, known), starts.first()));
      if (now == cellEnd) {
        stray();
      }
      while (faults.crashAt(crashes) == now) {
        crash(faults.crash(crashes++));
      }
      while (starts.first() == now) {
        int replica = starts.firstNumber();
        starts.removeFirst();
        start(replica);
      }
    }
  }

  private void start(int replica) {
    if (fleet.phase(replica) == Fleet.Phase.STARTING) {
      if (faults.heldUntil(now) > now) {
        starts.add(now + faults.startup(now, settings.startup(random)), replica);
      } else {
        fleet.ready(replica, now);
      }
    }
  }

  /// What the replicas work on, each a like share of it, is lost with them.
  private void crash(Fault.Crash fault) {
    int size = fleet.staying();
    double each = fleet.readyCount() == 0 ? 0 : busy / fleet.readyCount();
    for (int replica : fleet.victims(fault.of(size))) {
      if (fleet.phase(replica) == Fleet.Phase.READY && each > 0) {
        ledger.failed(now, rank, each);
        busy -= each;
      }
      fleet.crash(replica, now);
    }
    scaleTo(size);
  }

  /// A number of the Poisson distribution; above 40, of the normal one that is near it.
  private double drawn(double mean) {
    if (mean > 40) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal.draw(chance)));
    }
    double left = mean;
    int count = -1;
    while (left >= 0) {
      left += StrictMath.log(1 - chance.nextDouble());
      count++;
    }
    return count;
  }

  /// Goes on until a time, before which nothing but the fluid changes.
  private void flow(long to) {
    double servers = (double) fleet.readyCount() * settings.slots();
    double most = servers / mean;
    billed.add(to - now, fleet.present());
    arrived += rate * (to - now);
    // What drained replicas work on goes with them; slots that are free take those who wait.
    busy = Math.min(busy, servers);
    busy += queue.isEmpty() ? 0 : serve(now, now, servers - busy);
    double load = rate * mean;
    while (now < to) {
      if (queue.isEmpty() && (load <= servers || busy < servers)) {
        steady(load > servers ? Math.min(to, now + untilFull(load, servers)) : to, servers);
      } else if (load < servers) {
        // Until the backlog is gone; then on without one.
        double empty = Math.ceil(queue.sum() / (most - rate));
        backlog(now + (long) Math.max(1, Math.min((double) (to - now), empty)), most);
        if (now < to) {
          serve(now, now, Double.POSITIVE_INFINITY);
        }
      } else {
        backlog(to, most);
      }
    }
  }

  /// How long it takes until all slots are busy, where more comes than they can do.
  private long untilFull(double load, double servers) {
    double full = mean * StrictMath.log((load - busy) / (load - servers));
    return (long) Math.max(1, Math.min(Math.ceil(full), CELL));
  }

  /// Slots that are busy draw near the load as services end: what is left of the difference is a
  /// share exp(-t / mean) after t.
  private void work(long time, double servers) {
    double load = rate * mean;
    double left = time > MANY * mean ? 0 : StrictMath.exp(-time / mean);
    count(load * time + (busy - load) * mean * (1 - left));
    busy = Math.min(servers, load + (busy - load) * left);
  }

  private void count(double slotTime) {
    worked += fleet.readyCount() == 0 ? 0 : slotTime / fleet.readyCount();
  }

  /// How many are busy is a number of the Poisson distribution: half of its variance is that of
  /// arrivals, which were drawn, and half that of when services end. Of short ones nothing is left.
  private void stray() {
    if (CELL >= MANY * mean) {
      return;
    }
    double left = StrictMath.exp(-2 * CELL / mean);
    double drawn = normal.draw(strays) * StrictMath.sqrt(rate * mean / 2 * (1 - left));
    if (queue.isEmpty()) {
      busy = Math.max(0, Math.min((double) fleet.readyCount() * settings.slots(), busy + drawn));
    }
  }

  /// More comes than the slots can do, or something waits.
  private void backlog(long to, double most) {
    double came = rate * (to - now);
    ledger.arrived(now, came);
    waiting = 0;
    long from = now;
    for (int look = 1; look <= LOOKS; look++) {
      long until = now + (to - now) * look / LOOKS;
      if (came > 0) {
        queue.add((from + until) / 2, came / LOOKS);
      }
      double over = queue.sum() - settings.queueMost();
      while (over > 0 && !queue.isEmpty()) {
        over -= shed(queue.lastArrival(), queue.takeLast(over));
      }
      serve(from, until, most * (until - from));
      from = until;
    }
    busy = most * mean;
    count(busy * (to - now));
    now = to;
  }

  /// Who waits is begun, first come first served, until a time; who waits for too long is gone.
  ///
  /// @param most how many can be begun
  /// @return how many are
  private double serve(long from, long to, double most) {
    double left = most;
    while (!queue.isEmpty() && left > 0) {
      long arrival = queue.firstArrival();
      double requests = Math.min(left, queue.firstAmount());
      long begun = to - (long) ((to - from) * ((left - requests / 2) / most));
      if (begun - arrival > settings.patience()) {
        giveUp();
        continue;
      }
      queue.take(requests);
      left -= requests;
      long waited = Math.max(0, begun - arrival);
      stretches.answered(ledger, settings, arrival, waited, requests);
    }
    while (!queue.isEmpty() && to - queue.firstArrival() > settings.patience()) {
      giveUp();
    }
    return most - left;
  }

  private void giveUp() {
    double requests = queue.firstAmount();
    shed(queue.firstArrival(), requests);
    queue.take(requests);
  }

  private double shed(long arrival, double requests) {
    ledger.shed(arrival, rank, requests);
    return requests;
  }

  /// The slots can do what comes.
  private void steady(long to, double servers) {
    double came = rate * (to - now);
    work(to - now, servers);
    long from = now;
    now = to;
    if (came <= 0) {
      waiting = 0;
      return;
    }
    ledger.arrived(from, came);
    double usual = arrivals.rate(from) * mean;
    steady.settle(
        servers, Math.min(usual, Math.max(servers / 2, servers - Math.sqrt(servers) / 4)));
    waiting = steady.waiting(rate * mean);
    steady.serve(ledger, from, came);
  }

  @Override
  public void close() {
    while (!queue.isEmpty()) {
      if (now - queue.firstArrival() > settings.bound()) {
        ledger.overdue(queue.firstArrival(), queue.firstAmount());
      }
      queue.take(queue.firstAmount());
    }
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public double arrived() {
    return arrived;
  }

  @Override
  public double queued() {
    return queue.sum() + waiting;
  }

  @Override
  public double inFlight() {
    return queue.sum() + waiting + busy;
  }

  @Override
  public double answered() {
    return Math.max(0, arrived - ledger.shed() - inFlight());
  }

  @Override
  public ReplicaTime billed() {
    return billed.total();
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public Fleet fleet() {
    return fleet;
  }

  @Override
  public double worked(int replica) {
    return worked;
  }

  @Override
  public double busy(int replica) {
    return fleet.readyCount() == 0 ? 0 : busy / fleet.readyCount();
  }
}
