package dev.surgeline.lab.plant;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A workload, request by request: one queue, first come first served, before the slots of all
/// replicas that serve.
///
/// One event at a time in order of time; at the same time what ends comes before what starts, and
/// that before what arrives. A request that has waited for its patience is given up; what is worked
/// on is finished, whoever still waits for it.
public final class RequestPlant {
  private final PlantSettings settings;
  private final Arrivals arrivals;
  private final ServiceTime.Drawn service;
  private final SplittableRandom random;
  private final Ledger ledger = new Ledger();
  private final Fleet fleet;
  private final TimeHeap ends = new TimeHeap();
  private final TimeHeap starts = new TimeHeap();
  private long[] queue = new long[1024];
  private int queueFirst;
  private int queued;
  private long[] jobArrival = new long[256];
  private long[] jobService = new long[256];
  private int[] jobReplica = new int[256];
  private int[] freeJobs = new int[256];
  private int freeCount;
  private int jobs;
  private long now;
  private long nextArrival;
  private long arrived;
  private long inService;
  private long billed;
  private long busyTime;
  private long readyTime;

  /// @param seed of starts and service times
  public RequestPlant(PlantSettings settings, Arrivals arrivals, long seed) {
    this.settings = settings;
    this.arrivals = arrivals;
    this.random = new SplittableRandom(seed);
    this.service = settings.service().drawn(random.split());
    this.fleet = new Fleet(settings.slots());
    this.nextArrival = arrivals.next();
  }

  /// So many replicas that serve at once: the size that a run begins with.
  public void begin(int size) {
    for (int i = 0; i < size; i++) {
      fleet.ready(fleet.ask(now), now);
    }
  }

  public long now() {
    return now;
  }

  Fleet fleet() {
    return fleet;
  }

  public Ledger ledger() {
    return ledger;
  }

  /// Requests that have arrived so far.
  public long arrived() {
    return arrived;
  }

  /// Requests that wait or are worked on.
  public long inFlight() {
    return queued + inService;
  }

  /// Replica-nanoseconds so far, each replica from when it was asked for until it was gone.
  public long billed() {
    return billed;
  }

  /// Slot-nanoseconds worked so far.
  public long busyTime() {
    return busyTime;
  }

  /// Slot-nanoseconds of replicas that served so far.
  public long readyTime() {
    return readyTime;
  }

  /// How many replicas there are to stay.
  public int size() {
    return fleet.staying();
  }

  public int ready() {
    return fleet.readyCount();
  }

  /// Asks for replicas or lets some go, so that there are so many to stay.
  public void scaleTo(int size) {
    while (fleet.staying() < size) {
      double spread = settings.startupSpread() * (2 * random.nextDouble() - 1);
      long takes = Math.max(0, Math.round(settings.startup() * (1 + spread)));
      starts.add(now + takes, fleet.ask(now));
    }
    while (fleet.staying() > size) {
      fleet.drain(fleet.youngest(), now);
    }
  }

  /// Goes on until a time.
  public void advance(long to) {
    while (true) {
      long end = ends.first();
      long start = starts.first();
      long first = Math.min(Math.min(end, start), nextArrival);
      if (first > to) {
        break;
      }
      pass(first);
      if (end == first) {
        end();
      } else if (start == first) {
        start();
      } else {
        arrive();
      }
    }
    pass(to);
  }

  private void pass(long to) {
    long time = to - now;
    billed += time * fleet.present();
    busyTime += time * inService;
    readyTime += time * fleet.readyCount() * settings.slots();
    now = to;
  }

  private void arrive() {
    arrived++;
    ledger.arrived(now);
    int replica = queued == 0 ? fleet.take(now) : -1;
    if (replica >= 0) {
      serve(now, replica);
    } else if (queued < settings.queueMost()) {
      enqueue(now);
    } else {
      giveUp();
      if (queued < settings.queueMost()) {
        enqueue(now);
      } else {
        ledger.shed(now);
      }
    }
    nextArrival = arrivals.next();
  }

  private void enqueue(long arrival) {
    if (queued == queue.length) {
      long[] longer = new long[2 * queued];
      for (int i = 0; i < queued; i++) {
        longer[i] = queue[(queueFirst + i) & (queue.length - 1)];
      }
      queue = longer;
      queueFirst = 0;
    }
    queue[(queueFirst + queued) & (queue.length - 1)] = arrival;
    queued++;
  }

  private long dequeue() {
    long arrival = queue[queueFirst];
    queueFirst = (queueFirst + 1) & (queue.length - 1);
    queued--;
    return arrival;
  }

  /// Those at the head who wait no longer.
  private void giveUp() {
    while (queued > 0 && now - queue[queueFirst] > settings.patience()) {
      ledger.shed(dequeue());
    }
  }

  private void serve(long arrival, int replica) {
    int job;
    if (freeCount > 0) {
      job = freeJobs[--freeCount];
    } else {
      job = jobs++;
      if (job == jobArrival.length) {
        jobArrival = Arrays.copyOf(jobArrival, 2 * job);
        jobService = Arrays.copyOf(jobService, 2 * job);
        jobReplica = Arrays.copyOf(jobReplica, 2 * job);
        freeJobs = Arrays.copyOf(freeJobs, 2 * job);
      }
    }
    long takes = service.next();
    jobArrival[job] = arrival;
    jobService[job] = takes;
    jobReplica[job] = replica;
    inService++;
    ends.add(now + takes, job);
  }

  private void end() {
    int job = ends.firstNumber();
    ends.removeFirst();
    int replica = jobReplica[job];
    inService--;
    if (fleet.phase(replica) == Fleet.Phase.GONE) {
      ledger.failed(jobArrival[job]);
    } else {
      ledger.answered(jobArrival[job], now, settings.bound(), jobService[job]);
      fleet.done(replica, now);
    }
    freeJobs[freeCount++] = job;
    fill();
  }

  private void start() {
    int replica = starts.firstNumber();
    starts.removeFirst();
    if (fleet.phase(replica) == Fleet.Phase.STARTING) {
      fleet.ready(replica, now);
      fill();
    }
  }

  /// What waits takes the slots that are free.
  private void fill() {
    giveUp();
    while (queued > 0) {
      int replica = fleet.take(now);
      if (replica < 0) {
        return;
      }
      serve(dequeue(), replica);
      giveUp();
    }
  }

  /// A replica goes down with what it works on.
  public void crash(int replica) {
    fleet.crash(replica, now);
  }
}
