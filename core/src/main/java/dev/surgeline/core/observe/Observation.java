package dev.surgeline.core.observe;

import dev.surgeline.core.platform.FrozenMap;
import java.util.SortedMap;

/// All that is measured of one workload at a tick.
///
/// @param status its replicas
/// @param signals by name; a signal that a policy asks for and that is not here is Missing
public record Observation(WorkloadStatus status, SortedMap<SignalName, Signal> signals) {
  private static final Signal ABSENT = new Signal.Missing(Absence.NO_SAMPLE);

  public Observation {
    signals = FrozenMap.copyOf(signals);
  }

  /// The signal of that name; Missing when there is none.
  public Signal signal(SignalName name) {
    return signals.getOrDefault(name, ABSENT);
  }
}
