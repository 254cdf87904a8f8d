package dev.surgeline.lab.plant;

import dev.surgeline.core.decide.slo.Erlang;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A workload as a fluid: the same plant as [RequestPlant] without single requests, for searching
/// among many policies.
///
/// What arrives in five seconds is drawn from the Poisson distribution of the trace's rate, the
/// same for every controller, and flows in evenly. While the slots can do it and nothing waits,
/// waiting is that of a steady queue at the trace's rate: a share C of the requests (Erlang's)
/// waits, and longer than t with C exp(-theta t), theta = 2 (c - load) / S / (1 + cv2). What is
/// more than the slots can do is a backlog B, and who arrives then waits B / mu. Service is 16
/// times of its distribution, the closer the longer, so late ones are known as a share of them.
///
/// Where services are slow, each of those 16 is there twice: as it is, and as long as it then
/// takes.
///
/// Refused: clients that try again, classes of requests, calls of dependencies and replicas that
/// serve slower at first. Left out: the chance in a window's count of late requests, so windows
/// near their limit are all violated or none; the time that a replica drains; that replicas which
/// start shorten the wait of those that wait already. How far that leads astray is bounded by a
/// test.
public final class FluidPlant implements Plant {
  /// Five seconds.
  private static final long CELL = 5_000_000_000L;

  /// Where times of service are cut, as shares; each stretch is as its middle.
  private static final double[] CUTS = {
    0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.86, 0.91, 0.95, 0.975, 0.988, 0.995, 0.999, 1
  };

  /// Of those who wait: how many wait so many times 1 / theta.
  private static final double[] PART = {0.5, 0.4, 0.09, 0.01};

  private static final double[] TIMES = {0.288, 1.204, 2.996, 5.3};
  private static final int LOOKS = 4;

