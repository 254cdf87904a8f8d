package dev.surgeline.forecast;

import dev.surgeline.core.forecast.Forecast;
import java.util.List;
import java.util.Optional;

/// A forecast and what is to be said of it.
///
/// @param forecast quantiles for each step ahead
/// @param members the models it was made of, the weightiest first; their weights sum to 1
/// @param backtest how good it was inside the history; absent if that is too short to tell
/// @param notes what the reader ought to know: gaps that were filled, a level that shifted, a
///   history too short for a season; a sentence each
public record Prediction(
    Forecast forecast, List<Member> members, Optional<Backtest> backtest, List<String> notes) {
  /// A model and its part.
  ///
  /// @param weight 0 to 1
  public record Member(String model, double weight) {}

  /// Accuracy at rolling origins inside the history, beside two forecasts that anybody can make.
  ///
  /// @param origins how many
  /// @param mase mean absolute error as a multiple of the seasonal naive forecast's inside the
  ///   history
  /// @param persistence the same of the last value repeated
  /// @param seasonalNaive the same of the last season repeated
  /// @param coverage80 how many of 100 outcomes lay within the 80% interval, as a ratio
  /// @param coverage95 the same of the 95% interval
  public record Backtest(
      int origins,
      double mase,
      double persistence,
      double seasonalNaive,
      double coverage80,
      double coverage95) {}

  public Prediction {
    members = List.copyOf(members);
    notes = List.copyOf(notes);
  }
}
