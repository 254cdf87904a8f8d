package dev.surgeline.core.decide;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Ceiling;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.property.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A platform of some workloads that share something, and what is asked for. Some are not observed,
/// and some not acted on.
///
/// @param quota of replicas
record SharedCase(double quota, List<Deliberation> open, List<Unseen> unseen) {
  private static final SignalName MISSED = SignalName.OBJECTIVE_LATENCY;

  static SharedCase draw(Chance chance, boolean ceilings) {
    double quota = chance.between(0, 60) + 1;
    Platform platform = platform(quota);
    List<Deliberation> open = new ArrayList<>();
    List<Unseen> unseen = new ArrayList<>();
    for (int i = chance.between(1, 6); i > 0; i--) {
      Workload workload = workload("w" + i, chance, ceilings ? quota : 1e9);
      if (chance.oneIn(6)) {
        unseen.add(new Unseen(workload, size(chance), chance.oneIn(2)));
      } else {
        int max = workload.replicas().max().value();
        Replicas ask = workload.replicas().clamp(new Replicas(chance.between(0, max)));
        open.add(deliberation(workload, platform, size(chance), ask, chance));
      }
    }
    return new SharedCase(quota, open, unseen);
  }

  static Platform platform(double quota) {
    return new Platform(
        new WorkloadName("p"),
        Duration.ofSeconds(15),
        Calendar.UTC,
        List.of(),
        List.of(),
        Optional.empty(),
        new TreeMap<>(Map.of(ResourceName.REPLICAS, quota)));
  }

  private static Replicas size(Chance chance) {
    return new Replicas(chance.between(0, 20));
  }

  private static Workload workload(String name, Chance chance, double limit) {
    int min = chance.between(0, 6);
    Criticality criticality =
        min == 0
            ? chance.of(Criticality.CRITICAL, Criticality.DEFERRABLE)
            : chance.of(Criticality.values());
    return workload(name, criticality, min, chance.between(6, 40), limit);
  }

  /// At a price of 1 for a replica.
  ///
  /// @param limit of the things of which each of its replicas takes one
  static Workload workload(String name, Criticality criticality, int min, int max, double limit) {
    Workload plain = Situations.workload(name, min, max);
    return new Workload(
        plain.name(),
        plain.hosting(),
        criticality,
        plain.replicas(),
        new Slo(Optional.of(new Slo.Latency(0.99, Duration.ofMillis(500)))),
        plain.capacity(),
        Optional.empty(),
        Optional.of(new Price(1, Optional.empty(), Optional.empty())),
        Optional.empty(),
        List.of(),
        List.of(new Ceiling("things", OptionalDouble.empty(), limit)),
        new TreeMap<>());
  }

  private static Deliberation deliberation(
      Workload workload, Platform platform, Replicas from, Replicas ask, Chance chance) {
    List<ReplicaStatus> replicas = new ArrayList<>();
    for (int i = chance.between(0, 8); i > 0; i--) {
      var id = new ReplicaId(workload.name() + "-" + i);
      Phase phase = chance.of(Phase.values());
      replicas.add(new ReplicaStatus(id, phase, Situations.NOW, Situations.NOW));
    }
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    signals.put(MISSED, new Signal.Known(new Measure.Total(chance.of(100, 900)), Situations.NOW));
    Mode mode = chance.oneIn(6) ? chance.of(Mode.OBSERVE, Mode.RECOMMEND) : Mode.ACT;
    Replicas there = mode == Mode.ACT ? from : size(chance);
    var situation =
        new Situation(
            Situations.NOW,
            workload,
            scaling(mode),
            from,
            new Observation(new WorkloadStatus(there, replicas), signals),
            History.EMPTY,
            Agenda.NONE,
            new Surroundings(platform));
    return asking(situation, ask);
  }

  static Scaling scaling(Mode mode) {
    Scaling plain =
        Situations.scaling(
            Behavior.DEFAULT,
            Tolerance.DEFAULT,
            new MetricTarget(
                MetricTarget.Source.EXTERNAL, Situations.LOAD, new MetricTarget.AverageValue(1)));
    return new Scaling(plain.policies(), plain.behavior(), mode, Optional.empty(), plain.signals());
  }

  static Deliberation asking(Situation situation, Replicas ask) {
    var proposal = new Proposal(situation.workload().name(), situation.current(), ask);
    return new Deliberation(
        situation, List.of(), Optional.of(ask), List.of(), proposal, List.of(), PolicyMemory.NONE);
  }

  /// The same workloads once what was decided is carried out, asking for the same.
  ///
  /// @param atOnce whether at the very time at which it was decided
  List<Deliberation> after(List<Deliberation> let, boolean atOnce) {
    List<Deliberation> next = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Situation old = open.get(i).situation();
      int by = let.get(i).desired().value() - let.get(i).proposal().from().value();
      History changed = old.history().plusChange(old.now(), by, Duration.ofMinutes(5));
      var situation =
          new Situation(
              old.now(),
              old.workload(),
              old.scaling(),
              let.get(i).desired(),
              old.observation(),
              atOnce ? changed : old.history(),
              old.agenda(),
              old.surroundings());
      next.add(asking(situation, open.get(i).desired()));
    }
    return next;
  }

  /// What is held by those that can not be told to change now.
  int immovable() {
    int sum = unseen.stream().mapToInt(one -> one.size().value()).sum();
    for (Deliberation one : open) {
      sum += Holding.acts(one) ? 0 : Holding.size(one);
    }
    return sum;
  }

  /// Such as `5 for w4 LIFE_SAFETY 12 -> 9 of 1; w1 STANDARD unseen 7 of 2`, each with its min.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(100).append(quota).append(" for");
    for (Deliberation one : open) {
      text.append(' ').append(name(one.situation().workload())).append(one.proposal().from());
      text.append(" -> ").append(one.desired());
      text.append(Holding.acts(one) ? "" : " not acted on, has " + Holding.size(one));
      text.append(" of ").append(one.situation().bounds().min()).append(';');
    }
    for (Unseen one : unseen) {
      text.append(' ').append(name(one.workload())).append("unseen ").append(one.size());
      text.append(" of ").append(one.workload().replicas().min()).append(';');
    }
    return text.toString();
  }

  private static String name(Workload workload) {
    return workload.name() + " " + workload.criticality() + " ";
  }
}
