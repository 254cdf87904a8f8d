package dev.surgeline.core.control;

import dev.surgeline.core.decide.Surroundings;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Protection;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Workload;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What must hold of protected data after a change, as the guardrails ask it before: where it lies,
/// whether it is encrypted, whether the audit log goes on and who may do what.
final class Safekeeping {
  private Safekeeping() {}

  /// Why a change that is under way must be taken back; absent: it need not.
  ///
  /// To take replicas away takes no data anywhere, so only growth is judged by where it lies and
  /// whether it is encrypted. Growth of what is life-safety, or under break-glass, does not wait
  /// for the log or the rules of access, before or after.
  ///
  /// @param state with the change that is under way
  static Optional<String> lapse(
      Calendar.Moment moment, Surroundings around, Workload workload, WorkloadState state) {
    if (!Protection.concerns(workload)) {
      return Optional.empty();
    }
    boolean up = state.inFlight().filter(running -> running.action().up()).isPresent();
    LocalDate today = moment.local().toLocalDate();
    if (up) {
      if (Protection.encryption(today, workload) instanceof Protection.Standing.Broken(var why)) {
        return Optional.of(why);
      }
      if (Residency.on(today, around.platform(), workload)
          instanceof Residency.Standing.Broken(var why)) {
        return Optional.of(why);
      }
    }
    boolean spared =
        up
            && (workload.criticality() == Criticality.LIFE_SAFETY
                || around.people().emergency().isPresent());
    return spared ? Optional.empty() : around.assurance().broken();
  }

  /// What is known from now on, and what people are told of it.
  static Evaluation assured(State state, Input.Assured input, Instant now, List<Effect> effects) {
    Optional<String> before = state.assurance().flatMap(Assurance::broken);
    Optional<String> broken = input.assurance().broken();
    if (broken.isPresent() && !broken.equals(before)) {
      state
          .spec()
          .ifPresent(spec ->
              spec.workloads()
                  .forEach((name, declared) -> {
                    if (Protection.concerns(declared.workload())) {
                      String sentence = name + " is not changed: " + broken.get();
                      effects.add(new Effect.Notify(new Effect.Alert(now, name, sentence)));
                    }
                  }));
    }
    return new Evaluation(state.with(now, input.assurance()), List.of(), effects);
  }
}
