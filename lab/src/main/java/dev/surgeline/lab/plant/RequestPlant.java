package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Criticality;
import java.util.SplittableRandom;

/// A workload, request by request: one queue, first come first served, before the slots of all
/// replicas that serve. Of several classes the higher one is begun first, and nothing that was
/// begun is broken off for it; when the queue is full, who came last of the lowest class goes.
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
  private final Warming warming;
  private final Mix mix;
  private final SplittableRandom luck;
  private final Lines lines;
  private final Calls calls;
  private final Comebacks comebacks = new Comebacks();
  private final Jobs jobs = new Jobs();
  private long now;
  private long nextArrival;
  private int crashes;
  private long arrived;
  private long inService;
  private final ReplicaTime.Sum billed = new ReplicaTime.Sum();

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
    Particulars particulars = settings.particulars();
    this.warming = particulars.warming();
    this.mix = particulars.mix();
    this.luck = new SplittableRandom(seed ^ 0x3c6ef372fe94f82bL);
    this.lines = new Lines(mix);
    this.calls = new Calls(particulars.calls());
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
    return lines.count();
  }

  /// Requests of one class that wait.
  int queued(Criticality of) {
    return lines.count(of);
  }

  @Override
  public double inFlight() {
    return lines.count() + inService;
  }

  @Override
  public double answered() {
    return ledger.answered();
  }

  @Override
  public ReplicaTime billed() {
    return billed.total();
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
      long call = calls.first();
      long first =
          Math.min(
              Math.min(Math.min(crash, call), end), Math.min(start, Math.min(nextArrival, again)));
      if (first > to) {
        break;
      }
      pass(first);
      if (crash == first) {
        crash(faults.crash(crashes++));
      } else if (call == first) {
        called();
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
    billed.add(to - now, fleet.present());
    now = to;
  }

  private void arrive() {
    ledger.arrived(now, 1);
    come(service.next(), now, 0, mix.draw(luck));
    nextArrival = arrivals.next();
  }

  private void comeBack() {
    if (comebacks.first() <= now) {
      int at = comebacks.remove();
      come(comebacks.service(at), comebacks.origin(at), comebacks.tries(at), comebacks.rank(at));
    }
  }

  /// A try, be it the first or a later one.
  private void come(long takes, long origin, int tried, int rank) {
    arrived++;
    giveUp();
    int waiting = lines.count();
    int replica = waiting == 0 ? fleet.take(now) : NONE;
    if (replica != NONE) {
      serve(now, takes, origin, tried, rank, replica);
    } else if (waiting < settings.queueMost()) {
      lines.of(rank).add(now, takes, origin, tried);
    } else if (waiting > 0 && lines.lowest().rank() > rank) {
      Line lowest = lines.lowest();
      turnAway(lowest, lowest.removeLast());
      lines.of(rank).add(now, takes, origin, tried);
    } else {
      unanswered(now, takes, origin, tried, rank);
    }
  }

  /// When the first that waits is given up.
  private long expiry() {
    long first = lines.oldest().firstArrival();
    return first == Long.MAX_VALUE ? first : first + settings.patience() + 1;
  }

  /// Those who wait no longer.
  private void giveUp() {
    Line line = lines.oldest();
    while (line.count() > 0 && now - line.firstArrival() > settings.patience()) {
      turnAway(line, line.remove());
      line = lines.oldest();
    }
  }

  private void turnAway(Line line, int at) {
    unanswered(now, line.service(at), line.origin(at), line.tries(at), line.rank());
  }

  /// A try came to nothing for its client, at a time that may still come.
  private void unanswered(long at, long takes, long origin, int tried, int rank) {
    if (tried < retries.most()) {
      comebacks.add(at + retries.after(), takes, origin, tried + 1, rank);
    } else {
      ledger.shed(origin, rank, 1);
    }
  }

  private void serve(long arrival, long service, long origin, int tried, int rank, int replica) {
    long takes = faults.served(now, arrival, warming.served(fleet.age(replica, now), service));
    boolean inVain = retries.any() && now + takes - arrival > settings.patience();
    if (inVain) {
      unanswered(arrival + settings.patience(), service, origin, tried, rank);
    }
    int job = jobs.add(inVain ? ABANDONED : origin, service, now, tried, rank, replica);
    inService++;
    ends.add(now + takes, job);
  }

  private void end() {
    int job = ends.firstNumber();
    ends.removeFirst();
    boolean calling =
        calls.any()
            && jobs.replica(job) != NONE
            && calls.begin(job, jobs.origin(job), jobs.service(job));
    if (calling) {
      calls.connect(now, fleet.working());
    } else {
      finish(job);
    }
  }

  private void called() {
    int job = calls.end();
    calls.connect(now, fleet.working());
    if (job != NONE) {
      finish(job);
    }
  }

  private void finish(int job) {
    int replica = jobs.replica(job);
    if (replica != NONE) {
      inService--;
      answered(job);
      fleet.done(replica, now);
    }
    jobs.remove(job);
    fill();
  }

  private void answered(int job) {
    long origin = jobs.origin(job);
    if (settings.particulars().jobs()) {
      ledger.answered(origin, jobs.begun(job) - origin, settings.bound(), 0, 1);
    } else if (origin != ABANDONED) {
      ledger.answered(origin, now - origin, settings.bound(), jobs.service(job), 1);
    }
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
    calls.connect(now, fleet.working());
    fill();
  }

  /// What waits takes the slots that are free.
  private void fill() {
    giveUp();
    for (Line line = lines.next(); line.count() > 0; line = lines.next()) {
      int replica = fleet.take(now);
      if (replica == NONE) {
        return;
      }
      int at = line.remove();
      serve(
          line.arrival(at),
          line.service(at),
          line.origin(at),
          line.tries(at),
          line.rank(),
          replica);
      giveUp();
    }
  }

  @Override
  public void close() {
    lines.forEach(arrival -> {
      if (now - arrival > settings.bound()) {
        ledger.overdue(arrival, 1);
      }
    });
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
    for (int job = 0; job < jobs.count(); job++) {
      if (jobs.replica(job) == replica) {
        jobs.orphan(job);
        inService--;
        lost(job);
      }
    }
    fleet.crash(replica, now);
  }

  private void lost(int job) {
    long origin = jobs.origin(job);
    int tried = jobs.tries(job);
    int rank = jobs.rank(job);
    if (origin == ABANDONED) {
      return;
    }
    if (tried < retries.most()) {
      comebacks.add(now + retries.after(), jobs.service(job), origin, tried + 1, rank);
    } else {
      ledger.failed(origin, rank, 1);
    }
  }
}
