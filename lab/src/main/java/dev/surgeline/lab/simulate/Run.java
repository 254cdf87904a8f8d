package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.lab.plant.Faults;
import dev.surgeline.lab.plant.Latencies;
import dev.surgeline.lab.plant.Ledger;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.plant.Plant;
import dev.surgeline.lab.plant.PlantSettings;
import dev.surgeline.lab.plant.ReplicaTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;

/// One plant from the beginning of the trace to the end of what is counted, decision by decision:
/// [#begin], and then for each interval [#advance], [#observe] and [#apply], at last [#end]. What
/// is counted may begin and end between two decisions.
public final class Run {
  private static final Duration MEMORY = Duration.ofMinutes(1);

  /// How often progress is told: each so many decisions.
  private static final int TOLD = 1024;

  private final Plant plant;
  private final PlantSettings settings;
  private final Terms terms;
  private final long from;
  private final long to;
  private final Metrics metrics;
  private final List<Moment> course = new ArrayList<>();
  private final double[] minute;
  private final Latencies latencies = new Latencies();
  private int ticks;
  private int actions;
  private final List<Instant> wrong = new ArrayList<>();
  private final Promises promises = new Promises();
  private double cost;
  private Counts begun;
  private Counts last;
  private double arrivedBefore;
  private SortedMap<Criticality, Lost> lostBefore;

  /// @param start the stamp of the trace's first interval
  /// @param from when counting begins; before, the controller learns
  /// @param to when it ends
  /// @param interval from decision to decision, and from reading to reading
  /// @param bounds of the size
  /// @param first size
  /// @param price of replicas; absent: not known
  /// @param curve what replicas serve within the objective
  /// @param metrics how what is seen comes about
  /// @param faults what is wrong with what is seen
  public record Terms(
      Instant start,
      Instant from,
      Instant to,
      Duration interval,
      ReplicaBounds bounds,
      int first,
      Optional<Price> price,
      CapacityCurve curve,
      Metrics.Settings metrics,
      Faults faults) {
    /// In which nothing that is seen is wrong.
    public Terms(
        Instant start,
        Instant from,
        Instant to,
        Duration interval,
        ReplicaBounds bounds,
        int first,
        Optional<Price> price,
        CapacityCurve curve,
        Metrics.Settings metrics) {
      this(start, from, to, interval, bounds, first, price, curve, metrics, Faults.NONE);
    }
  }

  /// The plant at one decision, or at the end.
  ///
  /// @param at the time
  /// @param rate requests a second since the moment before
  /// @param size replicas to stay, before the decision
  /// @param ready replicas that serve
  /// @param latency the objective's quantile since the moment before, in milliseconds; NaN: none
  ///   was answered
  public record Moment(Instant at, double rate, int size, int ready, double latency) {}

  /// The minute in which most requests arrived that were not answered within the bound.
  ///
  /// @param at its beginning
  public record Worst(Instant at, double missed, double arrived) {}

  /// What was not answered of a class.
  ///
  /// @param failed by replicas that went down
  /// @param shed clients that gave up, or were turned away
  public record Lost(double failed, double shed) {}

  /// What came of it.
  ///
  /// @param violationSeconds ten for each window in which the objective was violated
  /// @param netViolationSeconds the same without what service alone violates
  /// @param replicaHours from the request for a replica until it was gone
  /// @param cost of these; absent: no price is known
  /// @param p50Millis NaN if nothing was answered
  /// @param requests that arrived
  /// @param actions changes of size
  /// @param wrong when sizes were changed the wrong way
  /// @param byClass what was failed and shed of each class that there is
  /// @param corrections how long it took until a violated objective was kept again
  /// @param coverage the share of the forecasts that demand stayed within; NaN: none was relied on
  /// @param promised what that share should be, by what they said
  /// @param worst absent: no request was late, failed or shed
  public record Result(
      String controller,
      long violationSeconds,
      long netViolationSeconds,
      double replicaHours,
      Optional<Double> cost,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      double requests,
      double failed,
      double shed,
      int actions,
      List<Instant> wrong,
      SortedMap<Criticality, Lost> byClass,
      Ledger.Corrections corrections,
      double coverage,
      double promised,
      Optional<Worst> worst,
      List<Moment> course) {
    public Result {
      wrong = List.copyOf(wrong);
      byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
      course = List.copyOf(course);
    }

    /// How many changes went the wrong way.
    public int wrongDirection() {
      return wrong.size();
    }
  }

