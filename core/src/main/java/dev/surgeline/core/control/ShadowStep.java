package dev.surgeline.core.control;

import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Replicas;
import java.time.Instant;
import java.util.Optional;

/// One tick of a workload that is observed or recommended for, and not acted on.
///
/// @param had the size there is
/// @param shadow what would have become of it until now
record ShadowStep(Instant now, WorkloadSpec spec, Replicas had, Shadow shadow) {

  /// What the policies say of what there is, about the size that there would be.
  static Deliberation deliberate(Situation situation, Optional<Shadow> shadow) {
    Shadow before = shadow.orElseGet(() -> Shadow.of(situation.current()));
    return Deliberation.of(situation, situation.imagined(before.size(), before.changes()));
  }

  /// The step that comes of what the guardrails left.
  static ShadowStep of(
      Instant now,
      Platform platform,
      WorkloadSpec spec,
      Optional<Shadow> shadow,
      Replicas had,
      boolean harmed,
      Replicas desired) {
    var terms =
        new Shadow.Terms(
            platform.interval(),
            spec.workload().capacity().startup(),
            spec.scaling().behavior().memory());
    Shadow before = shadow.orElseGet(() -> Shadow.of(had));
    return new ShadowStep(now, spec, had, before.seen(now, had, harmed, desired, terms));
  }

  /// What is said of it: that nothing is done.
  Reason reason() {
    String same = shadow.size().equals(had) ? "agrees with " : "would have ";
    String sentence = same + shadow.size() + ": nothing is started";
    return spec.scaling().mode() == Mode.OBSERVE
        ? new Reason(Reason.Code.OBSERVED, sentence)
        : new Reason(Reason.Code.RECOMMENDED, sentence);
  }

  /// What people are told: a size that they were not told of before and do not have. They are told
  /// nothing of a workload that is observed only.
  Optional<String> advice() {
    boolean known = shadow.told().filter(shadow.size()::equals).isPresent();
    if (spec.scaling().mode() != Mode.RECOMMEND || known || shadow.size().equals(had)) {
      return Optional.empty();
    }
    return Optional.of(
        "recommended: " + spec.workload().name() + " " + had + " -> " + shadow.size());
  }

  /// What is remembered.
  Shadow remembered() {
    return spec.scaling().mode() == Mode.RECOMMEND ? shadow.telling() : shadow;
  }
}
