package dev.surgeline.core.control;

import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that can happen to the evaluator. Time is part of it.
public sealed interface Input {
  /// When it happened. Should a clock step back, the evaluator stays at the latest time it has
  /// seen.
  Instant now();

  /// The whole present picture, at a regular interval.
  ///
  /// @param observations by workload; one that is absent could not be observed
  /// @param forecasts by workload and signal; absent where there is none
  record Tick(
      Instant now,
      SortedMap<WorkloadName, Observation> observations,
      SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> forecasts)
      implements Input {
    public Tick {
      observations = FrozenMap.copyOf(observations);
      forecasts = FrozenMap.mapped(forecasts, (_, bySignal) -> FrozenMap.copyOf(bySignal));
    }

    /// A tick without forecasts.
    public static Tick of(Instant now, SortedMap<WorkloadName, Observation> observations) {
      return new Tick(now, observations, new TreeMap<>());
    }
  }

  /// An actuator answered.
  ///
  /// @param workload whose action it was
  /// @param action which action
  /// @param outcome what came of it
  record Reported(Instant now, WorkloadName workload, ActionId action, Outcome outcome)
      implements Input {}

  /// The documents are these from now on.
  ///
  /// @param spec all of them
  /// @param version a name for exactly this content, such as the start of its hash
  record Respecified(Instant now, PlatformSpec spec, String version) implements Input {}

  /// The host looked at what stands around protected data.
  ///
  /// @param assurance what it found
  record Assured(Instant now, Assurance assurance) implements Input {}

  /// A person asks for something.
  ///
  /// @param actor who, as whoever let them in vouches for
  /// @param command what
  record Commanded(Instant now, Actor actor, Command command) implements Input {}
}
