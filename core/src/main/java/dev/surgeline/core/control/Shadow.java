package dev.surgeline.core.control;

import dev.surgeline.core.decide.History;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What would have become of a workload that is not acted on, had it been.
///
/// The shadow has a size of its own, which moves as the guardrails would have let it: its rate
/// limit counts its own changes, and they are kept here, apart from those that were made. So it
/// neither stands still because the real size does, nor leaves changes behind, when the workload is
/// acted on, that nobody made. The demand it judges is the real one, carried by the real replicas.
///
/// Worked example: 4 replicas, and the demand wants 40; at most twice as many in 15 s. The shadow
/// has 8, then 16, 32 and 40, whether the real size stays at 4 or not.
///
/// @param size that it would have
/// @param changes that it would have made lately, oldest first
/// @param last when the workload was last observed, and the sizes then; absent: it was not at the
///   last tick
/// @param told the size that people were last told of; absent: none
/// @param score so far
public record Shadow(
    Replicas size,
    List<History.Changed> changes,
    Optional<Seen> last,
    Optional<Replicas> told,
    Score score) {
  /// How many intervals between two observations still count as time that was observed.
  private static final int GAP_INTERVALS_MAX = 4;

  /// @param had what its actuator was told to keep
  /// @param there what it would have had by then, less what would still have been starting
  public record Seen(Instant at, Replicas had, Replicas there) {}

  /// What the shadow needs to know of its workload.
  ///
  /// @param interval from tick to tick
  /// @param startup how long a replica takes to be ready
  /// @param memory how long the behavior looks back
  record Terms(Duration interval, Duration startup, Duration memory) {}

  public Shadow {
    changes = List.copyOf(changes);
  }

  /// From now on; it begins with the size there is.
  static Shadow of(Replicas size) {
    return new Shadow(size, List.of(), Optional.empty(), Optional.empty(), Score.NONE);
  }

  /// After one more observation. The second at the same time is none.
  ///
  /// @param had the size there is
  /// @param harmed whether the objective is missed
  /// @param next the size that it would have from now on
  Shadow seen(Instant now, Replicas had, boolean harmed, Replicas next, Terms terms) {
    if (seenAt(now)) {
      return this;
    }
    Score counted = score;
    if (last.isPresent()) {
      Duration time = Duration.between(last.get().at(), now);
      boolean gap = time.compareTo(terms.interval().multipliedBy(GAP_INTERVALS_MAX)) > 0;
      counted = gap ? score : score.plus(time, last.get(), harmed);
    }
    int by = next.value() - size.value();
    Duration memory =
        terms.memory().compareTo(terms.startup()) > 0 ? terms.memory() : terms.startup();
    History would = new History(List.of(), changes);
    if (by != 0) {
      would = would.plusChange(now, by, memory);
      counted = counted.plusChange();
    }
    int starting = Math.max(0, would.netChange(now, terms.startup()));
    Replicas there = new Replicas(Math.max(0, next.value() - starting));
    var sight = Optional.of(new Seen(now, had, there));
    return new Shadow(next, would.changes(), sight, told, counted);
  }

  /// Whether it was observed at this time already.
  boolean seenAt(Instant now) {
    return last.isPresent() && last.get().at().equals(now);
  }

  /// After a tick that did not observe the workload: the time around it does not count.
  Shadow unseen() {
    return new Shadow(size, changes, Optional.empty(), told, score);
  }

  /// People were told of its size.
  Shadow telling() {
    return new Shadow(size, changes, last, Optional.of(size), score);
  }
}
