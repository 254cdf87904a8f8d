package dev.surgeline.lab.plant;

import dev.surgeline.core.observe.SignalName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What goes wrong in a plant, or in what is seen of it. Times are in nanoseconds from the
/// beginning of the run.
public sealed interface Fault {
  /// When it begins.
  long from();

  /// When it is over.
  long to();

  /// Requests that are begun then take longer, as when a neighbour is noisy, a cache is lost or a
  /// database is slow.
  ///
  /// @param times how many times as long, above zero
  /// @param share of the requests, above 0 and at most 1: always the same ones, whoever scales
  record SlowService(long from, long to, double times, double share) implements Fault {
    public SlowService {
      requireSpan(from, to);
      require(times > 0 && times <= 1e4, "slow is above 0 and at most 10000 times");
      require(share > 0 && share <= 1, "a share is above 0 and at most 1");
    }
  }

  /// Replicas that are asked for then take longer to start.
  ///
  /// @param times how many times as long, above zero
  record SlowStart(long from, long to, double times) implements Fault {
    public SlowStart {
      requireSpan(from, to);
      require(times > 0 && times <= 1e4, "a start takes above 0 and at most 10000 times as long");
    }
  }

  /// No replica comes to serve: those that start, and those that are asked for, begin when it is
  /// over.
  record NoStarts(long from, long to) implements Fault {
    public NoStarts {
      requireSpan(from, to);
    }
  }

  /// Replicas go down with what they work on. The platform starts as many again at once.
  ///
  /// @param share of those there are, 0 to 1; rounded up
  /// @param replicas so many besides
  record Crash(long from, double share, int replicas) implements Fault {
    public Crash {
      requireSpan(from, from);
      require(share >= 0 && share <= 1 && replicas >= 0, "a crash is of a share, or so many");
    }

    @Override
    public long to() {
      return from;
    }

    /// How many of so many.
    int of(int staying) {
      return Math.min(staying, (int) Math.ceil(share * staying - 1e-9) + replicas);
    }
  }

  /// Something is wrong with what is seen.
  ///
  /// @param signals which; none: all of them
  record Unseen(long from, long to, SortedSet<SignalName> signals, How how) implements Fault {
    public Unseen {
      requireSpan(from, to);
      signals = Collections.unmodifiableSortedSet(new TreeSet<>(signals));
    }

    boolean concerns(SignalName name) {
      return signals.isEmpty() || signals.contains(name);
    }
  }

  /// What is wrong with a signal.
  sealed interface How {
    /// It is missing.
    record Lost() implements How {}

    /// It repeats its last value, as if it were new.
    record Frozen() implements How {}

    /// It is so many times what it should be, not below zero.
    record Times(double times) implements How {
      public Times {
        require(times >= 0 && times <= 1e12, "a poisoned signal is 0 to 1e12 times itself");
      }
    }

    /// It comes later than usual.
    ///
    /// @param by nanoseconds
    record Late(long by) implements How {
      public Late {
        require(by > 0, "late is above zero");
      }
    }

    /// It is off by chance.
    ///
    /// @param spread the standard deviation of the factor that it is off by
    record Noisy(double spread) implements How {
      public Noisy {
        require(spread > 0 && spread <= 10, "noise is above 0 and at most 10");
      }
    }
  }

  /// Whether it is under way.
  default boolean at(long now) {
    return now >= from() && now < to();
  }

  private static void requireSpan(long from, long to) {
    require(from >= 0 && to >= from, "a fault begins in the run, and ends after that");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
