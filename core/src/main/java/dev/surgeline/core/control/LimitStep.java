package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.GrowthHold;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Workload;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a tick does about the limits of one workload: it watches what growth brings, and says what
/// people must know of.
///
/// @param now the time of the tick
/// @param platform whose quota and regions
/// @param workload of which
record LimitStep(Instant now, Platform platform, Workload workload) {
  /// What growth was seen to bring.
  ///
  /// @param limits what to remember
  /// @param better the smaller size that answered more; absent: growth brings what it should, or
  ///   nothing is known of it
  record Seen(LimitState limits, Optional<Replicas> better) {}

  /// What is remembered for people, and what they are told.
  record Told(LimitState limits, List<String> alerts) {}

  /// Watches growth that is on its way, where there is something that it may wait for.
  Seen growth(WorkloadState state, Observation observation) {
    LimitState limits = state.limits();
    Optional<Execution> growing = state.inFlight().filter(LimitStep::grows);
    boolean watched = !workload.dependsOn().isEmpty() || !workload.ceilings().isEmpty();
    if (!watched || growing.isEmpty()) {
      return new Seen(limits, Optional.empty());
    }
    return GrowthWatch.Flow.of(observation)
        .map(flow -> seen(limits, growing.get(), observation.status().ready(), flow))
        .orElseGet(() -> new Seen(limits, Optional.empty()));
  }

  private Seen seen(LimitState limits, Execution growing, Replicas ready, GrowthWatch.Flow flow) {
    Replicas least = workload.replicas().min();
    Optional<GrowthHold> hold =
        limits
            .watch()
            .flatMap(watch -> watch.choked(now, ready, flow, least, platform))
            .filter(found -> found.size().below(growing.action().to()));
    if (hold.isPresent()) {
      LimitState held = limits.watching(Optional.empty()).held(hold);
      return new Seen(held, hold.map(GrowthHold::size));
    }
    GrowthWatch next =
        limits
            .watch()
            .map(watch -> watch.seen(now, ready, flow, platform))
            .orElseGet(() -> GrowthWatch.of(ready, flow));
    return new Seen(limits.watching(Optional.of(next)), Optional.empty());
  }

  private static boolean grows(Execution running) {
    return running.action().up() && !(running.stage() instanceof Execution.Stage.RollingBack);
  }

  /// Without what is over: growth that settled, and a hold that has ended.
  LimitState current(WorkloadState state) {
    LimitState limits = state.limits();
    if (limits.watch().isPresent() && state.inFlight().filter(LimitStep::grows).isEmpty()) {
      limits = limits.watching(Optional.empty());
    }
    if (limits.hold().isPresent() && !now.isBefore(limits.hold().get().until())) {
      limits = limits.held(Optional.empty());
    }
    return limits;
  }

  /// With the size that it is on its way to from now on, and whether that is given to others.
  ///
  /// @param action what is done; absent: nothing
  static LimitState after(
      LimitState limits, Deliberation deliberation, Optional<Action.Scale> action) {
    Replicas current = deliberation.situation().current();
    LimitState sized = limits.sized(action.map(Action.Scale::to).orElse(current));
    if (action.isEmpty()) {
      return sized;
    }
    boolean gives = !action.get().up();
    return sized.yielding(
        gives
            && (bitten(deliberation, Reason.Code.SCARCITY).isPresent()
                || bitten(deliberation, Reason.Code.SCARCITY_OF_MINS).isPresent()));
  }

  /// @param today the day of the platform's time zone
  Told told(LimitState limits, Deliberation deliberation, LocalDate today) {
    Optional<Reason> ofMins = bitten(deliberation, Reason.Code.SCARCITY_OF_MINS);
    LimitState next = limits.shortOfMin(ofMins.isPresent());
    boolean placed = Residency.stated(workload);
    if (!placed && ofMins.isEmpty()) {
      return new Told(next, List.of());
    }
    List<String> alerts = new ArrayList<>();
    if (ofMins.isPresent() && !limits.shortOfMin()) {
      alerts.add(workload.name() + " " + ofMins.get().sentence());
    }
    if (placed) {
      Optional<String> due = PlacementAlert.due(workload, platform, today, limits.told());
      due.ifPresent(alerts::add);
      next = due.isPresent() ? next.told(today) : next;
    }
    return new Told(next, alerts);
  }

  private static Optional<Reason> bitten(Deliberation deliberation, Reason.Code code) {
    for (Decision.Bite bite : deliberation.bites()) {
      if (bite.reason().code() == code) {
        return Optional.of(bite.reason());
      }
    }
    return Optional.empty();
  }
}
