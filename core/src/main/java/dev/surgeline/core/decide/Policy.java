package dev.surgeline.core.decide;

import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.decide.slo.SloStep;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// How demand becomes a wanted size. A policy is data; each kind is one record, and the evaluation
/// of each is one class.
public sealed interface Policy
    permits Policy.TargetTracking, Policy.Schedule, Policy.Remembering, Steps, Tiers, Queue {
  /// The name under which it gives its reasons, as in documents.
  String name();

  /// The signals it reads, each with whether a value of each replica is asked for, or else one for
  /// the workload as a whole. All of them must be known before it may argue for less.
  SortedMap<SignalName, Boolean> signals();

  /// A policy that remembers from tick to tick: its memory is part of the state.
  sealed interface Remembering extends Policy permits Predictive, Follow, SloPolicy {
    /// Under what it remembers, within its workload; its memory lasts as long as a policy of this
    /// key is there.
    PolicyMemory.Key key();
  }

  /// The Kubernetes HPA's algorithm: each metric by itself says how many replicas would bring it to
  /// its target, and the largest answer counts.
  ///
  /// @param metrics at least one
  /// @param tolerance the dead band
  record TargetTracking(List<MetricTarget> metrics, Tolerance tolerance) implements Policy {
    public TargetTracking {
      metrics = List.copyOf(metrics);
      if (metrics.isEmpty() || metrics.size() > 100) {
        throw new IllegalArgumentException("targetTracking has 1 to 100 metrics");
      }
    }

    @Override
    public String name() {
      return "targetTracking";
    }

    @Override
    public SortedMap<SignalName, Boolean> signals() {
      SortedMap<SignalName, Boolean> signals = new TreeMap<>();
      metrics.forEach(metric -> signals.put(metric.signal(), metric.source().each()));
      return signals;
    }
  }

  /// The calendar: what holds while a window does. [Agenda] says which of several windows counts.
  ///
  /// @param entries 1 to 100, each with a name of its own
  record Schedule(List<Entry> entries) implements Policy {
    public Schedule {
      entries = List.copyOf(entries);
      if (entries.isEmpty() || entries.size() > 100) {
        throw new IllegalArgumentException("a schedule has 1 to 100 windows");
      }
      if (entries.stream().map(Entry::name).distinct().count() < entries.size()) {
        throw new IllegalArgumentException("each window of a schedule has a name of its own");
      }
    }

    /// One window and what holds in it: `replicas` by itself, `freeze` by itself, or any of the
    /// others.
    ///
    /// @param name 1 to 60 characters, for reasons
    /// @param when the window
    /// @param min at least so many
    /// @param max at most so many; at least 1
    /// @param replicas exactly so many
    /// @param multiplier what is measured counts so many times; above 0, at most 100
    /// @param freeze true: the size does not change
    public record Entry(
        String name,
        Window when,
        Optional<Replicas> min,
        Optional<Replicas> max,
        Optional<Replicas> replicas,
        OptionalDouble multiplier,
        Optional<Boolean> freeze) {
      public Entry {
        if (name.isBlank() || name.length() > 60) {
          throw new IllegalArgumentException("a window's name has 1 to 60 characters");
        }
        boolean others = min.isPresent() || max.isPresent() || multiplier.isPresent();
        int kinds =
            (others ? 1 : 0) + (replicas.isPresent() ? 1 : 0) + (freeze.isPresent() ? 1 : 0);
        if (kinds != 1) {
          throw new IllegalArgumentException(
              "the window " + name + " has replicas, or freeze, or any of min, max and multiplier");
        }
        if (min.isPresent() && max.isPresent()) {
          new ReplicaBounds(min.get(), max.get());
        }
        if (max.filter(Replicas.ZERO::equals).isPresent()) {
          throw new IllegalArgumentException("the max of a window is at least 1");
        }
        if (multiplier.isPresent()
            && !(multiplier.getAsDouble() > 0 && multiplier.getAsDouble() <= 100)) {
          throw new IllegalArgumentException("a multiplier is above 0 and at most 100");
        }
        if (freeze.filter(given -> !given).isPresent()) {
          throw new IllegalArgumentException("freeze is true, or not written");
        }
      }

      /// Whether no change is allowed.
      public boolean freezes() {
        return freeze.isPresent();
      }

      @Override
      public String toString() {
        return name + " (" + when + ")";
      }
    }

    @Override
    public String name() {
      return "schedule";
    }

    @Override
    public SortedMap<SignalName, Boolean> signals() {
      return new TreeMap<>();
    }

    /// Refuses windows that a workload's bounds do not allow.
    ///
    /// @throws IllegalArgumentException with one sentence for the author
    public void requireWithin(ReplicaBounds bounds) {
      for (Entry entry : entries) {
        entry.min().ifPresent(min -> require(bounds, entry, "min", min));
        entry.max().ifPresent(max -> require(bounds, entry, "max", max));
        entry.replicas().ifPresent(exact -> require(bounds, entry, "replicas", exact));
      }
    }

    private static void require(ReplicaBounds bounds, Entry entry, String key, Replicas size) {
      if (!bounds.contains(size)) {
        throw new IllegalArgumentException(
            "the window "
                + entry.name()
                + " has "
                + key
                + " "
                + size
                + ", outside the workload's "
                + bounds.min()
                + " to "
                + bounds.max());
      }
    }

    /// The first moment within 400 days at which two windows can not both be satisfied, as one
    /// sentence that names them: two exact counts, or a min above a max.
    ///
    /// @param from where to begin
    public Optional<String> contradiction(Calendar calendar, Instant from) {
      return ScheduleEvaluation.contradiction(this, calendar, from);
    }
  }

  /// What this policy wants in this situation.
  static Recommendation recommend(Policy policy, Situation situation) {
    return switch (policy) {
      case TargetTracking tracking -> TargetTrackingEvaluation.recommend(tracking, situation);
      case Steps steps -> StepsEvaluation.recommend(steps, situation);
      case Tiers tiers -> TiersEvaluation.recommend(tiers, situation);
      case Queue queue -> QueueEvaluation.recommend(queue, situation);
      case Schedule schedule -> ScheduleEvaluation.recommend(schedule, situation);
      case Remembering remembering -> advise(remembering, situation).recommendation();
    };
  }

  /// What a policy that remembers wants, and what it remembers then.
  static Advice advise(Remembering policy, Situation situation) {
    return switch (policy) {
      case Predictive predictive -> PredictiveEvaluation.advise(predictive, situation);
      case Follow follow -> FollowEvaluation.advise(follow, situation);
      case SloPolicy slo -> SloStep.advise(slo, situation);
    };
  }
}