  /// @param signals those that somebody reads
  public Run(Plant plant, PlantSettings settings, SortedSet<SignalName> signals, Terms terms) {
    this.plant = plant;
    this.settings = settings;
    this.terms = terms;
    from = Duration.between(terms.start(), terms.from()).toNanos();
    to = Duration.between(terms.start(), terms.to()).toNanos();
    metrics = new Metrics(plant, settings, terms.metrics(), signals, terms.start(), terms.faults());
    long memory = Math.max(1, MEMORY.dividedBy(terms.interval()));
    minute = new double[(int) memory];
    begun = Counts.of(plant);
    last = begun;
    lostBefore = lost(plant, settings);
  }

  /// One controller from the beginning to the end.
  ///
  /// @param progress told now and then what share is done
  public static Result of(
      Plant plant,
      PlantSettings settings,
      Controller controller,
      Terms terms,
      DoubleConsumer progress) {
    var run = new Run(plant, settings, controller.signals(), terms);
    run.begin(controller.first(terms.first()));
    long interval = terms.interval().toNanos();
    for (long now = interval; now <= run.to; now += interval) {
      run.meet(run.from, now);
      run.advance(now);
      run.apply(controller.decide(terms.start().plusNanos(now), run.observe()));
      if (run.ticks % TOLD == 0) {
        progress.accept(now / (double) run.to);
      }
    }
    run.meet(run.from, run.to);
    run.meet(run.to, Long.MAX_VALUE);
    return run.end(controller.name());
  }

  /// Goes on to a moment between the last decision and the next, and counts.
  private void meet(long moment, long next) {
    if (moment > plant.now() && moment < next) {
      pass(moment);
    }
  }

  /// So many replicas, within bounds, serve at once.
  public void begin(int size) {
    plant.begin(terms.bounds().clamp(new Replicas(size)).value());
    metrics.read();
  }

  /// Goes on to the next decision, and counts.
  public void advance(long now) {
    pass(now);
    minute[ticks % minute.length] = last.arrived() - arrivedBefore;
    arrivedBefore = last.arrived();
    ticks++;
  }

  private void pass(long now) {
    plant.advance(now);
    Latencies recent = metrics.read();
    Counts after = Counts.of(plant);
    if (now > from) {
      note(now, last, after, recent);
    } else {
      begun = after;
      lostBefore = lost(plant, settings);
    }
    last = after;
  }

  /// What is known now.
  public Observation observe() {
    return metrics.observe();
  }

  /// The size that is wanted, within bounds.
  public void apply(Controller.Wish wish) {
    if (plant.now() > from) {
      wish.promised().ifPresent(promises::promise);
    }
    int size = plant.size();
    int wanted = terms.bounds().clamp(new Replicas(Math.max(0, wish.size()))).value();
    if (wanted == size) {
      return;
    }
    if (plant.now() > from) {
      actions++;
      if (wrong(size, wanted, wish.foreseen())) {
        wrong.add(terms.start().plusNanos(plant.now()));
      }
    }
    plant.scaleTo(wanted);
  }

  public Plant plant() {
    return plant;
  }

  /// Lets what arrived be answered or not, and gives the result.
  ///
  /// @param name of who decided
  public Result end(String name) {
    SortedMap<Criticality, Lost> ended = lost(plant, settings);
    plant.advance(to + settings.settling());
    plant.close();
    return result(name, ended);
  }

  /// A scale-down while the last minute's demand is more than the replicas that serve can do within
  /// the objective; a scale-up, which nothing but measurements asks for, while it fits in fewer.
  /// What waits to be served is demand, too.
  private boolean wrong(int size, int wanted, boolean foreseen) {
    double sum = plant.queued();
    int known = Math.min(ticks, minute.length);
    for (int i = 0; i < known; i++) {
      sum += minute[i];
    }
    double demand = sum / (known * terms.interval().toNanos() / 1e9);
    int needed = terms.curve().replicasFor(demand).value();
    return wanted < size ? needed > plant.ready() : !foreseen && needed < size;
  }

