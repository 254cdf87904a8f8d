package dev.surgeline.core.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.platform.Criticality;

/// What may not wait until the audit log can be written again: more replicas where a delay can cost
/// a life, and whatever is done under break-glass. Its intent must be durable elsewhere.
public final class Urgent {
  private Urgent() {}

  /// Whether an action may not wait.
  ///
  /// @param state after the step that decided on it
  public static boolean is(State state, Action action) {
    boolean covered =
        Emergencies.active(state).stream().anyMatch(one -> one.holdsFor(action.workload()));
    return covered
        || switch (action) {
          case Action.Scale scale -> scale.up() && forSafety(state, scale);
        };
  }

  private static boolean forSafety(State state, Action.Scale scale) {
    return state
        .spec()
        .filter(spec -> {
          WorkloadSpec declared = spec.workloads().get(scale.workload());
          return declared != null && declared.workload().criticality() == Criticality.LIFE_SAFETY;
        })
        .isPresent();
  }
}
