package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.decide.Return;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Measures what a workload's growths bring ([Return] says what is meant, and what is not).
///
/// The time in which the objective was missed is kept for the latest quarter of an hour or a little
/// more. A growth that begins takes it along; a growth that overtakes it, or follows it at once, is
/// measured together with it. When it has succeeded the same is counted for as long after it.
/// Nothing is measured when half of either time was not seen, when the growth did not succeed, or
/// when another change began in the time after.
///
/// @param lately the latest quarter of an hour, oldest first, at most five parts
/// @param trial the growth that is being measured
/// @param latest the last one that was
public record Returns(List<Part> lately, Optional<Trial> trial, Optional<Return> latest) {
  static final Returns NONE = new Returns(List.of(), Optional.empty(), Optional.empty());

  private static final Duration PART = Return.WINDOW.dividedBy(3);
  private static final double SEEN_LEAST = Return.WINDOW.toSeconds() / 2.0;

  /// @param from when it begins
  /// @param seen seconds in which the objective could be judged
  /// @param missed seconds of those in which it was missed
  public record Part(Instant from, double seen, double missed) {}

  /// @param action the growth
  /// @param from the size before it, and before those that it overtook
  /// @param to the size after it
  /// @param missedBefore seconds an hour in which the objective was missed before
  /// @param since when it succeeded; absent: it is on its way
  /// @param seen seconds after that in which the objective could be judged
  /// @param missed seconds of those in which it was missed
  public record Trial(
      ActionId action,
      Replicas from,
      Replicas to,
      double missedBefore,
      Optional<Instant> since,
      double seen,
      double missed) {}

  public Returns {
    lately = List.copyOf(lately);
  }

  /// With the time since the last tick.
  ///
  /// @param seen seconds in which the objective could be judged
  /// @param missed whether it was missed
  Returns after(Instant now, double seen, boolean missed) {
    if (seen <= 0) {
      return this;
    }
    double lost = missed ? seen : 0;
    List<Part> parts = new ArrayList<>(5);
    Instant oldest = now.minus(Return.WINDOW).minus(PART);
    for (Part part : lately) {
      if (part.from().isAfter(oldest)) {
        parts.add(part);
      }
    }
    if (parts.isEmpty() || !now.isBefore(parts.getLast().from().plus(PART))) {
      parts.add(new Part(now, seen, lost));
    } else {
      Part last = parts.removeLast();
      parts.add(new Part(last.from(), last.seen() + seen, last.missed() + lost));
    }
    Optional<Trial> watched = trial;
    if (trial.isPresent() && trial.get().since().isPresent()) {
      Trial t = trial.get();
      watched =
          Optional.of(
              new Trial(
                  t.action(),
                  t.from(),
                  t.to(),
                  t.missedBefore(),
                  t.since(),
                  t.seen() + seen,
                  t.missed() + lost));
    }
    return new Returns(parts, watched, latest);
  }

  /// What a growth brought whose time is over; absent: none is, or it can not be told.
  Optional<Return> due(Instant now, Price price) {
    return trial
        .filter(t -> over(t, now) && t.seen() >= SEEN_LEAST)
        .map(t ->
            Return.of(
                t.action(),
                t.from(),
                t.to(),
                t.missedBefore(),
                t.missed() / t.seen() * 3600,
                price.perHour(t.to()) - price.perHour(t.from())));
  }

  private static boolean over(Trial trial, Instant now) {
    return trial.since().filter(since -> !now.isBefore(since.plus(Return.WINDOW))).isPresent();
  }

  /// With what became of the workload's executions at this tick.
  ///
  /// @param before the latest execution before the tick
  /// @param after the latest one now
  /// @param measured what [#due] said
  Returns after(
      Instant now,
      Optional<Execution> before,
      Optional<Execution> after,
      Optional<Return> measured) {
    Optional<Trial> open = trial.filter(t -> !over(t, now));
    if (after.isPresent()) {
      Action.Scale action = after.get().action();
      boolean begun = before.filter(old -> old.action().id().equals(action.id())).isEmpty();
      open = begun ? begun(action, open) : open.flatMap(t -> moved(t, after.get(), now));
    }
    Optional<Return> known = measured.isPresent() ? measured : latest;
    boolean same = open.equals(trial) && known.equals(latest);
    return same ? this : new Returns(lately, open, known);
  }

  private Optional<Trial> begun(Action.Scale action, Optional<Trial> open) {
    if (!action.up()) {
      return Optional.empty();
    }
    Optional<Trial> overtaken = open.filter(t -> t.since().isEmpty());
    if (overtaken.isPresent()) {
      Trial t = overtaken.get();
      return Optional.of(trial(action, t.from(), t.missedBefore()));
    }
    double seen = 0;
    double missed = 0;
    for (Part part : lately) {
      seen += part.seen();
      missed += part.missed();
    }
    return seen < SEEN_LEAST
        ? Optional.empty()
        : Optional.of(trial(action, action.from(), missed / seen * 3600));
  }

  private static Trial trial(Action.Scale action, Replicas from, double missedBefore) {
    return new Trial(action.id(), from, action.to(), missedBefore, Optional.empty(), 0, 0);
  }

  private static Optional<Trial> moved(Trial open, Execution execution, Instant now) {
    if (!execution.action().id().equals(open.action())) {
      return Optional.empty();
    }
    return switch (execution.stage()) {
      case Execution.Stage.Applying _, Execution.Stage.Verifying _ -> Optional.of(open);
      case Execution.Stage.Succeeded _ ->
          Optional.of(
              open.since().isPresent()
                  ? open
                  : new Trial(
                      open.action(),
                      open.from(),
                      open.to(),
                      open.missedBefore(),
                      Optional.of(now),
                      0,
                      0));
      case Execution.Stage.RollingBack _,
          Execution.Stage.RolledBack _,
          Execution.Stage.Failed _,
          Execution.Stage.Superseded _ ->
          Optional.empty();
    };
  }
}
