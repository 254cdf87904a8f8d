package dev.surgeline.plane.act;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.WorkloadName;
import java.util.Optional;

/// Carries out actions on one kind of platform, and says what is there.
public interface Actuator {

  /// Takes an action on. Applying the same action twice is applying it once. Returns as soon as the
  /// platform has taken it; whether it comes to what was wanted shows in the status.
  Outcome apply(Action action);

  /// What is there of a workload; absent: it could not be found out.
  Optional<WorkloadStatus> status(WorkloadName workload);
}
