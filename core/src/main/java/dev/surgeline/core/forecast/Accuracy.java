package dev.surgeline.core.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether the middle of the forecasts is of any use: whether it is nearer to what comes than what
/// was measured when it was read, which anybody could say without a forecast.
///
/// Once in a step of the forecast its middle is noted beside what is measured, and both are held
/// against what is measured when it is due. The forecast loses where it is further off by more than
/// a twentieth of what came: of demand that stands still nobody foresees the last percent. As many
/// wins as losses are no drift. Drift is what chance would give once in a thousand times, by the
/// same count as [Coverage]: 34 wins of 100, or 2 of 20; and it is over when of the last 20 as many
/// are won as chance gives nine times of ten.
///
/// This says another thing than coverage does: forecasts that are far too high keep every promise.
///
/// Example: 40 were measured and 60 foreseen; 41 come. The forecast is off by 19 and what was
/// measured by 1: lost.
///
/// @param ahead how long before it is due a middle is noted
/// @param awaited what is not due yet, in order of time; at most 65
/// @param won of what was due, at the level 0.5; its own promises are none
public record Accuracy(Duration ahead, List<Awaited> awaited, Coverage won) {
  private static final double EVEN = 0.5;
  private static final double TOLERANCE = 0.05;
  private static final int NOTED_MOST = 64;

  /// What is to be compared.
  ///
  /// @param due when
  /// @param middle of the forecast for then, in the signal's own unit
  /// @param measured when it was noted
  public record Awaited(Instant due, double middle, double measured) {
    private boolean wins(double came) {
      double other = Math.abs(came - measured);
      return Math.abs(came - middle) <= other + TOLERANCE * Math.abs(came);
    }
  }

  public Accuracy {
    awaited = List.copyOf(awaited);
  }

  /// Before the first.
  public static Accuracy of(Duration ahead) {
    return new Accuracy(ahead, List.of(), Coverage.of(EVEN, ahead));
  }

  /// With the middle of a forecast noted, unless one was less than a step before.
  ///
  /// @param step of the forecast
  public Accuracy noting(Instant now, double middle, double measured, Duration step) {
    Instant due = now.plus(ahead);
    Duration finest = ahead.dividedBy(NOTED_MOST);
    Duration apart = step.compareTo(finest) > 0 ? step : finest;
    if (awaited.size() > NOTED_MOST
        || (!awaited.isEmpty() && due.isBefore(awaited.getLast().due().plus(apart)))) {
      return this;
    }
    List<Awaited> noted = new ArrayList<>(awaited);
    noted.add(new Awaited(due, middle, measured));
    return new Accuracy(ahead, noted, won);
  }

  /// With what is due now compared. What is due for longer than `late` is dropped.
  public Accuracy seen(Instant now, double came, Duration late) {
    Coverage scored = won;
    for (Awaited one : awaited) {
      if (!one.due().isAfter(now) && !one.due().plus(late).isBefore(now)) {
        scored = scored.scored(one.wins(came), now);
      }
    }
    return new Accuracy(ahead, after(now), scored);
  }

  /// Nothing was measured: what is due for longer than `late` is dropped.
  public Accuracy unseen(Instant now, Duration late) {
    return new Accuracy(ahead, after(now.minus(late).minusNanos(1)), won);
  }

  private List<Awaited> after(Instant due) {
    return awaited.stream().filter(one -> one.due().isAfter(due)).toList();
  }
}
