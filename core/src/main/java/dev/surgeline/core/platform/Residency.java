package dev.surgeline.core.platform;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/// Whether a workload's data may be held where it runs: its region must satisfy every jurisdiction
/// of its residency, by its own law or by an [Adequacy] that holds on that day.
///
/// This judges what the documents say, and nothing else. That a list of adequacies is right is for
/// people to see to, and its dates are there to make them look.
public final class Residency {
  private static final SortedSet<Jurisdiction> ANYWHERE = Collections.emptySortedSet();

  private Residency() {}

  /// What became of the question on one day.
  public sealed interface Standing {
    /// It may be held there.
    ///
    /// @param by the adequacy it rests on that people must look at first; absent: it rests on none
    record Satisfied(Optional<Adequacy> by) implements Standing {}

    /// It may not.
    ///
    /// @param why a sentence with the data, the place, and what ended when
    record Broken(String why) implements Standing {}
  }

  /// Whether anything is said about where the data must stay.
  public static boolean stated(Workload workload) {
    return !residency(workload).isEmpty();
  }

  private static SortedSet<Jurisdiction> residency(Workload workload) {
    return workload.data().isEmpty() ? ANYWHERE : workload.data().get().residency();
  }

  /// Where a workload runs: the region that it names, or the platform's only one. Absent: that is
  /// not known.
  public static Optional<Region> region(Platform platform, Workload workload) {
    if (workload.region().isEmpty()) {
      return platform.regions().size() == 1
          ? Optional.of(platform.regions().getFirst())
          : Optional.empty();
    }
    for (Region region : platform.regions()) {
      if (region.name().equals(workload.region().get())) {
        return Optional.of(region);
      }
    }
    return Optional.empty();
  }

  /// How it stands on a day of the platform's time zone.
  public static Standing on(LocalDate day, Platform platform, Workload workload) {
    Optional<Adequacy> first = Optional.empty();
    Optional<Region> region = Optional.empty();
    for (Jurisdiction data : residency(workload)) {
      region = region.isPresent() ? region : region(platform, workload);
      if (region.isEmpty()) {
        return new Standing.Broken(
            "data that must stay in " + data + " may not be held where no region is known");
      }
      if (region.get().jurisdictions().contains(data)) {
        continue;
      }
      Optional<Adequacy> by = longest(platform, data, region.get(), Optional.of(day));
      if (by.isEmpty()) {
        return new Standing.Broken(broken(day, platform, data, region.get()));
      }
      first = earlier(first, by.get());
    }
    return new Standing.Satisfied(first);
  }

  private static Optional<Adequacy> earlier(Optional<Adequacy> first, Adequacy other) {
    return first.isEmpty() || warned(other).isBefore(warned(first.get()))
        ? Optional.of(other)
        : first;
  }

  private static LocalDate warned(Adequacy adequacy) {
    return adequacy.warned().orElse(LocalDate.MAX);
  }

  /// Of several that would do, the one that ends last.
  ///
  /// @param day only of those that hold then; absent: of all
  private static Optional<Adequacy> longest(
      Platform platform, Jurisdiction data, Region region, Optional<LocalDate> day) {
    Optional<Adequacy> longest = Optional.empty();
    for (Adequacy one : platform.adequacies()) {
      boolean fits = one.data().equals(data) && region.jurisdictions().contains(one.held());
      if (fits
          && (day.isEmpty() || one.holds(day.get()))
          && (longest.isEmpty() || end(one).isAfter(end(longest.get())))) {
        longest = Optional.of(one);
      }
    }
    return longest;
  }

  private static LocalDate end(Adequacy adequacy) {
    return adequacy.until().orElse(LocalDate.MAX);
  }

  private static String broken(LocalDate day, Platform platform, Jurisdiction data, Region region) {
    String start =
        "data that must stay in "
            + data
            + " may not be held in "
            + region.name()
            + " "
            + region.jurisdictions();
    Optional<Adequacy> last = longest(platform, data, region, Optional.empty());
    return last.map(adequacy ->
            day.isBefore(adequacy.from())
                ? start + ": " + adequacy.source() + " begins on " + adequacy.from()
                : start + ": " + adequacy.source() + " ended on " + end(adequacy))
        .orElse(start + ", and no adequacy is listed for it");
  }
}
