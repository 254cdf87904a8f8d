package dev.surgeline.plane.audit;

import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import java.util.Optional;

/// Who brought break-glass to where it stands.
public final class TurnedBy {
  private TurnedBy() {}

  /// @return absent: nobody did, time passed
  public static Optional<Actor> of(Emergency emergency) {
    return switch (emergency.stage()) {
      case Emergency.Stage.Active _ ->
          Optional.of(
              emergency.extensions().isEmpty()
                  ? emergency.startedBy()
                  : emergency.extensions().getLast().by());
      case Emergency.Stage.Ended(_, var by) -> by;
      case Emergency.Stage.Overdue _ -> Optional.empty();
      case Emergency.Stage.Reviewed(_, var by, _) -> Optional.of(by);
    };
  }
}
