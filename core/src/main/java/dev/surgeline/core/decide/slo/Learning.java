package dev.surgeline.core.decide.slo;

import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// From the memory of the last tick to that of this one.
///
/// The memory changes with what was measured since, never with what was not: a tick that comes
/// twice, a sample that comes twice and a signal that is absent leave it as it is.
final class Learning {
  /// What is known of a signal.
  ///
  /// @param at seconds since 1970
  record Known(double value, double at) {}

  private static final Duration BOUND_LEAST = Duration.ofSeconds(1);
  private static final int BOUND_TIMES = 5;
  private static final double QUANTILE = 0.99;

  /// Slices that may be given up for others of a better width.
  private static final int YOUNG = 8;

  private Learning() {}

  /// The objective: what the workload promises, or else 99% within five service times and at least
  /// a second, which leaves most of the time to waiting and service that varies.
  static Slo.Latency objective(Slo slo, Capacity capacity) {
    return slo.latency().isPresent() ? slo.latency().get() : usual(capacity.serviceTime());
  }

  private static Slo.Latency usual(Duration serviceTime) {
    Duration usual = serviceTime.multipliedBy(BOUND_TIMES);
    Duration most = Duration.ofHours(1);
    Duration bound = usual.compareTo(BOUND_LEAST) > 0 ? usual : BOUND_LEAST;
    return new Slo.Latency(QUANTILE, bound.compareTo(most) > 0 ? most : bound);
  }

  /// The value of a total that is known; absent otherwise.
  static Optional<Known> known(Situation situation, SignalName name) {
    return switch (situation.observation().signal(name)) {
      case Signal.Known(Measure.Total(var value), var at) ->
          Optional.of(new Known(value, seconds(at)));
      case Signal.Known _, Signal.Stale _, Signal.Missing _ -> Optional.empty();
    };
  }

  /// The memory after a tick.
  static SloMemory learned(SloPolicy policy, Situation situation, Optional<SloMemory> before) {
    if (before.filter(memory -> !situation.now().isAfter(memory.at())).isPresent()) {
      return before.get();
    }
    SloMemory memory = before.orElseGet(() -> fresh(situation));
    Optional<Known> requests = known(situation, policy.requests());
    if (requests.isPresent() && requests.get().at() > memory.buckets().until()) {
      memory = sampled(policy, situation, memory, requests.get());
    }
    return at(situation.now(), memory);
  }

  private static SloMemory fresh(Situation situation) {
    Capacity capacity = situation.workload().capacity();
    double declared = ServiceTime.declared(capacity);
    return new SloMemory(
        Instant.EPOCH,
        capacity.startup(),
        Buckets.starting(0, Buckets.width(0, capacity.startup()), 0),
        ServiceTime.NEW,
        SloMemory.offset(capacity, declared),
        CapacityCurve.of(terms(situation.workload(), ServiceTime.NEW)),
        Forecaster.NEW,
        0,
        Headroom.NEW);
  }

  /// What a workload's curve is calculated for.
  static CapacityCurve.Terms terms(Workload workload, ServiceTime service) {
    Capacity capacity = workload.capacity();
    Slo.Latency objective = objective(workload.slo(), capacity);
    return new CapacityCurve.Terms(
        capacity.slots(),
        workload.replicas().max().value(),
        objective.quantile(),
        objective.below(),
        service.mean(capacity),
        service.spread(objective.quantile()));
  }

  /// With one more sample of the rate.
  private static SloMemory sampled(
      SloPolicy policy, Situation situation, SloMemory before, Known requests) {
    Capacity capacity = situation.workload().capacity();
    SloMemory memory = fitting(before, capacity, requests.at());
    double seconds = requests.at() - memory.buckets().since(requests.at());
    ServiceTime service = served(policy, situation, memory, requests, seconds);
    double mean = service.mean(capacity);
    double offset = SloMemory.offset(memory.offset(), capacity, mean);
    CapacityCurve.Terms terms = terms(situation.workload(), service);
    CapacityCurve curve =
        terms.near(memory.curve().terms()) ? memory.curve() : CapacityCurve.of(terms);
    SloMemory next =
        new SloMemory(
            memory.at(),
            capacity.startup(),
            memory.buckets(),
            service,
            offset,
            curve,
            memory.forecaster(),
            queued(policy, situation, memory.queued(), requests.value() * mean, seconds, mean),
            memory.headroom());
    return filled(next, requests);
  }

