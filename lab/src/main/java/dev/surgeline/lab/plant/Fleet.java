package dev.surgeline.lab.plant;

import java.util.Arrays;
import java.util.function.LongSupplier;

/// The replicas of a plant, by number: a number is never used twice. Free slots are taken in turn,
/// the one that is free for longest first.
public final class Fleet {
  /// What a replica can do.
  public enum Phase {
    STARTING,
    READY,
    /// Finishes what it works on, and goes.
    DRAINING,
    GONE
  }

  private final int slots;
  private Phase[] phases = new Phase[64];
  private long[] asked = new long[64];
  private long[] since = new long[64];
  private int[] busy = new int[64];
  private long[] worked = new long[64];
  private long[] counted = new long[64];
  private int count;
  private int first;
  private int staying;
  private int present;
  private int readyCount;
  private int changes;
  private int warm;
  private int[] idle = new int[256];
  private int idleFirst;
  private int idleCount;

  Fleet(int slots) {
    this.slots = slots;
  }

  /// How many were ever asked for; their numbers are below it.
  int count() {
    return count;
  }

  /// All before it are gone.
  int first() {
    return first;
  }

  /// How many there are to stay.
  int staying() {
    return staying;
  }

  /// How many there are, with those that drain: what is paid for.
  public int present() {
    return present;
  }

  int readyCount() {
    return readyCount;
  }

  /// Grows with each change of a phase.
  int changes() {
    return changes;
  }

  Phase phase(int number) {
    return phases[number];
  }

  long asked(int number) {
    return asked[number];
  }

  /// When it entered its phase.
  long since(int number) {
    return since[number];
  }

  /// How long it serves; for ever, if a run began with it.
  long age(int number, long now) {
    return number < warm ? Long.MAX_VALUE : now - since[number];
  }

  /// How many serve, or finish what they work on.
  int working() {
    return readyCount + present - staying;
  }

  int busy(int number) {
    return busy[number];
  }

  /// Slot-nanoseconds that it has worked by itself: nothing in a fluid plant.
  long worked(int number, long now) {
    return worked[number] + busy[number] * (now - counted[number]);
  }

  /// So many more that serve at once.
  void begin(int size, long now) {
    for (int i = 0; i < size; i++) {
      ready(ask(now), now);
    }
    warm = count;
  }

  /// Asks for replicas or lets some go, so that there are so many to stay.
  ///
  /// @param starts takes when each of those asked for will serve
  /// @param startup how long the next one takes to
  void resize(int size, long now, TimeHeap starts, LongSupplier startup) {
    while (staying < size) {
      starts.add(now + startup.getAsLong(), ask(now));
    }
    while (staying > size) {
      drain(youngest(), now);
    }
  }

  /// @return its number
  int ask(long now) {
    if (count == phases.length) {
      int more = 2 * count;
      phases = Arrays.copyOf(phases, more);
      asked = Arrays.copyOf(asked, more);
      since = Arrays.copyOf(since, more);
      busy = Arrays.copyOf(busy, more);
      worked = Arrays.copyOf(worked, more);
      counted = Arrays.copyOf(counted, more);
    }
    phases[count] = Phase.STARTING;
    asked[count] = now;
    since[count] = now;
    staying++;
    present++;
    changes++;
    return count++;
  }

  /// It serves from now on.
  void ready(int number, long now) {
    phases[number] = Phase.READY;
    since[number] = now;
    readyCount++;
    changes++;
    for (int i = 0; i < slots; i++) {
      free(number);
    }
  }

  private void free(int number) {
    if (idleCount == idle.length) {
      int[] longer = new int[2 * idleCount];
      for (int i = 0; i < idleCount; i++) {
        longer[i] = idle[(idleFirst + i) & (idle.length - 1)];
      }
      idle = longer;
      idleFirst = 0;
    }
    idle[(idleFirst + idleCount) & (idle.length - 1)] = number;
    idleCount++;
  }

  /// A replica with a free slot, which is taken; -1 if there is none.
  int take(long now) {
    while (idleCount > 0) {
      int number = idle[idleFirst];
      idleFirst = (idleFirst + 1) & (idle.length - 1);
      idleCount--;
      if (phases[number] == Phase.READY) {
        count(number, now);
        busy[number]++;
        return number;
      }
    }
    return -1;
  }

  /// A request is done.
  void done(int number, long now) {
    count(number, now);
    busy[number]--;
    if (phases[number] == Phase.READY) {
      free(number);
    } else if (phases[number] == Phase.DRAINING && busy[number] == 0) {
      gone(number, now);
    }
  }

  private void count(int number, long now) {
    worked[number] += busy[number] * (now - counted[number]);
    counted[number] = now;
  }

  /// The one that goes when one must: who has not started yet before who serves, the youngest
  /// first.
  ///
  /// @return -1 if there is none
  int youngest() {
    int ready = -1;
    for (int number = count - 1; number >= first; number--) {
      if (phases[number] == Phase.STARTING) {
        return number;
      }
      if (phases[number] == Phase.READY && ready < 0) {
        ready = number;
      }
    }
    return ready;
  }

  /// It takes no more requests, and is gone when it has none.
  void drain(int number, long now) {
    staying--;
    readyCount -= phases[number] == Phase.READY ? 1 : 0;
    changes++;
    phases[number] = Phase.DRAINING;
    since[number] = now;
    if (busy[number] == 0) {
      gone(number, now);
    }
  }

  /// It is gone at once, with what it worked on.
  void crash(int number, long now) {
    if (phases[number] == Phase.READY || phases[number] == Phase.STARTING) {
      staying--;
    }
    readyCount -= phases[number] == Phase.READY ? 1 : 0;
    count(number, now);
    busy[number] = 0;
    gone(number, now);
  }

  /// Those that go down together, spread evenly over all that are to stay.
  int[] victims(int many) {
    int[] staying = new int[this.staying];
    int found = 0;
    for (int number = first; number < count; number++) {
      if (phases[number] == Phase.READY || phases[number] == Phase.STARTING) {
        staying[found++] = number;
      }
    }
    int[] victims = new int[many];
    for (int i = 0; i < many; i++) {
      victims[i] = staying[(int) ((long) i * found / many)];
    }
    return victims;
  }

  private void gone(int number, long now) {
    phases[number] = Phase.GONE;
    since[number] = now;
    present--;
    changes++;
    while (first < count && phases[first] == Phase.GONE) {
      first++;
    }
  }
}
