package dev.surgeline.plane.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What there is to see of the platform at one tick.
///
/// @param at the time of the tick
/// @param platform its name, such as `st-marys`
/// @param simulated whether the figures come from a simulation; the page then says so
/// @param workloads in any order; the page sorts them by criticality and name
/// @param decisions the latest ones, or only this tick's: the dashboard keeps what it has seen, and
///   knows one again by its id
/// @param alerts those that hold now, the most pressing first
/// @param specVersion the version of the documents in force
/// @param tick counted from the start of the control plane
public record Picture(
    Instant at,
    String platform,
    boolean simulated,
    List<WorkloadPicture> workloads,
    List<DecisionLine> decisions,
    List<AlertLine> alerts,
    String specVersion,
    long tick) {
  public Picture {
    workloads = List.copyOf(workloads);
    decisions = List.copyOf(decisions);
    alerts = List.copyOf(alerts);
  }

  /// The same with one more alert, the most pressing.
  public Picture with(AlertLine alert) {
    List<AlertLine> all = new ArrayList<>(List.of(alert));
    all.addAll(alerts);
    return new Picture(at, platform, simulated, workloads, decisions, all, specVersion, tick);
  }
}
