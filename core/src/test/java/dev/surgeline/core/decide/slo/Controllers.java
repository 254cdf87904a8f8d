package dev.surgeline.core.decide.slo;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.decide.Situations;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What the simulated fleet is controlled by.
final class Controllers {
  static final SignalName REQUESTS = new SignalName("requests_per_second");
  static final SignalName IN_FLIGHT = new SignalName("requests_in_flight");
  private static final int MOST = 2000;

  private Controllers() {}

  static Workload workload(Fleet.Setting setting, double declared) {
    return new Workload(
        new WorkloadName("simulated"),
        new Hosting.Process(
            List.of("serve", "{port}"), "/health", "/metrics", Duration.ofSeconds(5)),
        Criticality.STANDARD,
        new ReplicaBounds(new Replicas(1), new Replicas(MOST)),
        new Slo(Optional.of(new Slo.Latency(0.99, nanos(setting.bound())))),
        new Capacity(Duration.ofSeconds(setting.startup()), setting.slots(), nanos(declared)));
  }

  private static Duration nanos(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /// The policy under test.
  static final class Priced implements Fleet.Controller {
    private final SloPolicy policy;
    private final Workload workload;
    private final Instant start;
    private final Scaling scaling =
        Situations.scaling(
            Behavior.DEFAULT,
            Tolerance.DEFAULT,
            new MetricTarget(
                MetricTarget.Source.EXTERNAL, REQUESTS, new MetricTarget.AverageValue(1000)));
    private Optional<SloMemory> memory = Optional.empty();
    private Optional<SloStep.Sized> last = Optional.empty();

    Priced(Fleet.Setting setting, double price, double declared, Instant start) {
      this.policy =
          new SloPolicy(
              REQUESTS, Optional.of(IN_FLIGHT), Optional.of(new SloPolicy.ReplicaSeconds(price)));
      this.workload = workload(setting, declared);
      this.start = start;
    }

    Optional<SloStep.Sized> last() {
      return last;
    }

    @Override
    public int wanted(Fleet.View view) {
      Instant now = start.plusSeconds(view.at());
      Instant at = now.minusSeconds(Fleet.PERIOD);
      TreeMap<SignalName, Signal> signals = new TreeMap<>();
      signals.put(REQUESTS, new Signal.Known(new Measure.Total(view.rate()), at));
      signals.put(IN_FLIGHT, new Signal.Known(new Measure.Total(view.inFlight()), at));
      if (!Double.isNaN(view.latency())) {
        signals.put(
            SignalName.OBJECTIVE_LATENCY,
            new Signal.Known(new Measure.Total(view.latency() * 1000), at));
      }
      List<ReplicaStatus> replicas = new ArrayList<>();
      for (int i = 0; i < view.current(); i++) {
        boolean ready = i < view.ready();
        replicas.add(
            new ReplicaStatus(
                new ReplicaId("r-" + i),
                ready ? ReplicaStatus.Phase.READY : ReplicaStatus.Phase.STARTING,
                start,
                start));
      }
      Replicas current = new Replicas(view.current());
      Situation situation =
          new Situation(
              now,
              workload,
              scaling,
              current,
              new Observation(new WorkloadStatus(current, replicas), signals),
              History.EMPTY);
      SloStep.Sized sized = SloStep.step(policy, situation, memory);
      memory = Optional.of(sized.memory());
      last = Optional.of(sized);
      return sized.recommendation().wanted().map(Replicas::value).orElse(view.current());
    }
  }

  /// The Kubernetes HPA on CPU as it is by default: tolerance 10%, up by 100% or 4 in 15 s, down
  /// after 300 s.
  static Fleet.Controller hpa(double target) {
    ArrayDeque<Integer> wishes = new ArrayDeque<>();
    return view -> {
      double ratio = view.utilization() / target;
      int wish = view.current();
      if (view.ready() > 0 && Math.abs(ratio - 1) > 0.1) {
        int sized = (int) Math.ceil(ratio * view.ready());
        boolean grows = ratio > 1;
        wish = grows ? Math.max(view.current(), sized) : Math.min(view.current(), sized);
      }
      wishes.addLast(wish);
      if (wishes.size() > 300 / Fleet.PERIOD) {
        wishes.removeFirst();
      }
      int held = wishes.stream().mapToInt(Integer::intValue).max().orElse(wish);
      int up = Math.max(2 * view.current(), view.current() + 4);
      return Math.min(up, wish >= view.current() ? wish : Math.min(view.current(), held));
    };
  }

  /// Erlang C on one and a half times the maximum of 300 s.
  static Fleet.Controller reactive(CapacityCurve curve) {
    ArrayDeque<Double> rates = new ArrayDeque<>();
    return view -> {
      rates.addLast(view.rate());
      if (rates.size() > 300 / Fleet.PERIOD) {
        rates.removeFirst();
      }
      double most = rates.stream().mapToDouble(Double::doubleValue).max().orElse(0);
      return curve.least(1.5 * most);
    };
  }

  /// Who knows the rate in advance, though not the single arrivals.
  static Fleet.Controller knowing(CapacityCurve curve, Arrivals arrivals, int startup) {
    return view -> {
      double most = 0;
      for (int ahead = 0; ahead < startup + Fleet.PERIOD; ahead += 5) {
        most = Math.max(most, arrivals.between(view.at() + ahead, view.at() + ahead + 5));
      }
      int hold = curve.least(most);
      double then = 0;
      for (int ahead = startup; ahead < startup + Fleet.PERIOD; ahead += 5) {
        then = Math.max(then, arrivals.between(view.at() + ahead, view.at() + ahead + 5));
      }
      int up = curve.least(then);
      return up >= view.current() ? up : Math.max(up, Math.min(view.current(), hold));
    };
  }

  static CapacityCurve curve(Fleet.Setting setting) {
    return CapacityCurve.of(
        new CapacityCurve.Terms(
            setting.slots(), MOST, 0.99, setting.bound(), setting.service(), setting.spread()));
  }
}
