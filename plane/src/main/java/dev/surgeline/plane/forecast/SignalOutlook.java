package dev.surgeline.plane.forecast;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.live.LiveForecaster;
import dev.surgeline.forecast.series.TimeSeries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// One signal of one workload: what is measured in each tick is gathered into steps, each whole
/// step goes to the forecaster on another thread, and the latest forecast is there at once.
final class SignalOutlook {
  /// Steps in a row of which nothing is known; beyond that a gap of the file tells as much.
  private static final long GAP_MOST = LiveForecaster.KEPT;

  /// What is asked of it.
  ///
  /// @param step from point to point
  /// @param seasons in steps, growing
  /// @param horizon in steps
  /// @param levels growing
  record Terms(Duration step, List<Integer> seasons, int horizon, List<Double> levels) {
    Terms {
      seasons = List.copyOf(seasons);
      levels = List.copyOf(levels);
    }
  }

  private final WorkloadName workload;
  private final SignalName signal;
  private final Terms terms;
  private final SignalHistory history;
  private final LiveForecaster forecaster;
  private final Consumer<String> said;
  private volatile Optional<Forecast> latest = Optional.empty();
  private boolean unwritten;
  private long step;
  private double sum;
  private int count;

  SignalOutlook(
      WorkloadName workload,
      SignalName signal,
      Terms terms,
      SignalHistory history,
      Consumer<String> said) {
    this.workload = workload;
    this.signal = signal;
    this.terms = terms;
    this.history = history;
    this.said = said;
    forecaster = new LiveForecaster(terms.step(), terms.seasons(), terms.horizon());
    step = history.known().map(known -> place(known.stamp(known.length()))).orElse(-1L);
  }

  WorkloadName workload() {
    return workload;
  }

  SignalName signal() {
    return signal;
  }

  private long place(Instant at) {
    return at.toEpochMilli() / terms.step().toMillis();
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
                  known.name(), known.start().plus(terms.step()), known.step(), known.values());
          forecaster.learn(ends);
          latest = forecaster.forecast(terms.horizon(), terms.levels());
        });
  }

  Optional<Forecast> latest() {
    return latest;
  }

  /// Takes in what a tick saw.
  void see(Instant now, Optional<Observation> observation, Executor elsewhere) {
    long at = place(now);
    if (step < 0) {
      step = at;
    }
    if (at > step) {
      double mean = count == 0 ? Double.NaN : sum / count;
      long whole = step;
      elsewhere.execute(() -> advance(whole, mean, at));
      step = at;
      sum = 0;
      count = 0;
    }
    if (at == step
        && observation.isPresent()
        && observation.get().signal(signal)
            instanceof Signal.Known(Measure.Total(double value), _)) {
      sum += value;
      count++;
    }
  }

  /// @param whole the step that is over
  /// @param next the step that has begun; those in between were not measured
  private void advance(long whole, double mean, long next) {
    observe(whole, mean);
    for (long gap = Math.max(whole + 1, next - GAP_MOST); gap < next; gap++) {
      observe(gap, Double.NaN);
    }
    latest = forecaster.forecast(terms.horizon(), terms.levels());
  }

  private void observe(long at, double value) {
    Instant start = Instant.ofEpochMilli(at * terms.step().toMillis());
    forecaster.observe(start.plus(terms.step()), value);
    try {
      history.add(start, value);
      unwritten = false;
    } catch (IOException failed) {
      if (!unwritten) {
        unwritten = true;
        said.accept(
            "the history of "
                + signal
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
