package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// The wishes of a history, a list that lies in one piece.
///
/// Every tick looks at all wishes of every workload, and as objects, one left by each of the last
/// twenty ticks, they were nowhere near each other in memory: fetching them was a fifth of a tick
/// of 100,000 workloads. The times are the ticks' own, and shared by all workloads.
final class Wishes extends AbstractList<History.Wanted> implements RandomAccess {
  private static final Wishes NONE = new Wishes(new Instant[0], new int[0]);

  private final Instant[] times;
  private final int[] sizes;

  private Wishes(Instant[] times, int[] sizes) {
    this.times = times;
    this.sizes = sizes;
  }

  /// The same wishes.
  static Wishes copyOf(List<History.Wanted> wanted) {
    if (wanted instanceof Wishes wishes) {
      return wishes;
    }
    if (wanted.isEmpty()) {
      return NONE;
    }
    Instant[] times = new Instant[wanted.size()];
    int[] sizes = new int[wanted.size()];
    for (int i = 0; i < sizes.length; i++) {
      times[i] = wanted.get(i).at();
      sizes[i] = wanted.get(i).replicas().value();
    }
    return new Wishes(times, sizes);
  }

  @Override
  public History.Wanted get(int index) {
    return new History.Wanted(times[index], new Replicas(sizes[index]));
  }

  @Override
  public int size() {
    return sizes.length;
  }

  /// With one more, as [History#plusWanted] says.
  Wishes plus(Instant now, Replicas replicas, Duration keep) {
    Instant[] keptTimes = new Instant[sizes.length + 2];
    int[] keptSizes = new int[sizes.length + 2];
    int kept = 0;
    Instant oldest = now.minus(keep);
    int least = replicas.value();
    int most = least;
    for (int i = 0; i < sizes.length; i++) {
      if (times[i].equals(now)) {
        least = Math.min(least, sizes[i]);
        most = Math.max(most, sizes[i]);
      } else if (times[i].isAfter(oldest)) {
        keptTimes[kept] = times[i];
        keptSizes[kept++] = sizes[i];
      }
    }
    boolean repeats = kept > 1 && keptSizes[kept - 1] == least && keptSizes[kept - 2] == least;
    if (repeats && least == most) {
      kept--;
    }
    keptTimes[kept] = now;
    keptSizes[kept++] = least;
    if (most > least) {
      keptTimes[kept] = now;
      keptSizes[kept++] = most;
    }
    return new Wishes(Arrays.copyOf(keptTimes, kept), Arrays.copyOf(keptSizes, kept));
  }

  /// The largest after a time, or this if none was larger.
  Replicas most(Instant oldest, Replicas atLeast) {
    int most = atLeast.value();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > most && times[i].isAfter(oldest)) {
        most = sizes[i];
      }
    }
    return most == atLeast.value() ? atLeast : new Replicas(most);
  }

  /// The smallest after a time, or this if none was smaller.
  Replicas least(Instant oldest, Replicas atMost) {
    int least = atMost.value();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < least && times[i].isAfter(oldest)) {
        least = sizes[i];
      }
    }
    return least == atMost.value() ? atMost : new Replicas(least);
  }
}
