package dev.surgeline.lab.plant;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A workload, request by request: one queue, first come first served, before the slots of all
/// replicas that serve.
///
/// One event at a time in order of time; at the same time what ends comes before what starts, and
/// that before what arrives. A request that has waited for its patience is given up; what is worked
/// on is finished, whoever still waits for it.
///
/// How long a request is to be worked on is drawn as it arrives: whoever scales, the same requests
/// come, and two controllers are compared on the same demand.
public final class RequestPlant implements Plant {
  private static final int NONE = -1;

  private final PlantSettings settings;
  private final Arrivals arrivals;
  private final ServiceTime.Drawn service;
  private final SplittableRandom random;
  private final Ledger ledger = new Ledger();
  private final Fleet fleet;
  private final TimeHeap ends = new TimeHeap();
  private final TimeHeap starts = new TimeHeap();
  private long[] queue = new long[1024];
  private long[] queueService = new long[1024];
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

  /// @param seed of starts and service times
  public RequestPlant(PlantSettings settings, Arrivals arrivals, long seed) {
    this.settings = settings;
    this.arrivals = arrivals;
    this.random = new SplittableRandom(seed);
    this.service = service(settings, random);
    this.fleet = new Fleet(settings.slots());
    this.nextArrival = arrivals.next();
  }

  /// The times of service of a run by its seed, request by request.
  static ServiceTime.Drawn service(PlantSettings settings, long seed) {
    return service(settings, new SplittableRandom(seed));
  }

  private static ServiceTime.Drawn service(PlantSettings settings, SplittableRandom random) {
    return settings.service().drawn(random.split());
  }

  @Override
  public void begin(int size) {
    fleet.begin(size, now);
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public Fleet fleet() {
    return fleet;
  }

  @Override
  public double worked(int replica) {
    return fleet.worked(replica, now);
  }

  @Override
  public double busy(int replica) {
    return fleet.busy(replica);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public double arrived() {
    return arrived;
  }

  @Override
  public double queued() {
    return queued;
  }

  @Override
  public double inFlight() {
    return queued + inService;
  }

  @Override
  public double answered() {
    return ledger.answered();
  }

  @Override
  public long billed() {
    return billed;
  }

  @Override
  public void scaleTo(int size) {
    fleet.resize(size, now, starts, () -> settings.startup(random));
  }

  @Override
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
    giveUp();
  }

  private void pass(long to) {
    long time = to - now;
    billed += time * fleet.present();
    now = to;
  }

  private void arrive() {
    arrived++;
    ledger.arrived(now, 1);
    long takes = service.next();
    giveUp();
    int replica = queued == 0 ? fleet.take(now) : -1;
    if (replica >= 0) {
      serve(now, takes, replica);
    } else if (queued < settings.queueMost()) {
      enqueue(now, takes);
    } else {
      ledger.shed(now, 1);
    }
    nextArrival = arrivals.next();
  }

  private void enqueue(long arrival, long takes) {
    if (queued == queue.length) {
      queue = longer(queue);
      queueService = longer(queueService);
      queueFirst = 0;
    }
    int at = (queueFirst + queued) & (queue.length - 1);
    queue[at] = arrival;
    queueService[at] = takes;
    queued++;
  }

  private long[] longer(long[] ring) {
    long[] longer = new long[2 * ring.length];
    for (int i = 0; i < queued; i++) {
      longer[i] = ring[(queueFirst + i) & (ring.length - 1)];
    }
    return longer;
  }

  /// @return where the first that waited stood
  private int dequeue() {
    int at = queueFirst;
    queueFirst = (queueFirst + 1) & (queue.length - 1);
    queued--;
    return at;
  }

  /// Those at the head who wait no longer.
  private void giveUp() {
    while (queued > 0 && now - queue[queueFirst] > settings.patience()) {
      ledger.shed(queue[dequeue()], 1);
    }
  }

  private void serve(long arrival, long takes, int replica) {
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
    jobReplica[job] = NONE;
    if (replica != NONE) {
      inService--;
      long arrival = jobArrival[job];
      ledger.answered(arrival, now - arrival, settings.bound(), jobService[job], 1);
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
      int at = dequeue();
      serve(queue[at], queueService[at], replica);
      giveUp();
    }
  }

  /// A replica goes down with what it works on, which fails.
  ///
  /// @param replica its number, from 0 in the order in which they were asked for; nothing happens
  ///   if it is gone
  public void crash(int replica) {
    if (fleet.phase(replica) == Fleet.Phase.GONE) {
      return;
    }
    for (int job = 0; job < jobs; job++) {
      if (jobReplica[job] == replica) {
        // Its end still comes, and says nothing any more.
        jobReplica[job] = NONE;
        inService--;
        ledger.failed(jobArrival[job]);
      }
    }
    fleet.crash(replica, now);
  }
}
