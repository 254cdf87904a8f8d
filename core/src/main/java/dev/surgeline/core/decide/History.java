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
  /// Of a workload seen for the first time.
  public static final History EMPTY = new History(List.of(), List.of());

  /// @param at when
  /// @param replicas how many were wanted
  public record Wanted(Instant at, Replicas replicas) {}

  /// @param at when
  /// @param by how many replicas more, or fewer when negative; never zero
  public record Changed(Instant at, int by) {}

  public History {
    wanted = Wishes.copyOf(wanted);
    changes = List.copyOf(changes);
  }

  /// With one more wish. Of several at the same time the least and the most are kept, so that the
  /// same tick twice leaves what one left; equal wishes in a row keep the first and the last, which
  /// bound the time they held.
  public History plusWanted(Instant now, Replicas replicas, Duration keep) {
    return new History(Wishes.copyOf(wanted).plus(now, replicas, keep), changes);
  }

  /// With one more change. Changes at the same time are one.
  public History plusChange(Instant now, int by, Duration keep) {
    var kept = new ArrayList<Changed>(changes.size() + 1);
    Instant oldest = now.minus(keep);
    int sum = by;
    for (Changed old : changes) {
      if (old.at().equals(now)) {
        sum += old.by();
      } else if (old.at().isAfter(oldest)) {
        kept.add(old);
      }
    }
    if (sum != 0) {
      kept.add(new Changed(now, sum));
    }
    return new History(wanted, kept);
  }

  /// Without a change that did not come about.
  public History minusChange(Instant at, int by) {
    var kept = new ArrayList<Changed>(changes.size());
    for (Changed old : changes) {
      int rest = old.at().equals(at) ? old.by() - by : old.by();
      if (rest != 0) {
        kept.add(new Changed(old.at(), rest));
      }
    }
    return new History(wanted, kept);
  }

  /// The largest size wanted after `now - window`, or `least` if none was larger.
  Replicas mostWanted(Instant now, Duration window, Replicas least) {
    return Wishes.copyOf(wanted).most(now.minus(window), least);
  }

  /// The smallest size wanted after `now - window`, or `most` if none was smaller.
  Replicas leastWanted(Instant now, Duration window, Replicas most) {
    return Wishes.copyOf(wanted).least(now.minus(window), most);
  }

  /// The change decided at exactly that time: 0 when there was none.
  int changeAt(Instant at) {
    // The latest is the last.
    return changes.isEmpty() || !changes.getLast().at().equals(at) ? 0 : changes.getLast().by();
  }

  /// The net change after `now - period`: replicas added less replicas taken away.
  public int netChange(Instant now, Duration period) {
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
