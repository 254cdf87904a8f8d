package dev.surgeline.core.act;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;

/// The identity of an action, made of what it does and when it was decided, never drawn: the same
/// decision has the same id on every machine, and applying an id twice is applying it once.
///
/// @param value such as `beds-2026-11-21T08:00:15Z-scale-4-8`
public record ActionId(String value) implements Comparable<ActionId> {
  public ActionId {
    if (value.isBlank() || value.length() > 200) {
      throw new IllegalArgumentException("an action id has 1 to 200 characters");
    }
  }

  static ActionId of(String verb, WorkloadName workload, Instant at, Replicas from, Replicas to) {
    return new ActionId(workload + "-" + at + "-" + verb + "-" + from + "-" + to);
  }

  @Override
  public int compareTo(ActionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
