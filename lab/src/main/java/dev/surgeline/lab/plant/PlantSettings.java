package dev.surgeline.lab.plant;

/// A workload as the plant has it. Times are in nanoseconds.
///
/// @param slots requests that a replica works on at a time, at least 1
/// @param service how long it works on one
/// @param startup from the request for a replica until it serves
/// @param startupSpread by how much of `startup` that differs, either way, evenly; 0 to 1
/// @param bound within which a request is to be answered
/// @param quantile how many are to be, as a ratio
/// @param patience after which a client that still waits for a slot gives up
/// @param queueMost requests that wait at most; beyond it they are shed
public record PlantSettings(
    int slots,
    ServiceTime service,
    long startup,
    double startupSpread,
    long bound,
    double quantile,
    long patience,
    int queueMost) {
  public PlantSettings {
    if (slots < 1) {
      throw new IllegalArgumentException("a replica has at least one slot");
    }
    if (startup < 0 || bound <= 0 || patience <= 0 || queueMost < 0) {
      throw new IllegalArgumentException("times and the queue's length are not negative");
    }
    if (!(startupSpread >= 0 && startupSpread <= 1)) {
      throw new IllegalArgumentException("a spread is 0 to 1");
    }
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("a quantile is above 0 and below 1");
    }
  }
}
