package dev.surgeline.wire;

import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.Optional;

/// `kind: Platform`, key by key.
record PlatformDocument(String apiVersion, String kind, Metadata metadata, Optional<Body> spec) {
  static final String KIND = "Platform";

  /// What every document says of itself.
  record Metadata(WorkloadName name) {}

  /// @param interval absent: the default
  record Body(Optional<Duration> interval) {
    Body {
      interval.ifPresent(given -> new Platform(new WorkloadName("any"), given));
    }
  }

  static PlatformDocument of(Platform platform) {
    return new PlatformDocument(
        Documents.API_VERSION,
        KIND,
        new Metadata(platform.name()),
        Optional.of(new Body(Optional.of(platform.interval()))));
  }

  Platform toPlatform() {
    return new Platform(
        metadata.name(), spec.flatMap(Body::interval).orElse(Platform.DEFAULT_INTERVAL));
  }
}
