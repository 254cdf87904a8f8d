package dev.surgeline.core.platform;

import java.time.Duration;

/// A thing that is scaled: what it is, where it runs, what it promises and what one replica can do.
///
/// @param name unique in the platform
/// @param hosting where its replicas run
/// @param criticality what is lost when it is slow
/// @param replicas how few and how many it may have
/// @param slo what it promises
/// @param capacity what one replica can do
public record Workload(
    WorkloadName name,
    Hosting hosting,
    Criticality criticality,
    ReplicaBounds replicas,
    Slo slo,
    Capacity capacity) {

  /// How long a change of size may take before it is undone: twice the start-up or drain time,
  /// since a busy machine starts replicas slowly, and half a minute for everything around it.
  ///
  /// Example: 10 s to start and 5 s to drain give 50 s.
  public Duration changeDeadline() {
    Duration drain =
        switch (hosting) {
          case Hosting.Process process -> process.drain();
        };
    Duration longer = drain.compareTo(capacity.startup()) > 0 ? drain : capacity.startup();
    return longer.multipliedBy(2).plusSeconds(30);
  }
}
