package dev.surgeline.plane.forecast;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.live.Gathering;
import dev.surgeline.forecast.live.LocalForecaster;
import dev.surgeline.forecast.live.Outlook;
import dev.surgeline.forecast.series.TimeSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// One signal of one workload: what is measured in each tick is gathered into steps, each whole
/// step goes to the forecaster on another thread, and the latest forecast is there at once.
final class SignalOutlook {
  private final WorkloadName workload;
  private final Outlook outlook;
  private final SignalHistory history;
  private final Gathering gathering;
  private final LocalForecaster forecaster;
  private final Consumer<String> said;
  private volatile Optional<Forecast> latest = Optional.empty();
  private boolean unwritten;

  SignalOutlook(
      WorkloadName workload, Outlook outlook, SignalHistory history, Consumer<String> said) {
    this.workload = workload;
    this.outlook = outlook;
    this.history = history;
    this.said = said;
    Optional<Instant> known = history.known().map(series -> series.stamp(series.length()));
    gathering = new Gathering(outlook.signal(), outlook.step(), known);
    forecaster = outlook.forecaster();
  }

  WorkloadName workload() {
    return workload;
  }

  SignalName signal() {
    return outlook.signal();
  }

  /// To be done once, on the other thread.
  void learn() {
    history
        .known()
        .ifPresent(known -> {
          // A forecast holds for the step that ends at its stamp; a line of the file names the
          // beginning.
          var ends =
              new TimeSeries(
                  known.name(), known.start().plus(outlook.step()), known.step(), known.values());
          forecaster.learn(ends);
          latest = forecaster.forecast(outlook.horizon(), outlook.levels());
        });
  }

  Optional<Forecast> latest() {
    return latest;
  }

  /// Takes in what a tick saw.
  void see(Instant now, Optional<Observation> observation, Executor elsewhere) {
    List<Gathering.Whole> whole = gathering.see(now, observation);
    if (!whole.isEmpty()) {
      elsewhere.execute(() -> advance(whole));
    }
  }

  private void advance(List<Gathering.Whole> whole) {
    whole.forEach(this::observe);
    latest = forecaster.forecast(outlook.horizon(), outlook.levels());
  }

  private void observe(Gathering.Whole step) {
    forecaster.observe(step.end(), step.mean());
    try {
      history.add(step.start(), step.mean());
      unwritten = false;
    } catch (IOException failed) {
      if (!unwritten) {
        unwritten = true;
        said.accept(
            "the history of "
                + outlook.signal()
                + " of "
                + workload
                + " can not be written, so a restart will not know it: "
                + failed.getMessage());
      }
    }
  }

  void close() throws IOException {
    history.close();
  }
}
