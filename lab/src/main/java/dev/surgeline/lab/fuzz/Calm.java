package dev.surgeline.lab.fuzz;

import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.lab.scenario.Demand;
import dev.surgeline.lab.scenario.Happening;
import dev.surgeline.lab.scenario.Played;
import dev.surgeline.lab.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Whether sizes swing while nothing is new: demand steady, nothing wrong, and some time passed
/// since.
///
/// A swing is a change one way after one the other way, both by at least two replicas and a fifth
/// of the size; what chance alone moves is less than that. Policies that are written to swing, such
/// as steps whose thresholds overlap, are their author's: only those are judged that track a target
/// or an objective, with the behavior that comes with them.
final class Calm {
  /// How long after the last news it is to be calm.
  static final Duration SETTLES = Duration.ofMinutes(20);

  private static final int SWINGS_MOST = 2;

  private Calm() {}

  static void kept(Scenario scenario, Played played) {
    Instant from = scenario.story().start().plus(news(scenario)).plus(SETTLES);
    scenario
        .spec()
        .workloads()
        .forEach((name, own) -> {
          if (!judged(own)) {
            return;
          }
          List<Played.Change> changes =
              played.changes().stream()
                  .filter(one -> one.workload().equals(name) && !one.at().isBefore(from))
                  .toList();
          int swings = swings(changes);
          if (swings > SWINGS_MOST) {
            throw new Broken(
                Rule.CALM,
                "%s swings %d times from %s on: %s".formatted(name, swings, from, changes));
          }
        });
  }

  private static boolean judged(WorkloadSpec own) {
    boolean tracks =
        own.scaling().policies().stream()
            .allMatch(one -> one instanceof SloPolicy || one instanceof Policy.TargetTracking);
    Behavior behavior = own.scaling().behavior();
    return tracks
        && own.scaling().mode() == Mode.ACT
        && (behavior.equals(Behavior.DEFAULT) || behavior.equals(Behavior.FOR_OBJECTIVE));
  }

  /// When the last thing happened.
  private static Duration news(Scenario scenario) {
    Duration last = Duration.ZERO;
    for (Happening one : scenario.story().happenings()) {
      last = later(last, one.at().plus(one.duration()));
    }
    for (Demand demand : scenario.story().demand()) {
      for (Demand.Course course : demand.courses().orElse(List.of())) {
        boolean ends = course.every().isEmpty();
        last = later(last, ends ? course.times().lastKey() : scenario.story().lasts());
      }
      for (Demand.Burst burst : demand.bursts().orElse(List.of())) {
        last = later(last, burst.at().plus(burst.within()));
      }
      last = demand.trace().isPresent() ? scenario.story().lasts() : last;
    }
    return last;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static int swings(List<Played.Change> changes) {
    int swings = 0;
    int direction = 0;
    for (Played.Change one : changes) {
      int by = one.to() - one.from();
      if (Math.abs(by) < 2 || Math.abs(by) * 5 < Math.max(one.to(), one.from())) {
        continue;
      }
      swings += direction * by < 0 ? 1 : 0;
      direction = by;
    }
    return swings;
  }
}
