package dev.surgeline.lab.simulate;

import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.live.Gathering;
import dev.surgeline.forecast.live.LocalForecaster;
import dev.surgeline.forecast.live.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The forecasts that the predictive policies of a workload read, learned from what was seen so far
/// and from nothing else, as the control plane learns them, but without a thread of their own.
final class Foresight {
  private final List<Followed> followed;

  private Foresight(List<Followed> followed) {
    this.followed = List.copyOf(followed);
  }

  /// Absent: no policy reads a forecast.
  static Optional<Foresight> of(WorkloadSpec spec, Platform platform) {
    List<Followed> followed = Outlook.of(spec, platform).stream().map(Followed::new).toList();
    return followed.isEmpty() ? Optional.empty() : Optional.of(new Foresight(followed));
  }

  /// Takes in what a tick saw, and gives the latest forecasts.
  SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> at(
      WorkloadName workload, Instant now, Observation seen) {
    SortedMap<SignalName, Forecast> found = new TreeMap<>();
    for (Followed one : followed) {
      one.see(now, seen);
      one.latest.ifPresent(forecast -> found.put(one.outlook.signal(), forecast));
    }
    SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> all = new TreeMap<>();
    if (!found.isEmpty()) {
      all.put(workload, found);
    }
    return all;
  }

  /// One signal.
  private static final class Followed {
    private final Outlook outlook;
    private final Gathering gathering;
    private final LocalForecaster forecaster;
    private Optional<Forecast> latest = Optional.empty();

    Followed(Outlook outlook) {
      this.outlook = outlook;
      gathering = new Gathering(outlook.signal(), outlook.step(), Optional.empty());
      forecaster = outlook.forecaster();
    }

    void see(Instant now, Observation seen) {
      List<Gathering.Whole> whole = gathering.see(now, Optional.of(seen));
      if (!whole.isEmpty()) {
        whole.forEach(one -> forecaster.observe(one.end(), one.mean()));
        latest = forecaster.forecast(outlook.horizon(), outlook.levels());
      }
    }
  }
}
