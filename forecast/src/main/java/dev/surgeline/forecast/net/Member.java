package dev.surgeline.forecast.net;

import java.util.Arrays;

/// One trained network: as it was before it saw the held-out ends of the series, and after.
///
/// @param early has not seen the held-out ends
/// @param full has seen everything
record Member(Features features, Network early, Network full) {
  /// Logs ahead of a history, one for each step.
  ///
  /// @param heldOut whether by the network that has not seen the held-out ends
  double[] logs(LogSeries past, boolean heldOut) {
    int origin = past.length();
    double level = past.level(origin);
    double spread = past.spread(origin);
    Pass pass = new Pass(heldOut ? early : full, 1);
    features.inputs(past, origin, level, spread, pass.examples[0]);
    pass.forward();
    double[] logs = new double[features.horizon()];
    Arrays.setAll(
        logs,
        ahead -> past.log(features.base(past, origin, ahead)) + spread * pass.outputs[ahead][0]);
    return logs;
  }
}
