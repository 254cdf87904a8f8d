package dev.surgeline.lab.simulate;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/// Sizes that were found beforehand, one for each decision.
public final class Planned implements Controller {
  private final String name;
  private final Instant start;
  private final Duration interval;
  private final int[] sizes;

  /// @param start the beginning of the run
  /// @param interval from decision to decision
  /// @param sizes from the beginning on
  public Planned(String name, Instant start, Duration interval, int[] sizes) {
    this.name = name;
    this.start = start;
    this.interval = interval;
    this.sizes = sizes.clone();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SortedSet<SignalName> signals() {
    return new TreeSet<>();
  }

  @Override
  public int first(int usual) {
    return sizes[0];
  }

  @Override
  public Wish decide(Instant now, Observation seen) {
    long step = Duration.between(start, now).dividedBy(interval);
    return new Wish(sizes[(int) Math.min(step, sizes.length - 1)], true);
  }
}
