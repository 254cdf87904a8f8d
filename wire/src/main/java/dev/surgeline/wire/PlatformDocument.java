package dev.surgeline.wire;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// `kind: Platform`, key by key.
record PlatformDocument(String apiVersion, String kind, Metadata metadata, Optional<Body> spec) {
  static final String KIND = "Platform";

  /// What every document says of itself.
  record Metadata(WorkloadName name) {}

  /// @param interval absent: the default
  /// @param timezone absent: UTC
  /// @param holidays absent: none
  record Body(
      Optional<Duration> interval,
      Optional<ZoneId> timezone,
      Optional<List<HolidayDocument>> holidays) {
    Body {
      interval.ifPresent(given -> new Platform(new WorkloadName("any"), given));
      calendar(timezone, holidays);
    }

    Calendar calendar() {
      return calendar(timezone, holidays);
    }

    private static Calendar calendar(
        Optional<ZoneId> timezone, Optional<List<HolidayDocument>> holidays) {
      var names = new TreeMap<LocalDate, String>();
      for (HolidayDocument holiday : holidays.orElse(List.of())) {
        if (names.putIfAbsent(holiday.date(), holiday.name()) != null) {
          throw new IllegalArgumentException("has the holiday " + holiday.date() + " twice");
        }
      }
      return new Calendar(timezone.orElse(Calendar.UTC.zone()), names);
    }
  }

  /// One holiday.
  record HolidayDocument(LocalDate date, String name) {}

  static PlatformDocument of(Platform platform) {
    return new PlatformDocument(
        Documents.API_VERSION, KIND, new Metadata(platform.name()), Optional.of(body(platform)));
  }

  private static Body body(Platform platform) {
    List<HolidayDocument> holidays =
        platform.calendar().holidays().entrySet().stream()
            .map(holiday -> new HolidayDocument(holiday.getKey(), holiday.getValue()))
            .toList();
    return new Body(
        Optional.of(platform.interval()),
        Optional.of(platform.calendar().zone()),
        Optional.of(holidays));
  }

  Platform toPlatform() {
    return new Platform(
        metadata.name(),
        spec.flatMap(Body::interval).orElse(Platform.DEFAULT_INTERVAL),
        spec.map(Body::calendar).orElse(Calendar.UTC));
  }
}
