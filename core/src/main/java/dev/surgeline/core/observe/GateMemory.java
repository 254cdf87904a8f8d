package dev.surgeline.core.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the data-quality gate remembers of one workload.
///
/// @param began when it was first looked at; absent: never yet
/// @param signals what it remembers of each signal that was ever good within the last day, in order
///   of name
public record GateMemory(Optional<Instant> began, List<SignalMemory> signals) {
  /// Nothing is remembered.
  public static final GateMemory EMPTY = new GateMemory(Optional.empty(), List.of());

  public GateMemory {
    signals = List.copyOf(signals);
  }

  /// With nothing remembered of one signal.
  public GateMemory without(SignalName name) {
    return new GateMemory(began, signals.stream().filter(one -> !one.name().equals(name)).toList());
  }
}