  /// What waits: what is in flight beyond the slots, or, where that is not measured, what arrived
  /// beyond what they could do.
  private static double queued(
      SloPolicy policy,
      Situation situation,
      double before,
      double load,
      double seconds,
      double mean) {
    double slots = slots(situation);
    if (policy.inFlight().isEmpty()) {
      return Math.max(0, before + (load - slots) * seconds / mean);
    }
    return policy
        .inFlight()
        .flatMap(name -> known(situation, name))
        .map(inFlight -> Math.max(0, inFlight.value() - slots))
        .orElse(before);
  }

  private static double slots(Situation situation) {
    int ready = situation.observation().status().ready().value();
    return (double) ready * situation.workload().capacity().slots();
  }

  private static ServiceTime served(
      SloPolicy policy, Situation situation, SloMemory memory, Known requests, double seconds) {
    Capacity capacity = situation.workload().capacity();
    Optional<Known> inFlight = policy.inFlight().flatMap(name -> known(situation, name));
    double slots = slots(situation);
    if (inFlight.isEmpty() || slots == 0) {
      return memory.service().interrupted();
    }
    boolean gap = memory.buckets().since(requests.at()) > memory.buckets().until();
    var sample =
        new ServiceTime.Sample(
            inFlight.get().value(),
            requests.value(),
            slots,
            seconds,
            memory.buckets().seconds(),
            objective(situation.workload().slo(), capacity).below().toNanos() / 1e9);
    ServiceTime service = gap ? memory.service().interrupted() : memory.service();
    ServiceTime next = service.with(sample, capacity);
    return known(situation, SignalName.OBJECTIVE_LATENCY)
        .map(millis -> next.withLatency(millis.value() / 1000, capacity))
        .orElse(next);
  }

  /// With slices as wide as the pace and the start-up time ask for. While little is learned they
  /// are chosen anew; later only when they no longer fit at all, and all is learned anew.
  private static SloMemory fitting(SloMemory memory, Capacity capacity, double at) {
    boolean first = memory.buckets().until() == 0;
    Buckets buckets =
        first
            ? Buckets.starting(at - memory.buckets().seconds(), memory.buckets().seconds(), 0)
            : memory.buckets().paced(at);
    int width = Buckets.width(buckets.pace(), capacity.startup());
    boolean other = !memory.startup().equals(capacity.startup());
    boolean young = buckets.rates().size() < YOUNG;
    boolean unfit = buckets.pace() > 2 * buckets.seconds() || (young && width != buckets.seconds());
    if (!other && !unfit) {
      return with(memory, buckets, memory.forecaster());
    }
    Buckets anew = Buckets.starting(Math.max(buckets.until(), at - width), width, buckets.pace());
    return with(memory, anew, Forecaster.NEW);
  }

  private static SloMemory filled(SloMemory memory, Known requests) {
    Buckets buckets = memory.buckets();
    Forecaster forecaster = memory.forecaster();
    int horizon = Buckets.horizon(buckets.seconds(), memory.startup());
    int most = Buckets.BACK + horizon + 4;
    double since = buckets.since(requests.at());
    if (requests.at() - buckets.until() > (double) most * buckets.seconds()) {
      buckets = buckets.afterGap(since);
      forecaster = forecaster.interrupted();
    }
    while (buckets.until() < requests.at()) {
      boolean seen = buckets.until() >= since;
      double to = seen ? requests.at() : since;
      long open = buckets.open();
      buckets = buckets.filled(to, seen ? requests.value() : Double.NaN, most);
      if (buckets.open() > open) {
        forecaster = forecaster.closed(buckets, horizon, memory.offset());
      }
    }
    return with(memory, buckets, forecaster);
  }

  private static SloMemory with(SloMemory memory, Buckets buckets, Forecaster forecaster) {
    return new SloMemory(
        memory.at(),
        memory.startup(),
        buckets,
        memory.service(),
        memory.offset(),
        memory.curve(),
        forecaster,
        memory.queued(),
        memory.headroom());
  }

  private static SloMemory at(Instant now, SloMemory memory) {
    return new SloMemory(
        now,
        memory.startup(),
        memory.buckets(),
        memory.service(),
        memory.offset(),
        memory.curve(),
        memory.forecaster(),
        memory.queued(),
        memory.headroom());
  }

  private static double seconds(Instant at) {
    return at.getEpochSecond() + at.getNano() / 1e9;
  }
}
