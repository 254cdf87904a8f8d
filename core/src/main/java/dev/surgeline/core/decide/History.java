package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What was wanted and what was changed lately: the memory of stabilization and rate limit. It is
/// part of the state, so it survives a restart, unlike the Kubernetes HPA's.
///
/// @param wanted sizes before any guardrail, oldest first
/// @param changes sizes decided, oldest first
public record History(List<Wanted> wanted, List<Changed> changes) {
  public static final History EMPTY = new History(List.of(), List.of());

  /// @param at when
  /// @param replicas how many were wanted
  public record Wanted(Instant at, Replicas replicas) {}

  /// @param at when
  /// @param by how many replicas more, or fewer when negative; never zero
  public record Changed(Instant at, int by) {}

  public History {
    wanted = List.copyOf(wanted);
    changes = List.copyOf(changes);
  }

  /// With one more wish. A wish at the same time replaces the one before, so that the same tick
  /// twice leaves one; equal wishes in a row keep the first and the last, which bound the time they
  /// held.
  public History plusWanted(Instant now, Replicas replicas, Duration keep) {
    var kept = new ArrayList<Wanted>(wanted.size() + 1);
    Instant oldest = now.minus(keep);
    for (Wanted old : wanted) {
      if (old.at().isAfter(oldest) && old.at().isBefore(now)) {
        kept.add(old);
      }
    }
    int last = kept.size() - 1;
    if (last > 0
        && kept.get(last).replicas().equals(replicas)
        && kept.get(last - 1).replicas().equals(replicas)) {
      kept.remove(last);
    }
    kept.add(new Wanted(now, replicas));
    return new History(kept, changes);
  }

  /// With one more change.
  public History plusChange(Instant now, int by, Duration keep) {
    var kept = new ArrayList<Changed>(changes.size() + 1);
    Instant oldest = now.minus(keep);
    for (Changed old : changes) {
      if (old.at().isAfter(oldest)) {
        kept.add(old);
      }
    }
    kept.add(new Changed(now, by));
    return new History(wanted, kept);
  }

  /// The largest size wanted after `now - window`, or `least` if none was larger.
  Replicas mostWanted(Instant now, Duration window, Replicas least) {
    Replicas most = least;
    Instant oldest = now.minus(window);
    for (Wanted wish : wanted) {
      if (wish.at().isAfter(oldest)) {
        most = most.max(wish.replicas());
      }
    }
    return most;
  }

  /// The smallest size wanted after `now - window`, or `most` if none was smaller.
  Replicas leastWanted(Instant now, Duration window, Replicas most) {
    Replicas least = most;
    Instant oldest = now.minus(window);
    for (Wanted wish : wanted) {
      if (wish.at().isAfter(oldest)) {
        least = least.min(wish.replicas());
      }
    }
    return least;
  }

  /// The net change after `now - period`: replicas added less replicas taken away.
  int netChange(Instant now, Duration period) {
    int sum = 0;
    Instant oldest = now.minus(period);
    for (Changed change : changes) {
      if (change.at().isAfter(oldest)) {
        sum += change.by();
      }
    }
    return sum;
  }
}
