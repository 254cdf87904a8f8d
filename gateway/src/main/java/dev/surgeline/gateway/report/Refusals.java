package dev.surgeline.gateway.report;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// Counts the gateway's own answers by reason.
public final class Refusals {
  private final LongAdder[] counts =
      Arrays.stream(Refusal.values()).map(_ -> new LongAdder()).toArray(LongAdder[]::new);

  public void add(Refusal refusal) {
    counts[refusal.ordinal()].increment();
  }

  public long count(Refusal refusal) {
    return counts[refusal.ordinal()].sum();
  }
}
