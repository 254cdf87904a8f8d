package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.scenario.Check;
import dev.surgeline.lab.scenario.Happening;
import dev.surgeline.lab.scenario.Played;
import dev.surgeline.lab.scenario.Scenario;
import dev.surgeline.lab.simulate.Question;
import dev.surgeline.lab.simulate.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What `surge scenario run --json` prints. Every figure is simulated.
///
/// @param label says that
/// @param held whether all that the scenario states held
/// @param checks what it states, and what came of it
/// @param happenings what went wrong, and what people did
/// @param alerts what people were told
/// @param simulatedSeconds from the beginning of the warm-up to the end
record ScenarioReport(
    String label,
    WorkloadName scenario,
    String about,
    long seed,
    Question.Kind plant,
    Instant from,
    Instant to,
    Optional<String> currency,
    boolean held,
    List<Check> checks,
    List<Line> workloads,
    List<Event> happenings,
    List<Played.Told> alerts,
    double simulatedSeconds,
    double wallSeconds) {
  /// One workload.
  ///
  /// @param objective such as `99% within 1000ms`
  /// @param unanswered requests that were lost, refused or given up
  /// @param leastServing replicas that served at any decision
  /// @param mostAsked replicas that there were to be at any decision
  record Line(
      WorkloadName workload,
      String objective,
      long violationSeconds,
      double replicaHours,
      OptionalDouble cost,
      OptionalDouble p50Millis,
      OptionalDouble p99Millis,
      long requests,
      long unanswered,
      int actions,
      int wrongDirection,
      int leastServing,
      int mostAsked) {
    static Line of(WorkloadName name, Played.One one) {
      Run.Result result = one.result();
      return new Line(
          name,
          Figures.of(100 * one.quantile()) + "% within " + Figures.of(one.bound()) + "ms",
          result.violationSeconds(),
          round(result.replicaHours(), 1e4),
          result
              .cost()
              .map(cost -> OptionalDouble.of(round(cost, 1e4)))
              .orElse(OptionalDouble.empty()),
          known(result.p50Millis()),
          known(result.p99Millis()),
          Math.round(result.requests()),
          Math.round(result.failed() + result.shed()),
          result.actions(),
          result.wrongDirection(),
          result.course().stream().mapToInt(Run.Moment::ready).min().orElse(0),
          result.course().stream().mapToInt(Run.Moment::size).max().orElse(0));
    }
  }

  /// Something that happened.
  ///
  /// @param workload absent: to all
  record Event(Instant from, Instant to, Optional<WorkloadName> workload, String what) {
    static Event of(Instant start, Happening one) {
      Instant from = start.plus(one.at());
      return new Event(from, from.plus(one.duration()), one.workload(), one.words());
    }

    boolean concerns(WorkloadName name) {
      return workload.isEmpty() || workload.get().equals(name);
    }
  }

  static ScenarioReport of(Scenario scenario, Played played, double wallSeconds) {
    List<Check> checks =
        scenario.story().expectations().stream().map(one -> one.check(played)).toList();
    Instant start = played.start();
    return new ScenarioReport(
        "simulated",
        scenario.name(),
        scenario.story().about(),
        played.seed(),
        scenario.kind(),
        start,
        played.end(),
        scenario.spec().platform().budget().map(budget -> budget.currency()),
        checks.stream().allMatch(Check::held),
        checks,
        played.workloads().entrySet().stream()
            .map(one -> Line.of(one.getKey(), one.getValue()))
            .toList(),
        scenario.story().happenings().stream()
            .map(one -> Event.of(start, one))
            .sorted(Comparator.comparing(Event::from))
            .toList(),
        played.alerts(),
        Duration.between(scenario.begin(), scenario.end()).toMillis() / 1e3,
        round(wallSeconds, 1e3));
  }

  private static OptionalDouble known(double millis) {
    return Double.isNaN(millis) ? OptionalDouble.empty() : OptionalDouble.of(round(millis, 1e3));
  }

  private static double round(double value, double parts) {
    return Math.round(value * parts) / parts;
  }

  /// `11 of 12 expectations held`.
  String verdict() {
    long kept = checks.stream().filter(Check::held).count();
    return checks.isEmpty()
        ? "nothing was expected"
        : kept + " of " + checks.size() + " expectations held";
  }
}
