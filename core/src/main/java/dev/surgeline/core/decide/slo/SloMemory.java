package dev.surgeline.core.decide.slo;

import dev.surgeline.core.decide.PolicyMemory;
import dev.surgeline.core.platform.Capacity;
import java.time.Duration;
import java.time.Instant;

/// What the slo policy remembers of one workload, at most 64 KB: what arrived lately, how long
/// service takes, what replicas can serve, and how wrong forecasts were.
///
/// @param at the tick up to which it remembers
/// @param startup the start-up time for which it forecasts
/// @param buckets what arrived
/// @param service how long a request is worked on
/// @param offset of the forecasts' logarithms, in requests per second, above 0
/// @param curve what replicas can serve
/// @param forecaster what may come
/// @param queued requests that wait for a slot
/// @param headroom what was kept beyond what demand needed
public record SloMemory(
    Instant at,
    Duration startup,
    Buckets buckets,
    ServiceTime service,
    double offset,
    CapacityCurve curve,
    Forecaster forecaster,
    double queued,
    Headroom headroom)
    implements PolicyMemory {
  private static final double OFFSET_REPLICAS = 1.5;
  private static final double OFFSET_WRONG = 1.5;

  /// The same with other headroom.
  SloMemory with(Headroom other) {
    return new SloMemory(at, startup, buckets, service, offset, curve, forecaster, queued, other);
  }

  /// What the offset is while a request is worked on for so long.
  static double offset(Capacity capacity, double serviceTime) {
    return OFFSET_REPLICAS * capacity.slots() / serviceTime;
  }

  /// The offset that goes with a service time: the one there is as long as it is nearly right, for
  /// what was learned was learned with it.
  static double offset(double before, Capacity capacity, double serviceTime) {
    double now = offset(capacity, serviceTime);
    boolean near = now < before * OFFSET_WRONG && before < now * OFFSET_WRONG;
    return near ? before : now;
  }
}
