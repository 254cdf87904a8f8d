package dev.surgeline.core.control;

import dev.surgeline.core.decide.GrowthHold;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a workload that grows answers more for it. The most that it answered on its way up is
/// remembered with the size that did; once more replicas than that have been ready for a bake, what
/// they answer is compared with it.
///
/// By Little's law what waits is what is answered times the time of an answer: when much less is
/// answered and no less waits, answers take longer, though there are more replicas to give them.
/// Then what they wait for is elsewhere. Fewer arrivals are no sign of it: then less waits.
///
/// Example: 8 replicas answered 240 a second and 90 waited. 12 have been ready for a minute, they
/// answer 150, and 300 wait: back to 8.
///
/// @param size how many replicas were ready when the most was answered
/// @param answered the most that was answered, in requests a second
/// @param waiting how many waited then
/// @param moreSince since when more replicas than `size` are ready; absent: there are not
public record GrowthWatch(
    Replicas size, double answered, double waiting, Optional<Instant> moreSince) {
  /// Less than this part of what was answered before is less.
  static final double LESS = 0.8;

  /// At least this part of what waited before is no less.
  static final double NO_LESS = 0.95;

  /// How many answers must be in the window that they are measured over: with fewer, three standard
  /// deviations of the difference between two such windows are more than a fifth.
  static final double ANSWERS_LEAST = 450;

  /// For how long growth is held back then.
  static final Duration HOLD = Duration.ofMinutes(5);

  /// What is answered and what waits now.
  ///
  /// @param answered requests a second
  /// @param waiting requests that arrived and were not answered yet
  public record Flow(double answered, double waiting) {
    /// Absent when either is not known.
    static Optional<Flow> of(Observation observation) {
      return observation.signal(SignalName.RESPONSES)
                  instanceof Signal.Known(Measure.Total(var answered), _)
              && observation.signal(SignalName.IN_FLIGHT)
                  instanceof Signal.Known(Measure.Total(var waiting), _)
          ? Optional.of(new Flow(answered, waiting))
          : Optional.empty();
    }
  }

  /// Where it begins.
  static GrowthWatch of(Replicas ready, Flow flow) {
    return new GrowthWatch(ready, flow.answered(), flow.waiting(), Optional.empty());
  }

  /// After one more observation.
  GrowthWatch seen(Instant now, Replicas ready, Flow flow, Platform platform) {
    if (!ready.above(size)) {
      return flow.answered() < answered ? since(Optional.empty()) : of(size, flow);
    }
    // Until then part of what was measured was answered by fewer.
    boolean measured = measured(now, platform);
    return measured && flow.answered() >= answered
        ? of(ready, flow)
        : since(Optional.of(moreSince.orElse(now)));
  }

  /// That growth is to be taken back and held, as far as this observation shows it.
  ///
  /// @param least the fewest replicas to go back to
  Optional<GrowthHold> choked(
      Instant now, Replicas ready, Flow flow, Replicas least, Platform platform) {
    Duration window = platform.interval().multipliedBy(3);
    boolean enough = answered * (window.toMillis() / 1e3) >= ANSWERS_LEAST;
    boolean less = flow.answered() < LESS * answered && flow.waiting() >= NO_LESS * waiting;
    Replicas back = size.max(least);
    return enough && less && ready.above(back) && measured(now, platform)
        ? Optional.of(new GrowthHold(now.plus(HOLD), back, ready, answered, flow.answered()))
        : Optional.empty();
  }

  private boolean measured(Instant now, Platform platform) {
    return moreSince.isPresent() && !now.isBefore(moreSince.get().plus(platform.bake()));
  }

  private GrowthWatch since(Optional<Instant> since) {
    return since.equals(moreSince) ? this : new GrowthWatch(size, answered, waiting, since);
  }
}
