package dev.surgeline.core.control;

import dev.surgeline.core.decide.GrowthHold;
import dev.surgeline.core.platform.Replicas;
import java.time.LocalDate;
import java.util.Optional;

/// What the guardrails about limits remember of one workload.
///
/// @param size how many replicas it was on its way to when it was last seen; absent: never seen
/// @param watch whether its growth brings anything; absent: it does not grow, or that is not known
/// @param hold that it does not grow for now; absent: it may
/// @param told the last day on which people were told of where its data is held; absent: never
/// @param yielded whether its last change gave replicas to others: what that costs is known, and
///   does not bring them back
/// @param shortOfMin whether it has fewer than its min for scarcity, and people were told
public record LimitState(
    Optional<Replicas> size,
    Optional<GrowthWatch> watch,
    Optional<GrowthHold> hold,
    Optional<LocalDate> told,
    boolean yielded,
    boolean shortOfMin) {
  /// Of a workload never seen.
  public static final LimitState NEW =
      new LimitState(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

  LimitState sized(Replicas now) {
    return size.filter(now::equals).isPresent()
        ? this
        : new LimitState(Optional.of(now), watch, hold, told, yielded, shortOfMin);
  }

  LimitState watching(Optional<GrowthWatch> next) {
    return next.equals(watch) ? this : new LimitState(size, next, hold, told, yielded, shortOfMin);
  }

  LimitState held(Optional<GrowthHold> next) {
    return next.equals(hold) ? this : new LimitState(size, watch, next, told, yielded, shortOfMin);
  }

  LimitState told(LocalDate day) {
    return new LimitState(size, watch, hold, Optional.of(day), yielded, shortOfMin);
  }

  LimitState yielding(boolean yields) {
    return yields == yielded ? this : new LimitState(size, watch, hold, told, yields, shortOfMin);
  }

  LimitState shortOfMin(boolean isShort) {
    return isShort == shortOfMin ? this : new LimitState(size, watch, hold, told, yielded, isShort);
  }
}
