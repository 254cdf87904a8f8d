package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.plan.DemandHistory;
import dev.surgeline.forecast.plan.Projection;
import dev.surgeline.forecast.plan.Sizing;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What `surge plan` found. All figures of months to come are projected, none is measured.
///
/// @param platform its name
/// @param timezone whose hours, days and months these are
/// @param within whether no month is projected beyond a max or the budget
/// @param findings sentences, what stands out first
/// @param workloads those whose demand is in the history
/// @param growth series that are no workload's demand
/// @param costs by month, of all workloads with a price; none: nobody that is planned has one
/// @param currency the budget's; absent: no document says which
/// @param stored bytes at the end of each month; none: not asked
/// @param notes what was mended, left out or assumed
record PlanReport(
    String platform,
    ZoneId timezone,
    boolean within,
    List<String> findings,
    List<OfWorkload> workloads,
    List<OfSeries> growth,
    List<CostOf> costs,
    Optional<String> currency,
    List<StoredAt> stored,
    List<String> notes) {
  /// @param min of its bounds
  /// @param max of its bounds
  /// @param peakRatio that the planning peak has of the mean; absent: not known
  /// @param peakStated whether the ratio was given, not found in the history
  record OfWorkload(
      WorkloadName workload,
      Replicas min,
      Replicas max,
      OptionalDouble peakRatio,
      boolean peakStated,
      DemandHistory history,
      Projection projection,
      List<Taken> months) {
    OfWorkload {
      months = List.copyOf(months);
    }

    /// Whether a month's peak needs more than max.
    boolean beyond(Sizing.Need need) {
      return need.peakReplicas().orElse(0) > max.value();
    }
  }

  /// What a month takes.
  ///
  /// @param month its first day
  /// @param middle at the middle of the projection
  /// @param high at the upper end of the 80% interval: one chance in ten that it is more
  record Taken(LocalDate month, Sizing.Need middle, Sizing.Need high) {}

  /// A series projected by itself.
  record OfSeries(String series, DemandHistory history, Projection projection) {}

  /// What a month costs.
  ///
  /// @param planned at the middle, with what the other workloads cost at their min
  /// @param high the same with all planned workloads at the upper ends of their 80% intervals
  /// @param atMin the part of the other workloads
  /// @param limit of the budget; absent: none
  record CostOf(LocalDate month, double planned, double high, double atMin, OptionalDouble limit) {
    boolean within() {
      return planned <= limit.orElse(Double.POSITIVE_INFINITY) * (1 + 1e-9);
    }

    boolean mayBreak() {
      return high > limit.orElse(Double.POSITIVE_INFINITY) * (1 + 1e-9);
    }
  }

  /// What is kept at a month's end, in bytes.
  record StoredAt(LocalDate month, double middle, double high) {}

  PlanReport {
    findings = List.copyOf(findings);
    workloads = List.copyOf(workloads);
    growth = List.copyOf(growth);
    costs = List.copyOf(costs);
    stored = List.copyOf(stored);
    notes = List.copyOf(notes);
  }
}
