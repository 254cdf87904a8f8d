package dev.surgeline.wire;

import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.observe.SignalName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The steps policy: `{signal: cpu, as: utilization, up: [{above: 70, add: 2}], down: [{below: 30,
/// remove: 1}]}`.
///
/// @param as absent: a total
/// @param up absent: none
/// @param down absent: none
record StepsDocument(
    SignalName signal, Optional<Gauge.As> as, Optional<List<Up>> up, Optional<List<Down>> down) {
  StepsDocument {
    policy(signal, as, up, down);
  }

  /// A step up: one of its last two keys.
  record Up(double above, OptionalInt add, OptionalInt addPercent) {
    Up {
      step(above, add, addPercent, "a step up has one of add and addPercent");
    }

    static Up of(Steps.Step step) {
      return new Up(step.threshold(), count(step.change()), percent(step.change()));
    }

    Steps.Step toStep() {
      return step(above, add, addPercent, "");
    }
  }

  /// A step down: one of its last two keys.
  record Down(double below, OptionalInt remove, OptionalInt removePercent) {
    Down {
      step(below, remove, removePercent, "a step down has one of remove and removePercent");
    }

    static Down of(Steps.Step step) {
      return new Down(step.threshold(), count(step.change()), percent(step.change()));
    }

    Steps.Step toStep() {
      return step(below, remove, removePercent, "");
    }
  }

  static StepsDocument of(Steps policy) {
    return new StepsDocument(
        policy.gauge().signal(),
        Optional.of(policy.gauge().as()),
        Optional.of(policy.up().stream().map(Up::of).toList()),
        Optional.of(policy.down().stream().map(Down::of).toList()));
  }

  Policy toPolicy() {
    return policy(signal, as, up, down);
  }

  private static Steps policy(
      SignalName signal, Optional<Gauge.As> as, Optional<List<Up>> up, Optional<List<Down>> down) {
    return new Steps(
        new Gauge(signal, as.orElse(Gauge.As.TOTAL)),
        up.orElse(List.of()).stream().map(Up::toStep).toList(),
        down.orElse(List.of()).stream().map(Down::toStep).toList());
  }

  private static Steps.Step step(
      double threshold, OptionalInt count, OptionalInt percent, String otherwise) {
    if (count.isPresent() == percent.isPresent()) {
      throw new IllegalArgumentException(otherwise);
    }
    return new Steps.Step(
        threshold,
        count.isPresent()
            ? new Steps.Count(count.getAsInt())
            : new Steps.Percent(percent.getAsInt()));
  }

  private static OptionalInt count(Steps.Change change) {
    return switch (change) {
      case Steps.Count(var amount) -> OptionalInt.of(amount);
      case Steps.Percent _ -> OptionalInt.empty();
    };
  }

  private static OptionalInt percent(Steps.Change change) {
    return switch (change) {
      case Steps.Count _ -> OptionalInt.empty();
      case Steps.Percent(var amount) -> OptionalInt.of(amount);
    };
  }
}
