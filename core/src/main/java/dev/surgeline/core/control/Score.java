package dev.surgeline.core.control;

import dev.surgeline.core.platform.Figures;
import java.time.Duration;

/// What a workload that is not acted on would have had, beside what it had.
///
/// Time counts from one observation to the next. What it would have had counts growth only after
/// the time that a replica takes to start; what it had counts what its actuator was told, at once.
/// So no advantage is counted that depends on how soon replicas come up.
///
/// @param observed the time that was counted
/// @param had replicas it had, times how long: 4 replicas for a minute are 4 min
/// @param wouldHaveHad replicas it would have had, times how long
/// @param missed of the time counted, that in which the objective was missed
/// @param missedWithMore of that, the time in which it would have had more replicas
/// @param agreed of the time counted, that in which both sizes were the same
/// @param changes how often it would have changed the size
public record Score(
    Duration observed,
    Duration had,
    Duration wouldHaveHad,
    Duration missed,
    Duration missedWithMore,
    Duration agreed,
    long changes) {
  /// Nothing was counted.
  public static final Score NONE =
      new Score(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          0);

  /// With the time since the last observation.
  ///
  /// @param seen the sizes in that time
  /// @param harmed whether the objective was missed in it
  Score plus(Duration time, Shadow.Seen seen, boolean harmed) {
    boolean more = seen.there().above(seen.had());
    return new Score(
        observed.plus(time),
        had.plus(time.multipliedBy(seen.had().value())),
        wouldHaveHad.plus(time.multipliedBy(seen.there().value())),
        harmed ? missed.plus(time) : missed,
        harmed && more ? missedWithMore.plus(time) : missedWithMore,
        seen.there().equals(seen.had()) ? agreed.plus(time) : agreed,
        changes);
  }

  Score plusChange() {
    return new Score(observed, had, wouldHaveHad, missed, missedWithMore, agreed, changes + 1);
  }

  /// The score in one line.
  public String sentence() {
    return "observed "
        + Figures.of(observed)
        + ": had "
        + seconds(had)
        + " replica-seconds, would have had "
        + seconds(wouldHaveHad)
        + " with "
        + changes
        + (changes == 1 ? " change" : " changes")
        + "; objective missed for "
        + Figures.of(missed)
        + ", would have had more replicas in "
        + Figures.of(missedWithMore)
        + " of that; the same size for "
        + Figures.of(agreed);
  }

  private static String seconds(Duration time) {
    return Figures.of(time.toMillis() / 1000.0);
  }
}
