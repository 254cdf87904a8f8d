package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.simulate.Question;
import dev.surgeline.lab.simulate.Run;
import dev.surgeline.lab.simulate.Scored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// What `surge simulate --json` prints. Every figure is simulated.
///
/// @param label says that
/// @param from when counting began
/// @param currency of costs; absent: none is known
/// @param objective such as `99% within 1000ms`
/// @param notes what was taken where the documents are silent
/// @param simulatedSeconds from the beginning of the trace to the end of what is counted
/// @param wallSeconds that all runs took together
record SimulationReport(
    String label,
    WorkloadName workload,
    Question.Kind plant,
    Instant from,
    Instant to,
    String objective,
    Optional<String> currency,
    List<String> notes,
    List<Line> runs,
    double simulatedSeconds,
    double wallSeconds) {
  /// One run.
  ///
  /// @param violationSeconds ten for each window of ten seconds in which more than 1 - quantile of
  ///   the requests that arrived were not answered within the bound
  /// @param netViolationSeconds the same without requests whose service alone takes longer
  /// @param replicaHours from the request for a replica until it is gone
  /// @param cost absent: no price is known
  /// @param p99Millis absent, as the others: nothing was answered
  /// @param byClass failed and shed of each class that there is
  /// @param timeToCorrectMean seconds from the first violated window to the first kept one; absent:
  ///   none was violated
  /// @param timeToCorrectWorst the longest of these
  /// @param forecastCoverage the share of the forecasts that decisions rested on which demand
  ///   stayed within; absent: none
  /// @param forecastPromised what that share should be, by what they said
  /// @param thetaU replicas too few by those needed, in percent
  /// @param thetaO replicas too many, alike
  /// @param tauU how much of the time there are too few, in percent
  /// @param tauO how much of the time there are too many
  record Line(
      String controller,
      long seed,
      long violationSeconds,
      long netViolationSeconds,
      double replicaHours,
      OptionalDouble cost,
      OptionalDouble p50Millis,
      OptionalDouble p95Millis,
      OptionalDouble p99Millis,
      long requests,
      long failed,
      long shed,
      int actions,
      double actionsPerHour,
      int wrongDirection,
      SortedMap<Criticality, Lost> byClass,
      OptionalDouble timeToCorrectMean,
      OptionalDouble timeToCorrectWorst,
      OptionalDouble forecastCoverage,
      OptionalDouble forecastPromised,
      double thetaU,
      double thetaO,
      double tauU,
      double tauO,
      double instability) {
    static Line of(Scored scored, double hours) {
      Run.Result result = scored.result();
      return new Line(
          scored.controller(),
          scored.seed(),
          result.violationSeconds(),
          result.netViolationSeconds(),
          round(result.replicaHours(), 1e4),
          result.cost().map(cost -> OptionalDouble.of(round(cost, 1e4))).orElse(NONE),
          known(result.p50Millis()),
          known(result.p95Millis()),
          known(result.p99Millis()),
          Math.round(result.requests()),
          Math.round(result.failed()),
          Math.round(result.shed()),
          result.actions(),
          round(result.actions() / hours, 1e3),
          result.wrongDirection(),
          lost(result),
          known(result.corrections().meanSeconds()),
          known(
              result.corrections().count() == 0 ? Double.NaN : result.corrections().worstSeconds()),
          part(result.coverage()),
          part(result.promised()),
          round(scored.elasticity().thetaUnder(), 1e3),
          round(scored.elasticity().thetaOver(), 1e3),
          round(scored.elasticity().tauUnder(), 1e3),
          round(scored.elasticity().tauOver(), 1e3),
          round(scored.elasticity().instability(), 1e3));
    }
  }

  /// Requests of one class that were not answered.
  record Lost(long failed, long shed) {}

  private static SortedMap<Criticality, Lost> lost(Run.Result result) {
    SortedMap<Criticality, Lost> lost = new TreeMap<>();
    result
        .byClass()
        .forEach(
            (one, of) -> lost.put(one, new Lost(Math.round(of.failed()), Math.round(of.shed()))));
    return lost;
  }

  private static OptionalDouble part(double share) {
    return Double.isNaN(share) ? NONE : OptionalDouble.of(round(share, 1e5));
  }

  private static final OptionalDouble NONE = OptionalDouble.empty();

  static SimulationReport of(
      Question question, List<Scored> runs, List<String> notes, double wallSeconds) {
    double hours = Duration.between(question.from(), question.to()).toMillis() / 3.6e6;
    var settings = question.settings();
    return new SimulationReport(
        "simulated",
        question.workload(),
        question.kind(),
        question.from(),
        question.to(),
        Figures.of(100 * settings.quantile()) + "% within " + settings.bound() / 1_000_000 + "ms",
        question.spec().platform().budget().map(budget -> budget.currency()),
        notes,
        runs.stream().map(run -> Line.of(run, hours)).toList(),
        Duration.between(question.trace().start(), question.to()).toMillis() / 1e3,
        round(wallSeconds, 1e3));
  }

  private static OptionalDouble known(double millis) {
    return Double.isNaN(millis) ? NONE : OptionalDouble.of(round(millis, 1e3));
  }

  private static double round(double value, double parts) {
    return Math.round(value * parts) / parts;
  }

  /// Hours that are counted.
  double hours() {
    return Duration.between(from, to).toMillis() / 3.6e6;
  }

  /// The controllers, in their order.
  List<String> controllers() {
    return runs.stream().map(Line::controller).distinct().toList();
  }

  /// Of its seeds.
  double mean(String controller, ToDoubleFunction<Line> value) {
    return of(controller).stream().mapToDouble(value).average().orElse(0);
  }

  /// The runs of one of them.
  List<Line> of(String controller) {
    return runs.stream().filter(run -> run.controller().equals(controller)).toList();
  }
}
