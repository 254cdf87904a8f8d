package dev.surgeline.plane.cli;

import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.simulate.Question;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How long the plant of requests takes, by how many there are to play: a trace whose counts are
/// wrong by some powers of ten would be played for years.
final class SimulationEffort {
  /// Requests a second of one run; the slowest measured, the oracle's, is some 1.2 million.
  private static final double SPEED = 2e6;

  private static final Duration TOLD = Duration.ofMinutes(2);
  private static final Duration MOST = Duration.ofDays(2);

  private SimulationEffort() {}

  /// A sentence where it is worth one.
  ///
  /// @param runs that are to be made, by all controllers and seeds
  /// @throws WrongInput if it would be for longer than two days
  static Optional<String> of(Question question, int runs) {
    double requests = question.kind() == Question.Kind.REQUESTS ? requests(question) : 0;
    int processors = Math.min(runs, Runtime.getRuntime().availableProcessors());
    double seconds = requests * runs / processors / SPEED;
    if (seconds < TOLD.toSeconds()) {
      return Optional.empty();
    }
    String what =
        String.format(
            Locale.ROOT,
            "%.2g requests in each of %d runs take about %s",
            requests,
            runs,
            time(seconds));
    if (seconds > MOST.toSeconds()) {
      throw new WrongInput(
          "--trace: " + what + " here; --plant fluid counts them without playing each");
    }
    return Optional.of(what + " here; --plant fluid is faster");
  }

  private static double requests(Question question) {
    TimeSeries series = question.trace().series();
    double sum = 0;
    for (int i = 0; i < series.length() && series.stamp(i).isBefore(question.to()); i++) {
      sum += series.isObserved(i) ? series.at(i) : 0;
    }
    return sum * question.trace().scale();
  }

  private static String time(double seconds) {
    double hours = seconds / 3600;
    if (hours < 1) {
      return Math.round(seconds / 60) + " min";
    }
    return hours < 48
        ? Math.round(hours) + " h"
        : String.format(Locale.ROOT, "%.3g days", hours / 24);
  }
}
