package dev.surgeline.core.decide;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.platform.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a forecast says to a decision that is made now.
///
/// A replica that is asked for now serves at start-up time; one that the next tick asks for, an
/// interval later; and one interval more is for a tick that comes late. So a size asked for now
/// must do for the time from start-up until two intervals after it. Replicas that are taken away go
/// at once: a smaller size must do for all the time until then.
///
/// Example: with 25 s to start and a tick each 15 s, what counts is 25 s to 55 s ahead, and before
/// replicas are taken away, now to 55 s ahead.
sealed interface Outlook {
  /// The level of the middle.
  double HALF = 0.5;

  /// The forecast reaches far enough and is not outdated.
  ///
  /// @param foreseen the most that is foreseen for when a replica asked for now serves
  /// @param meanwhile the most from now on until then
  /// @param due what is foreseen for start-up time ahead alone
  /// @param middle the same at the level 0.5; absent: the forecast does not tell it
  /// @param step of the forecast
  record Clear(
      Foreseen foreseen, double meanwhile, double due, OptionalDouble middle, Duration step)
      implements Outlook {}

  /// There is nothing to judge by.
  ///
  /// @param why for a reason's sentence
  record Nothing(String why) implements Outlook {}

  /// What the forecast of the policy's signal says.
  static Outlook of(Predictive policy, Situation situation) {
    Optional<Forecast> given = situation.surroundings().forecast(policy.signal());
    if (given.isEmpty()) {
      return new Nothing("there is no forecast of " + policy.signal());
    }
    Forecast forecast = given.get();
    String which = "the forecast of " + policy.signal();
    Instant now = situation.now();
    if (forecast.levels().isEmpty() || forecast.values().isEmpty()) {
      return new Nothing(which + " is empty");
    }
    if (now.isBefore(forecast.madeAt())) {
      String by = Figures.of(Duration.between(now, forecast.madeAt()));
      return new Nothing(which + " is from " + by + " in the future");
    }
    Duration age = Duration.between(forecast.madeAt(), now);
    Duration span = forecast.span();
    // Who makes forecasts makes them more often than that, or has stopped.
    if (age.compareTo(span.dividedBy(2)) > 0) {
      return new Nothing(
          which + " is outdated: " + Figures.of(age) + " old, made for " + Figures.of(span));
    }
    Duration from = situation.workload().capacity().startup();
    Duration to = from.plus(situation.surroundings().platform().interval().multipliedBy(2));
    if (age.plus(to).compareTo(span) > 0) {
      String ends = Figures.of(span.minus(age));
      return new Nothing(which + " ends " + ends + " ahead, " + Figures.of(to) + " are needed");
    }
    return read(forecast, policy, situation, from, to);
  }

  private static Outlook read(
      Forecast forecast, Predictive policy, Situation situation, Duration from, Duration to) {
    double level = forecast.nearestLevel(policy.level(situation.workload().criticality()));
    Instant now = situation.now();
    OptionalDouble then = forecast.most(level, now.plus(from), now.plus(to));
    OptionalDouble until = forecast.most(level, now, now.plus(to));
    OptionalDouble due = forecast.most(level, now.plus(from), now.plus(from));
    if (then.isEmpty() || until.isEmpty() || due.isEmpty()) {
      return new Nothing("the forecast of " + policy.signal() + " is not a finite number");
    }
    var foreseen =
        new Foreseen(policy.signal(), level, from, to, then.getAsDouble(), forecast.madeAt());
    OptionalDouble middle =
        forecast.nearestLevel(HALF) == HALF
            ? forecast.most(HALF, now.plus(from), now.plus(from))
            : OptionalDouble.empty();
    return new Clear(foreseen, until.getAsDouble(), due.getAsDouble(), middle, forecast.step());
  }
}
