package dev.surgeline.core.decide;

import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.OptionalDouble;

/// What a growth brought for its money: the time in which the objective was missed, before it began
/// against after it had succeeded.
///
/// It is measured, and says nothing of causes: a rush that would have ended by itself counts for
/// the growth, and one that went on rising counts against it. A growth during whose `WINDOW`
/// another change began is not measured.
///
/// Example: the objective was missed 1200 s an hour before 4 -> 8 and 300 s an hour after it, and
/// the four replicas cost 0.80 an hour: 900 s an hour for 0.80 an hour are 1125 s for one unit of
/// the currency.
///
/// @param action the growth
/// @param from the size before it
/// @param to the size after it
/// @param missedBefore seconds an hour in which the objective was missed before
/// @param missedAfter seconds an hour in which it was missed after
/// @param extraPerHour what it costs an hour more
/// @param savedPerUnit seconds saved for each unit of the currency, less than zero when more were
///   missed after; absent: it costs nothing more
public record Return(
    ActionId action,
    Replicas from,
    Replicas to,
    double missedBefore,
    double missedAfter,
    double extraPerHour,
    OptionalDouble savedPerUnit) {
  /// How long it is measured on either side.
  public static final Duration WINDOW = Duration.ofMinutes(15);

  /// The return of a growth whose figures are these.
  public static Return of(
      ActionId action,
      Replicas from,
      Replicas to,
      double missedBefore,
      double missedAfter,
      double extraPerHour) {
    OptionalDouble saved =
        extraPerHour > 0
            ? OptionalDouble.of((missedBefore - missedAfter) / extraPerHour)
            : OptionalDouble.empty();
    return new Return(action, from, to, missedBefore, missedAfter, extraPerHour, saved);
  }
}
