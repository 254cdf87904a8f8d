package dev.surgeline.core.decide.hpa;

import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.History;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the controller remembers of one autoscaler, in memory only: a restart forgets it.
///
/// Entries that are no longer needed are not removed but written over by the next one, so that the
/// logs are as long as the most that was ever needed at once.
///
/// @param recommendations sizes before stabilization, in order of their slots
/// @param ups replicas added
/// @param downs replicas taken away, as positive numbers
public record Memory(List<Recommended> recommendations, List<Change> ups, List<Change> downs) {
  public static final Memory EMPTY = new Memory(List.of(), List.of(), List.of());

  /// @param replicas recommended
  public record Recommended(Replicas replicas, Instant at) {}

  /// @param by how many, above 0
  public record Change(int by, Instant at) {}

  /// A size after stabilization.
  ///
  /// @param replicas the size
  /// @param memory with the new recommendation in it
  public record Stabilized(Replicas replicas, Memory memory) {}

  public Memory {
    recommendations = List.copyOf(recommendations);
    ups = List.copyOf(ups);
    downs = List.copyOf(downs);
  }

  /// Without a behavior: the highest recommendation that is not older than the window
  /// (`horizontal.go`, stabilizeRecommendation).
  public Stabilized stabilized(Replicas wanted, Duration window, Instant now) {
    Instant cutoff = now.minus(window);
    Replicas most = wanted;
    Optional<Integer> old = Optional.empty();
    for (int i = 0; i < recommendations.size(); i++) {
      if (recommendations.get(i).at().isBefore(cutoff)) {
        old = Optional.of(i);
      } else {
        most = most.max(recommendations.get(i).replicas());
      }
    }
    return new Stabilized(most, with(new Recommended(wanted, now), old));
  }

  /// With a behavior: as near to the current size as the recommendations of both windows ask for
  /// (stabilizeRecommendationWithBehaviors).
  public Stabilized stabilized(Replicas current, Replicas wanted, Behavior behavior, Instant now) {
    Instant upCutoff = now.minus(behavior.scaleUp().stabilization());
    Instant downCutoff = now.minus(behavior.scaleDown().stabilization());
    Replicas up = wanted;
    Replicas down = wanted;
    Optional<Integer> old = Optional.empty();
    for (int i = 0; i < recommendations.size(); i++) {
      Recommended one = recommendations.get(i);
      up = one.at().isAfter(upCutoff) ? up.min(one.replicas()) : up;
      down = one.at().isAfter(downCutoff) ? down.max(one.replicas()) : down;
      if (one.at().isBefore(upCutoff) && one.at().isBefore(downCutoff)) {
        old = Optional.of(i);
      }
    }
    return new Stabilized(current.max(up).min(down), with(new Recommended(wanted, now), old));
  }

  /// With a change of size that was made (storeScaleEvent). Without a behavior none is kept.
  public Memory changed(Replicas from, Replicas to, Optional<Behavior> behavior, Instant now) {
    if (behavior.isEmpty() || from.equals(to)) {
      return this;
    }
    int by = to.value() - from.value();
    return by > 0
        ? new Memory(recommendations, with(ups, by, behavior.get().scaleUp(), now), downs)
        : new Memory(recommendations, ups, with(downs, -by, behavior.get().scaleDown(), now));
  }

  /// The changes as the rate limit reads them.
  public History history() {
    List<History.Changed> changes = new ArrayList<>();
    ups.forEach(up -> changes.add(new History.Changed(up.at(), up.by())));
    downs.forEach(down -> changes.add(new History.Changed(down.at(), -down.by())));
    return new History(List.of(), changes);
  }

  private Memory with(Recommended next, Optional<Integer> slot) {
    return new Memory(placed(recommendations, next, slot), ups, downs);
  }

  private static List<Change> with(
      List<Change> changes, int by, Behavior.Rules rules, Instant now) {
    Instant cutoff = now.minus(rules.longestPeriod());
    Optional<Integer> outdated = Optional.empty();
    for (int i = 0; i < changes.size(); i++) {
      outdated = changes.get(i).at().isBefore(cutoff) ? Optional.of(i) : outdated;
    }
    return placed(changes, new Change(by, now), outdated);
  }

  private static <T> List<T> placed(List<T> log, T next, Optional<Integer> slot) {
    List<T> changed = new ArrayList<>(log);
    slot.ifPresentOrElse(i -> changed.set(i, next), () -> changed.add(next));
    return changed;
  }
}
