package dev.surgeline.lab.plant;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A workload, request by request: one queue, first come first served, before the slots of all
/// replicas that serve.
///
/// One event at a time in order of time; at the same time what goes down comes before what ends,
/// that before what starts, and that before what arrives. A request that has waited for its
/// patience is given up; what is worked on is finished, whoever still waits for it.
///
/// How long a request is to be worked on is drawn as it arrives: whoever scales, the same requests
/// come, and two controllers are compared on the same demand.
public final class RequestPlant implements Plant {
  private static final int NONE = -1;

  /// In place of when a request was first tried: nobody waits for it any more.
  private static final long ABANDONED = -1;

  private final PlantSettings settings;
  private final Retries retries;
  private final Arrivals arrivals;
  private final Faults faults;
  private final ServiceTime.Drawn service;
  private final SplittableRandom random;
  private final Ledger ledger = new Ledger();
  private final Fleet fleet;
  private final TimeHeap ends = new TimeHeap();
  private final TimeHeap starts = new TimeHeap();
  private final Line line = new Line();
  private final Comebacks comebacks = new Comebacks();
  private long[] jobOrigin = new long[256];
  private long[] jobService = new long[256];
  private int[] jobTries = new int[256];
  private int[] jobReplica = new int[256];
  private int[] freeJobs = new int[256];
  private int freeCount;
  private int jobs;
  private long now;
  private long nextArrival;
  private int crashes;
  private long arrived;
  private long inService;
  private long billed;

  /// In which nothing goes wrong.
  ///
  /// @param seed of starts and service times
  public RequestPlant(PlantSettings settings, Arrivals arrivals, long seed) {
    this(settings, arrivals, Faults.NONE, seed);
  }

  /// @param seed of starts and service times
  public RequestPlant(PlantSettings settings, Arrivals arrivals, Faults faults, long seed) {
    this.settings = settings;
    this.retries = settings.retries();
    this.arrivals = arrivals;
    this.faults = faults;
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
    return line.count();
  }

  @Override
  public double inFlight() {
    return line.count() + inService;
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
    fleet.resize(size, now, starts, () -> faults.startup(now, settings.startup(random)));
  }

  @Override
  public void advance(long to) {
    while (true) {
      long crash = faults.crashAt(crashes);
      long end = ends.first();
      long start = starts.first();
      long again = retries.any() ? Math.min(comebacks.first(), expiry()) : Long.MAX_VALUE;
      long first = Math.min(Math.min(crash, end), Math.min(start, Math.min(nextArrival, again)));
      if (first > to) {
        break;
      }
      pass(first);
      if (crash == first) {
        crash(faults.crash(crashes++));
      } else if (end == first) {
        end();
      } else if (start == first) {
        start();
      } else if (nextArrival == first) {
        arrive();
      } else {
        giveUp();
        comeBack();
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
    ledger.arrived(now, 1);
    come(service.next(), now, 0);
    nextArrival = arrivals.next();
  }

  private void comeBack() {
    if (comebacks.first() <= now) {
      int at = comebacks.remove();
      come(comebacks.service(at), comebacks.origin(at), comebacks.tries(at));
    }
  }

  /// A try, be it the first or a later one.
  private void come(long takes, long origin, int tried) {
    arrived++;
    giveUp();
    int replica = line.count() == 0 ? fleet.take(now) : NONE;
    if (replica != NONE) {
      serve(now, takes, origin, tried, replica);
    } else if (line.count() < settings.queueMost()) {
      line.add(now, takes, origin, tried);
    } else {
      unanswered(now, takes, origin, tried);
    }
  }

  /// When the first that waits is given up.
  private long expiry() {
    long first = line.firstArrival();
    return first == Long.MAX_VALUE ? first : first + settings.patience() + 1;
  }

  /// Those at the head who wait no longer.
  private void giveUp() {
    while (line.count() > 0 && now - line.firstArrival() > settings.patience()) {
      int at = line.remove();
      unanswered(now, line.service(at), line.origin(at), line.tries(at));
    }
  }

  /// A try came to nothing for its client, at a time that may still come.
  private void unanswered(long at, long takes, long origin, int tried) {
    if (tried < retries.most()) {
      comebacks.add(at + retries.after(), takes, origin, tried + 1);
    } else {
      ledger.shed(origin, 1);
    }
  }

  private void serve(long arrival, long service, long origin, int tried, int replica) {
    long takes = faults.served(now, arrival, service);
    boolean inVain = retries.any() && now + takes - arrival > settings.patience();
    if (inVain) {
      unanswered(arrival + settings.patience(), service, origin, tried);
    }
    int job;
    if (freeCount > 0) {
      job = freeJobs[--freeCount];
    } else {
      job = jobs++;
      if (job == jobOrigin.length) {
        jobOrigin = Arrays.copyOf(jobOrigin, 2 * job);
        jobService = Arrays.copyOf(jobService, 2 * job);
        jobTries = Arrays.copyOf(jobTries, 2 * job);
        jobReplica = Arrays.copyOf(jobReplica, 2 * job);
        freeJobs = Arrays.copyOf(freeJobs, 2 * job);
      }
    }
    jobOrigin[job] = inVain ? ABANDONED : origin;
    jobService[job] = service;
    jobTries[job] = tried;
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
      long origin = jobOrigin[job];
      if (origin != ABANDONED) {
        ledger.answered(origin, now - origin, settings.bound(), jobService[job], 1);
      }
      fleet.done(replica, now);
    }
    freeJobs[freeCount++] = job;
    fill();
  }

  private void start() {
    int replica = starts.firstNumber();
    starts.removeFirst();
    if (fleet.phase(replica) != Fleet.Phase.STARTING) {
      return;
    }
    if (faults.heldUntil(now) > now) {
      starts.add(now + faults.startup(now, settings.startup(random)), replica);
      return;
    }
    fleet.ready(replica, now);
    fill();
  }

  /// What waits takes the slots that are free.
  private void fill() {
    giveUp();
    while (line.count() > 0) {
      int replica = fleet.take(now);
      if (replica == NONE) {
        return;
      }
      int at = line.remove();
      serve(line.arrival(at), line.service(at), line.origin(at), line.tries(at), replica);
      giveUp();
    }
  }

  private void crash(Fault.Crash fault) {
    int size = fleet.staying();
    for (int replica : fleet.victims(fault.of(size))) {
      crash(replica);
    }
    scaleTo(size);
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
        lost(job);
      }
    }
    fleet.crash(replica, now);
  }

  private void lost(int job) {
    if (jobOrigin[job] == ABANDONED) {
      return;
    }
    if (jobTries[job] < retries.most()) {
      comebacks.add(now + retries.after(), jobService[job], jobOrigin[job], jobTries[job] + 1);
    } else {
      ledger.failed(jobOrigin[job], 1);
    }
  }
}
