package dev.surgeline.forecast.live;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers what ticks see of a signal into whole steps.
public final class Gathering {
  /// Steps in a row of which nothing is known; those before them are left out.
  private static final long GAP_MOST = LiveForecaster.KEPT;

  /// A step that is over.
  ///
  /// @param mean of what was measured in it; NaN: nothing was
  public record Whole(Instant start, Instant end, double mean) {}

  private final SignalName signal;
  private final long stepMillis;
  private long place;
  private double sum;
  private int count;

  /// @param from the end of what is known already; absent: it begins with the first tick
  public Gathering(SignalName signal, Duration step, Optional<Instant> from) {
    this.signal = signal;
    this.stepMillis = step.toMillis();
    this.place = from.map(this::place).orElse(-1L);
  }

  private long place(Instant at) {
    return at.toEpochMilli() / stepMillis;
  }

  /// Takes in what a tick saw.
  ///
  /// @param seen absent: the workload could not be observed
  /// @return the steps that are over by now and were not before
  public List<Whole> see(Instant now, Optional<Observation> seen) {
    long at = place(now);
    place = place < 0 ? at : place;
    List<Whole> whole = new ArrayList<>();
    if (at > place) {
      whole.add(whole(place, count == 0 ? Double.NaN : sum / count));
      for (long gap = Math.max(place + 1, at - GAP_MOST); gap < at; gap++) {
        whole.add(whole(gap, Double.NaN));
      }
      place = at;
      sum = 0;
      count = 0;
    }
    if (at == place
        && seen.isPresent()
        && seen.get().signal(signal) instanceof Signal.Known(Measure.Total(double value), _)) {
      sum += value;
      count++;
    }
    return whole;
  }

  private Whole whole(long at, double mean) {
    Instant start = Instant.ofEpochMilli(at * stepMillis);
    return new Whole(start, start.plusMillis(stepMillis), mean);
  }
}
