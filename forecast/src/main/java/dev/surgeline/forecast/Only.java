package dev.surgeline.forecast;

import dev.surgeline.forecast.backtest.Anew;
import dev.surgeline.forecast.ensemble.Lone;
import dev.surgeline.forecast.ensemble.PoolForecaster;
import dev.surgeline.forecast.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A method that was asked for by its name, in place of the one that a series [calls
/// for][Automatic].
///
/// @param name what tables call it
/// @param forecaster that answers once
/// @param learner that goes along with a series
public record Only(String name, Forecaster forecaster, Learner learner) {
  /// All that [#named] knows.
  public static List<String> names() {
    return Stream.concat(Lone.NAMES.stream(), Stream.of("poisson", "live", "ensemble")).toList();
  }

  /// A method by its name.
  ///
  /// @throws IllegalArgumentException if there is none; the message lists them
  public static Only named(String name) {
    if (name.equals("poisson")) {
      return Automatic.counts();
    }
    if (name.equals("live")) {
      return new Only(name, Automatic::live, Automatic.live());
    }
    Optional<Forecaster> found =
        name.equals("ensemble") ? Optional.of(new PoolForecaster()) : Lone.of(name);
    return mended(
        name,
        found.orElseThrow(() ->
            new IllegalArgumentException(
                "there is no model '" + name + "'; there are " + String.join(", ", names()))));
  }

  /// A model that sees values in the series' own unit, such as a user's.
  public static Only of(Model model) {
    return mended(model.name(), Lone.of(model));
  }

  /// Gaps, outages and shifts of the level are mended before it learns.
  private static Only mended(String name, Forecaster forecaster) {
    Forecaster mended = (series, question) -> Automatic.mended(forecaster, name, series, question);
    return new Only(name, mended, new Anew(name, mended));
  }
}
