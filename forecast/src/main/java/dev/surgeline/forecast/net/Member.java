package dev.surgeline.forecast.net;

import dev.surgeline.forecast.global.LogSeries;
import java.util.ArrayList;
import java.util.List;

/// One trained network: as it was before it saw the held-out ends of the series, and after.
///
/// @param early has not seen the held-out ends
/// @param full has seen everything
record Member(Features features, Network early, Network full) {
  /// Logs ahead of histories, one for each step.
  ///
  /// @param heldOut whether by the network that has not seen the held-out ends
  List<double[]> logs(List<LogSeries> pasts, boolean heldOut) {
    double[] spreads = new double[pasts.size()];
    Pass pass = new Pass(heldOut ? early : full, pasts.size());
    for (int i = 0; i < pasts.size(); i++) {
      LogSeries past = pasts.get(i);
      int origin = past.length();
      double level = past.level(origin);
      spreads[i] = past.spread(origin, level);
      features.inputs(past, origin, level, spreads[i], pass.examples[i]);
    }
    pass.forward();
    List<double[]> logs = new ArrayList<>();
    for (int i = 0; i < pasts.size(); i++) {
      LogSeries past = pasts.get(i);
      int origin = past.length();
      double[] one = new double[features.horizon()];
      for (int ahead = 0; ahead < one.length; ahead++) {
        double base = past.log(features.base(past, origin, ahead));
        one[ahead] = base + spreads[i] * pass.outputs[ahead][i];
      }
      logs.add(one);
    }
    return logs;
  }
}
