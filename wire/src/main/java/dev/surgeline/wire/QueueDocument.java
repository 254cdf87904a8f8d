package dev.surgeline.wire;

import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.observe.SignalName;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// The queue policy: `{signal: backlog, drainWithin: 2m}` or `{signal: backlog, perReplica: 20}`.
///
/// @param arrivals only with `drainWithin`; absent: none is taken to come
/// @param ratePerReplica only with `drainWithin`, in items a second; absent: what the workload's
///   capacity says
record QueueDocument(
    SignalName signal,
    OptionalDouble perReplica,
    Optional<Duration> drainWithin,
    Optional<SignalName> arrivals,
    OptionalDouble ratePerReplica) {
  QueueDocument {
    if (perReplica.isPresent() == drainWithin.isPresent()) {
      throw new IllegalArgumentException("a queue has one of perReplica and drainWithin");
    }
    if (perReplica.isPresent() && (arrivals.isPresent() || ratePerReplica.isPresent())) {
      throw new IllegalArgumentException("arrivals and ratePerReplica go with drainWithin");
    }
    policy(signal, perReplica, drainWithin, arrivals, ratePerReplica);
  }

  static QueueDocument of(Queue policy) {
    return switch (policy.goal()) {
      case Queue.PerReplica(var items) ->
          new QueueDocument(
              policy.backlog(),
              OptionalDouble.of(items),
              Optional.empty(),
              Optional.empty(),
              OptionalDouble.empty());
      case Queue.Drain(var within, var arrivals, var rate) ->
          new QueueDocument(
              policy.backlog(), OptionalDouble.empty(), Optional.of(within), arrivals, rate);
    };
  }

  Policy toPolicy() {
    return policy(signal, perReplica, drainWithin, arrivals, ratePerReplica);
  }

  private static Queue policy(
      SignalName backlog,
      OptionalDouble perReplica,
      Optional<Duration> within,
      Optional<SignalName> arrivals,
      OptionalDouble rate) {
    return new Queue(
        backlog,
        perReplica.isPresent()
            ? new Queue.PerReplica(perReplica.getAsDouble())
            : new Queue.Drain(within.orElseThrow(), arrivals, rate));
  }
}
