package dev.surgeline.core.decide;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a workload's situation takes from outside the workload and its present picture.
///
/// @param platform the whole it is a part of
/// @param people what people have said that concerns it
/// @param tick when the tick says it is: before `now` while a clock that stepped back catches up
/// @param forecasts of its signals
/// @param memories what its policies remember
/// @param upstream the workloads that it follows, as they will be
/// @param hold that it may not grow now, since growth moved a bottleneck; absent: it may
/// @param assurance what was found around protected data
public record Surroundings(
    Platform platform,
    People people,
    Instant tick,
    SortedMap<SignalName, Forecast> forecasts,
    SortedMap<PolicyMemory.Key, PolicyMemory> memories,
    List<Upstream> upstream,
    Optional<GrowthHold> hold,
    Assurance assurance) {
  /// Of a workload by itself.
  public static final Surroundings NONE =
      new Surroundings(new Platform(new WorkloadName("none"), Duration.ofSeconds(15)));

  /// Of a workload that follows none, whose policies remember nothing and to which nobody foretells
  /// anything.
  public Surroundings(Platform platform) {
    this(platform, People.SILENT);
  }

  /// The same where people have said something.
  public Surroundings(Platform platform, People people) {
    this(
        platform,
        people,
        Instant.EPOCH,
        FrozenMap.empty(),
        PolicyMemory.NONE,
        List.of(),
        Optional.empty(),
        Assurance.HELD);
  }

  /// With what people have said.
  public Surroundings with(People others) {
    return new Surroundings(platform, others, tick, forecasts, memories, upstream, hold, assurance);
  }

  /// With what was found around protected data.
  public Surroundings with(Assurance found) {
    return new Surroundings(platform, people, tick, forecasts, memories, upstream, hold, found);
  }

  /// With growth that is held back.
  public Surroundings with(GrowthHold held) {
    return new Surroundings(
        platform, people, tick, forecasts, memories, upstream, Optional.of(held), assurance);
  }

  /// With what this tick brings.
  public Surroundings foreseeing(
      Instant now,
      SortedMap<SignalName, Forecast> foretold,
      SortedMap<PolicyMemory.Key, PolicyMemory> remembered,
      List<Upstream> leads) {
    return new Surroundings(platform, people, now, foretold, remembered, leads, hold, assurance);
  }

  /// The forecast of a signal, if there is one.
  Optional<Forecast> forecast(SignalName signal) {
    return forecasts.isEmpty() ? Optional.empty() : Optional.ofNullable(forecasts.get(signal));
  }

  /// What is remembered under a key, if anything of that kind is.
  public <M extends PolicyMemory> Optional<M> memory(PolicyMemory.Key key, Class<M> kind) {
    return Optional.ofNullable(memories.get(key)).filter(kind::isInstance).map(kind::cast);
  }
}
