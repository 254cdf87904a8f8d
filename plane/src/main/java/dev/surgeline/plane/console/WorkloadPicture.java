package dev.surgeline.plane.console;

import java.util.OptionalDouble;

/// What there is to see of one workload at one tick.
///
/// A figure that is not known is absent, and the page shows it as no data. So is one that can not
/// be: a display must not fail the loop over a negative latency, nor draw it.
///
/// @param name unique in a picture
/// @param criticality one of `life-safety`, `critical`, `standard`, `deferrable`
/// @param requestsPerSecond demand: what arrives, whether or not it is served
/// @param inFlight requests begun and not yet answered
/// @param desired replicas wanted, 0 or more
/// @param ready replicas able to serve, 0 or more
/// @param min the least replicas there may be
/// @param max the most replicas there may be
/// @param latencyMillis at the objective's quantile
/// @param objectiveMillis the latency that shall not be exceeded; absent: none is set
/// @param objectiveQuantile such as 0.99; absent: the page says latency only
/// @param capacityPerSecond requests that the ready replicas can serve
/// @param failed requests that failed since the control plane started
public record WorkloadPicture(
    String name,
    String criticality,
    OptionalDouble requestsPerSecond,
    OptionalDouble inFlight,
    int desired,
    int ready,
    int min,
    int max,
    OptionalDouble latencyMillis,
    OptionalDouble objectiveMillis,
    OptionalDouble objectiveQuantile,
    OptionalDouble capacityPerSecond,
    long failed) {
  public WorkloadPicture {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a workload has a name");
    }
    requestsPerSecond = known(requestsPerSecond);
    inFlight = known(inFlight);
    latencyMillis = known(latencyMillis);
    objectiveMillis = known(objectiveMillis);
    objectiveQuantile = known(objectiveQuantile);
    capacityPerSecond = known(capacityPerSecond);
  }

  private static OptionalDouble known(OptionalDouble figure) {
    boolean plausible =
        figure.isPresent() && Double.isFinite(figure.getAsDouble()) && figure.getAsDouble() >= 0;
    return plausible ? figure : OptionalDouble.empty();
  }
}
