package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;

/// What a workload's situation takes from outside the workload.
///
/// @param platform the whole it is a part of
/// @param emergency whether break-glass is active for it
public record Surroundings(Platform platform, boolean emergency) {
  /// Of a workload by itself.
  public static final Surroundings NONE =
      new Surroundings(new Platform(new WorkloadName("none"), Duration.ofSeconds(15)));

  /// Without an emergency.
  public Surroundings(Platform platform) {
    this(platform, false);
  }
}
