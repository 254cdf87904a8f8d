package dev.surgeline.wire;

import dev.surgeline.core.platform.Adequacy;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Records;
import dev.surgeline.core.platform.Region;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `kind: Platform`, key by key.
record PlatformDocument(String apiVersion, String kind, Metadata metadata, Optional<Body> spec) {
  static final String KIND = "Platform";

  /// What every document says of itself.
  record Metadata(WorkloadName name) {}

  /// @param interval absent: the default
  /// @param timezone absent: UTC
  /// @param holidays absent: none
  /// @param regions absent: one that nobody asks about
  /// @param adequacies absent: none
  /// @param budget absent: no limit
  /// @param quota absent: no limit
  /// @param records absent: nothing is said
  record Body(
      Optional<Duration> interval,
      Optional<ZoneId> timezone,
      Optional<List<HolidayDocument>> holidays,
      Optional<List<Region>> regions,
      Optional<List<Adequacy>> adequacies,
      Optional<Budget> budget,
      Optional<SortedMap<ResourceName, Double>> quota,
      Optional<Records> records) {
    static final Body NONE =
        new Body(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Body {
      platform(
          new WorkloadName("any"),
          interval,
          calendar(timezone, holidays),
          regions,
          adequacies,
          budget,
          quota,
          records);
    }

    Platform toPlatform(WorkloadName name) {
      return platform(name, interval, calendar(), regions, adequacies, budget, quota, records);
    }

    private static Platform platform(
        WorkloadName name,
        Optional<Duration> interval,
        Calendar calendar,
        Optional<List<Region>> regions,
        Optional<List<Adequacy>> adequacies,
        Optional<Budget> budget,
        Optional<SortedMap<ResourceName, Double>> quota,
        Optional<Records> records) {
      return new Platform(
          name,
          interval.orElse(Platform.DEFAULT_INTERVAL),
          calendar,
          regions.orElse(List.of()),
          adequacies.orElse(List.of()),
          budget,
          quota.orElseGet(TreeMap::new),
          records);
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
        Optional.of(holidays),
        Optional.of(platform.regions()),
        Optional.of(platform.adequacies()),
        platform.budget(),
        Optional.of(platform.quota()),
        platform.records());
  }

  Platform toPlatform() {
    return spec.orElse(Body.NONE).toPlatform(metadata.name());
  }
}