  private final PlantSettings settings;
  private final Arrivals arrivals;
  private final Faults faults;
  private final SplittableRandom random;
  private final SplittableRandom chance;
  private final Quantiles normal = new Quantiles(Quantiles::normal);
  private final Ledger ledger = new Ledger();
  private final Fleet fleet = new Fleet(0);
  private final TimeHeap starts = new TimeHeap();
  private final int rank;
  private final boolean jobs;
  private long[] service = {};
  private double[] share = {};
  private Ledger.Answer[] atOnce = {};
  private Ledger.Answer[] waited = {};
  private double mean;
  private double cv2;
  private long turn;
  private int crashes;
  private long now;
  private long cellEnd;
  private double rate;
  private double arrived;
  private double queue;
  private double busy;
  private double waiting;
  private final ReplicaTime.Sum billed = new ReplicaTime.Sum();
  private double worked;
  private double steadyServers = -1;
  private double steadyLoad;
  private double steadyShare;
  private double steadyTheta;

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
    jobs = settings.particulars().jobs();
    this.settings = settings;
    this.arrivals = arrivals;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
    this.chance = random.split();
    serveAs(List.of());
  }

  /// How long services take now.
  private void serveAs(List<Fault.SlowService> slow) {
    service = new long[CUTS.length - 1];
    share = new double[CUTS.length - 1];
    for (int i = 0; i < service.length; i++) {
      double middle = (CUTS[i] + CUTS[i + 1]) / 2;
      service[i] = Math.max(1, (long) settings.service().quantile(middle));
      share[i] = CUTS[i + 1] - CUTS[i];
    }
    mean = settings.service().mean();
    double squares = mean * mean * (1 + settings.service().cv2());
    for (Fault.SlowService one : slow) {
      mix(one);
      mean *= 1 - one.share() + one.share() * one.times();
      squares *= 1 - one.share() + one.share() * one.times() * one.times();
    }
    cv2 = squares / (mean * mean) - 1;
    steadyServers = -1;
    atOnce =
        Arrays.stream(service).mapToObj(takes -> answer(0, takes)).toArray(Ledger.Answer[]::new);
  }

  private void mix(Fault.SlowService slow) {
    int count = service.length;
    service = Arrays.copyOf(service, 2 * count);
    share = Arrays.copyOf(share, 2 * count);
    for (int i = 0; i < count; i++) {
      service[count + i] = Math.max(1, (long) Math.min(1e17, service[i] * slow.times()));
      share[count + i] = share[i] * slow.share();
      share[i] *= 1 - slow.share();
    }
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

  private void flow(long to) {
    double servers = (double) fleet.readyCount() * settings.slots();
    double most = servers / mean;
    long start = now;
    if (queue > 0 && rate < most) {
      // Until the backlog is gone; then on without one.
      start = Math.min(to, now + (long) Math.ceil(queue / (most - rate)));
      backlog(start - now, most);
    } else if (queue > 0 || rate > most) {
      start = to;
      backlog(to - now, most);
    }
    if (start < to) {
      queue = 0;
      steady(to - start, servers);
    }
    double time = to - now;
    billed.add(to - now, fleet.present());
    arrived += rate * time;
    busy = queue > 0 ? servers : rate * mean;
    worked += fleet.readyCount() == 0 ? 0 : busy / fleet.readyCount() * time;
    now = to;
  }

  /// More comes than the slots can do, or something waits.
  private void backlog(long time, double most) {
    double came = rate * time;
    ledger.arrived(now, came);
    waiting = 0;
    double before = queue;
    double after = Math.max(0, queue + (rate - most) * time);
    double held = (most > 0 ? most : rate) * settings.patience();
    double shed = Math.min(came, Math.max(0, Math.max(after - held, after - settings.queueMost())));
    if (shed > 0) {
      ledger.shed(now, rank, shed);
    }
    queue = after - shed;
    double each = (came - shed) / LOOKS;
    for (int look = 0; look < LOOKS && each > 0; look++) {
      double wait = (before + (queue - before) * (look + 0.5) / LOOKS) / most;
      long waits = (long) Math.min((double) settings.patience(), wait);
      for (int i = 0; i < service.length; i++) {
        answered(waits, service[i], each * share[i]);
      }
    }
  }

  /// The slots can do what comes.
  private void steady(long time, double servers) {
    double came = rate * time;
    if (came <= 0) {
      waiting = 0;
      return;
    }
    ledger.arrived(now, came);
    settle(servers);
    waiting = steadyShare * (rate * mean) / (servers - steadyLoad);
    boolean waits = steadyWaits();
    for (int i = 0; i < service.length; i++) {
      double each = came * share[i];
      ledger.answered(now, atOnce[i], waits ? each * (1 - steadyShare) : each);
      for (int j = 0; waits && j < PART.length; j++) {
        ledger.answered(now, waited[i * PART.length + j], each * steadyShare * PART[j]);
      }
    }
  }

  private boolean steadyWaits() {
    return steadyShare > 1e-4;
  }

  private Ledger.Answer answer(long waits, long takes) {
    long took = jobs ? waits : waits + takes;
    return Ledger.Answer.of(took, settings.bound(), jobs ? 0 : takes);
  }

  /// Of jobs the wait counts, and not their service.
  private void answered(long waits, long takes, double requests) {
    long took = jobs ? waits : waits + takes;
    ledger.answered(now, took, settings.bound(), jobs ? 0 : takes, requests);
  }

  /// The steady queue at the trace's rate, a little below all that the slots can do at most.
  private void settle(double servers) {
    double mean = settings.service().mean();
    double load =
        Math.min(
            arrivals.rate(now) * mean, Math.max(servers / 2, servers - Math.sqrt(servers) / 4));
    if (servers == steadyServers && load == steadyLoad) {
      return;
    }
    steadyServers = servers;
    steadyLoad = load;
    steadyShare = Erlang.waiting(servers, load);
    steadyTheta = 2 * (servers - load) / mean / (1 + cv2);
    waited = new Ledger.Answer[steadyWaits() ? service.length * PART.length : 0];
    for (int i = 0; i < waited.length; i++) {
      long waits = (long) (TIMES[i % PART.length] / steadyTheta);
      waited[i] = answer(waits, service[i / PART.length]);
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
    return queue + waiting;
  }

  @Override
  public double inFlight() {
    return queue + waiting + busy;
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
