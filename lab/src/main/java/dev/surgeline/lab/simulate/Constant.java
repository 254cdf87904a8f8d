package dev.surgeline.lab.simulate;

import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/// Always the same: what the peak needs, as whoever buys machines provides for it.
///
/// @param size how many replicas
public record Constant(int size) implements Controller {
  @Override
  public String name() {
    return "static";
  }

  @Override
  public SortedSet<SignalName> signals() {
    return new TreeSet<>();
  }

  @Override
  public int first(int usual) {
    return size;
  }

  @Override
  public Wish decide(Instant now, Observation seen) {
    return Wish.measured(size);
  }
}
