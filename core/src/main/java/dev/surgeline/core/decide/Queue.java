package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A size for work that waits: as many replicas as clear the backlog in time while more arrives, or
/// one for so many waiting items.
///
/// Example: 1,200 items wait, 30 more come each second, a replica does 10 a second and all that
/// waits shall be done within 2 minutes: (1200 / 120 + 30) / 10 = 4 replicas.
///
/// @param backlog a total: how many items wait
/// @param goal what is to be reached
public record Queue(SignalName backlog, Goal goal) implements Policy {
  private static final double RATE_MOST = 1e9;

  /// What is to be reached.
  public sealed interface Goal {}

  /// One replica for so many waiting items: KEDA's list length.
  ///
  /// @param items above 0, at most 1,000,000,000
  public record PerReplica(double items) implements Goal {
    public PerReplica {
      if (!(items > 0 && items <= RATE_MOST)) {
        throw new IllegalArgumentException("perReplica is above 0 and at most 1000000000");
      }
    }
  }

  /// All that waits is done in time, while as much as now keeps arriving.
  ///
  /// @param within a second to a day
  /// @param arrivals a total: how many items come per second; absent: none is taken to come
  /// @param rate how many items a replica does per second, above 0, at most 1,000,000,000; absent:
  ///   what the workload's capacity says
  public record Drain(Duration within, Optional<SignalName> arrivals, OptionalDouble rate)
      implements Goal {
    public Drain {
      if (within.compareTo(Duration.ofSeconds(1)) < 0 || within.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("drainWithin is 1s to 1d");
      }
      rate.ifPresent(value -> {
        if (!(value > 0 && value <= RATE_MOST)) {
          throw new IllegalArgumentException("ratePerReplica is above 0 and at most 1000000000");
        }
      });
    }
  }

  public Queue {
    if (goal instanceof Drain drain && drain.arrivals().filter(backlog::equals).isPresent()) {
      throw new IllegalArgumentException("arrivals and backlog are two signals, not one");
    }
  }

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public SortedMap<SignalName, Boolean> signals() {
    SortedMap<SignalName, Boolean> signals = new TreeMap<>();
    signals.put(backlog, false);
    switch (goal) {
      case PerReplica _ -> {}
      case Drain drain -> drain.arrivals().ifPresent(arrivals -> signals.put(arrivals, false));
    }
    return signals;
  }
}
