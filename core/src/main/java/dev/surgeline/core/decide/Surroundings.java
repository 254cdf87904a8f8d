package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;

/// What a workload's situation takes from outside the workload.
///
/// @param platform the whole it is a part of
/// @param people what people have said that concerns it
public record Surroundings(Platform platform, People people) {
  /// Of a workload by itself.
  public static final Surroundings NONE =
      new Surroundings(new Platform(new WorkloadName("none"), Duration.ofSeconds(15)));

  /// Where nobody has said anything.
  public Surroundings(Platform platform) {
    this(platform, People.SILENT);
  }

  /// With what people have said.
  public Surroundings with(People others) {
    return new Surroundings(platform, others);
  }
}
