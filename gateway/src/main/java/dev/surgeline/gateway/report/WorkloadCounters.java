package dev.surgeline.gateway.report;

import dev.surgeline.core.route.RetryBudget;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// What is counted of one workload since the gateway started; it outlives the snapshots. All loops
/// add to it without waiting for each other.
public final class WorkloadCounters {
  private final LongAdder requests = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder responses = new LongAdder();
  private final LongAdder serverErrors = new LongAdder();
  private final LongAdder gatewayErrors = new LongAdder();
  private final LongAdder clientAborts = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LatencyCounter latency = new LatencyCounter();
  private final AtomicReference<RetryBudget> budget =
      new AtomicReference<>(RetryBudget.full(nowMillis(), 0));

  /// A request came in. One of `answered`, `failed` and `aborted` follows.
  public void arrived() {
    requests.increment();
  }

  /// The workload answered it to the end.
  public void answered(int status, long nanos) {
    (status < 500 ? responses : serverErrors).increment();
    latency.add(nanos);
    ended.increment();
  }

  /// The gateway answered it, or broke off.
  public void failed() {
    gatewayErrors.increment();
    ended.increment();
  }

  /// Its client went away, or sent what can not be passed on.
  public void aborted() {
    clientAborts.increment();
    ended.increment();
  }

  /// Takes one retry from the budget.
  ///
  /// @return whether there was one left
  public boolean retry() {
    while (true) {
      RetryBudget present = Objects.requireNonNull(budget.get());
      Optional<RetryBudget> rest = present.spend(nowMillis(), requests.sum());
      if (rest.isEmpty()) {
        return false;
      }
      if (budget.compareAndSet(present, rest.get())) {
        retries.increment();
        return true;
      }
    }
  }

  public long requests() {
    return requests.sum();
  }

  /// Arrived and not yet ended. What ended is read first: a sum taken while requests come and go
  /// may be a little too high, never below zero.
  public int inFlight() {
    long past = ended.sum();
    return (int) Math.max(0, requests.sum() - past);
  }

  public long responses() {
    return responses.sum();
  }

  public long serverErrors() {
    return serverErrors.sum();
  }

  public long gatewayErrors() {
    return gatewayErrors.sum();
  }

  public long clientAborts() {
    return clientAborts.sum();
  }

  public long retries() {
    return retries.sum();
  }

  public LatencyCounter latency() {
    return latency;
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
