package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Criticality;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A size for the demand that is forecast for when a replica asked for now would serve.
///
/// It goes beside policies on what is measured: it brings replicas before demand comes, they bring
/// them when it comes otherwise. Without a forecast that can be believed it wants nothing.
///
/// @param signal a total: how many requests arrive per second
/// @param quantile of the forecast that is provided for, 0.5 to 0.9999; absent: by criticality
/// @param season how long until demand repeats itself, for who makes the forecast; at most 4, each
///   longer than the one before, a minute to 400 days
public record Predictive(SignalName signal, OptionalDouble quantile, List<Duration> season)
    implements Policy.Remembering {
  private static final Duration SEASON_LEAST = Duration.ofMinutes(1);
  private static final Duration SEASON_MOST = Duration.ofDays(400);

  public Predictive {
    season = List.copyOf(season);
    if (quantile.isPresent()
        && !(quantile.getAsDouble() >= 0.5 && quantile.getAsDouble() <= 0.9999)) {
      throw new IllegalArgumentException("quantile is 0.5 to 0.9999");
    }
    if (season.size() > 4) {
      throw new IllegalArgumentException("a signal has at most 4 seasons");
    }
    Duration before = Duration.ZERO;
    for (Duration one : season) {
      if (one.compareTo(SEASON_LEAST) < 0 || one.compareTo(SEASON_MOST) > 0) {
        throw new IllegalArgumentException("a season is 1m to 400d");
      }
      if (one.compareTo(before) <= 0) {
        throw new IllegalArgumentException("each season is longer than the one before");
      }
      before = one;
    }
  }

  /// The quantile that is provided for.
  ///
  /// Where none is written it is the one at which another replica stops being worth its price (the
  /// newsvendor's): p / (1 - p) is how many idle replicas are as bad as one that is missing. 99 for
  /// what a life may depend on, 32, 9, and 3 for what may wait.
  public double level(Criticality criticality) {
    return quantile.orElse(
        switch (criticality) {
          case LIFE_SAFETY -> 0.99;
          case CRITICAL -> 0.97;
          case STANDARD -> 0.9;
          case DEFERRABLE -> 0.75;
        });
  }

  @Override
  public String name() {
    return "predictive";
  }

  @Override
  public PolicyMemory.Key key() {
    return PolicyMemory.Key.of(name(), signal);
  }

  /// What is measured scores the forecasts.
  @Override
  public SortedMap<SignalName, Boolean> signals() {
    SortedMap<SignalName, Boolean> signals = new TreeMap<>();
    signals.put(signal, false);
    return signals;
  }
}
