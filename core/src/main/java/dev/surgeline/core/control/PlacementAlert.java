package dev.surgeline.core.control;

import dev.surgeline.core.platform.Adequacy;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Workload;
import java.time.LocalDate;
import java.util.Optional;

/// What people are told of where a workload's data is held: every day while it may not be held
/// there, and once when what allows it is about to end or is due to be looked at.
final class PlacementAlert {
  private PlacementAlert() {}

  /// @param told the last day on which they were told anything about it
  static Optional<String> due(
      Workload workload, Platform platform, LocalDate today, Optional<LocalDate> told) {
    return switch (Residency.on(today, platform, workload)) {
      case Residency.Standing.Broken(var why) ->
          told.filter(today::equals).isPresent()
              ? Optional.empty()
              : Optional.of(workload.name() + " does not grow: " + why);
      case Residency.Standing.Satisfied(var ends) ->
          ends.filter(adequacy -> due(adequacy, today, told)).map(one -> warning(workload, one));
    };
  }

  private static boolean due(Adequacy adequacy, LocalDate today, Optional<LocalDate> told) {
    Optional<LocalDate> warned = adequacy.warned().filter(day -> !today.isBefore(day));
    return warned.isPresent() && told.filter(day -> !day.isBefore(warned.get())).isEmpty();
  }

  private static String warning(Workload workload, Adequacy adequacy) {
    String until =
        adequacy
            .until()
            .map(end -> " ends on " + end + ", and then it grows no more")
            .orElseGet(() ->
                " is to be reviewed by "
                    + adequacy.reviewBy().map(LocalDate::toString).orElse("now"));
    return workload.name()
        + " holds data that must stay in "
        + adequacy.data()
        + " in "
        + adequacy.held()
        + ": "
        + adequacy.source()
        + until;
  }
}