  private void note(long now, Counts before, Counts after, Latencies recent) {
    Duration passed = Duration.ofNanos(now - before.at());
    double seconds = passed.toNanos() / 1e9;
    double billed = after.billed().nanosSince(before.billed()) / 1e9;
    terms.price().ifPresent(price -> cost += paid(price, billed / seconds) * seconds / 3600);
    latencies.add(recent);
    promises.seen(
        terms.start().plusNanos(now), passed, (after.arrived() - before.arrived()) / seconds);
    course.add(
        new Moment(
            terms.start().plusNanos(now),
            (after.arrived() - before.arrived()) / seconds,
            plant.size(),
            plant.ready(),
            recent.quantile(settings.quantile()) / 1e6));
  }

  /// What so many replicas cost an hour, on the straight line between whole numbers.
  private static double paid(Price price, double replicas) {
    int whole = (int) Math.floor(replicas);
    double below = price.perHour(new Replicas(whole));
    double part = replicas - whole;
    return part == 0 ? below : below + part * (price.perHour(new Replicas(whole + 1)) - below);
  }

  private Result result(String name, SortedMap<Criticality, Lost> lost) {
    Counts ended = last;
    return new Result(
        name,
        plant.ledger().violated(from, to, settings.quantile()),
        plant.ledger().violatedNet(from, to, settings.quantile()),
        ended.billed().nanosSince(begun.billed()) / 3.6e12,
        terms.price().map(_ -> cost),
        latencies.quantile(0.5) / 1e6,
        latencies.quantile(0.95) / 1e6,
        latencies.quantile(0.99) / 1e6,
        ended.arrived() - begun.arrived(),
        sum(lost, Lost::failed) - sum(lostBefore, Lost::failed),
        sum(lost, Lost::shed) - sum(lostBefore, Lost::shed),
        actions,
        wrong,
        byClass(lost),
        plant.ledger().corrections(from, to, settings.quantile()),
        promises.coverage().share(),
        promises.coverage().promised(),
        worst(),
        course);
  }

  private static double sum(SortedMap<Criticality, Lost> lost, ToDoubleFunction<Lost> of) {
    return lost.values().stream().mapToDouble(of).sum();
  }

  private SortedMap<Criticality, Lost> byClass(SortedMap<Criticality, Lost> ended) {
    SortedMap<Criticality, Lost> classes = new TreeMap<>(ended);
    classes.replaceAll((one, all) -> {
      Lost before = lostBefore.getOrDefault(one, new Lost(0, 0));
      return new Lost(all.failed() - before.failed(), all.shed() - before.shed());
    });
    return classes;
  }

  private Optional<Worst> worst() {
    long length = MEMORY.toNanos();
    // Windows are whole, and so are minutes of them.
    long first = (from + Ledger.WINDOW - 1) / Ledger.WINDOW * Ledger.WINDOW;
    long worst = first;
    double most = 0;
    for (long at = first; at < to; at += length) {
      double missed = plant.ledger().missedBetween(at, Math.min(to, at + length));
      if (missed > most) {
        most = missed;
        worst = at;
      }
    }
    Instant at = terms.start().plusNanos(worst);
    double arrived = plant.ledger().arrivedBetween(worst, Math.min(to, worst + length));
    return most > 0 ? Optional.of(new Worst(at, most, arrived)) : Optional.empty();
  }

  /// What the plant has counted up to a moment.
  private record Counts(long at, double arrived, ReplicaTime billed) {
    static Counts of(Plant plant) {
      return new Counts(plant.now(), plant.arrived(), plant.billed());
    }
  }

  /// What was failed and shed of each class up to now.
  private static SortedMap<Criticality, Lost> lost(Plant plant, PlantSettings settings) {
    SortedMap<Criticality, Lost> lost = new TreeMap<>();
    Ledger ledger = plant.ledger();
    for (Criticality one : settings.particulars().mix().shares().keySet()) {
      lost.put(one, new Lost(ledger.failed(one), ledger.shed(one)));
    }
    return lost;
  }
}
