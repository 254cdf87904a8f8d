package dev.surgeline.gateway.report;

import java.util.EnumMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts the gateway's own answers by reason.
public final class Refusals {
  // Filled before it is shared and never changed, so that all threads may read it.
  private final EnumMap<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

  public Refusals() {
    for (Refusal refusal : Refusal.values()) {
      counts.put(refusal, new LongAdder());
    }
  }

  public void add(Refusal refusal) {
    counter(refusal).increment();
  }

  public long count(Refusal refusal) {
    return counter(refusal).sum();
  }

  private LongAdder counter(Refusal refusal) {
    return counts.computeIfAbsent(refusal, _ -> new LongAdder());
  }
}
