package dev.surgeline.core.scenario;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.control.Effect;
import java.util.Locale;
import java.util.Optional;

/// What an effect is called in a scenario.
final class EffectText {
  private EffectText() {}

  /// @return nothing for an action that is applied, since its decision has said it
  static Optional<String> of(Effect effect) {
    return switch (effect) {
      case Effect.Apply _ -> Optional.empty();
      case Effect.Revert(_, Action.Scale undo, var cause) ->
          Optional.of("revert: " + change(undo) + " (" + word(cause) + ")");
      case Effect.Settled(var execution) ->
          Optional.of("settled: " + change(execution.action()) + " " + end(execution.stage()));
      case Effect.Answered answered -> Optional.of(PeopleText.answered(answered));
      case Effect.EmergencyTurned(var emergency) -> Optional.of(PeopleText.turned(emergency));
      case Effect.ApprovalTurned(var approval) -> Optional.of(PeopleText.turned(approval));
      case Effect.Notify(var alert) -> Optional.of("alert: " + alert.sentence());
    };
  }

  private static String change(Action.Scale scale) {
    return scale.workload() + " " + scale.from() + " -> " + scale.to();
  }

  private static String end(Execution.Stage stage) {
    return switch (stage) {
      case Execution.Stage.Succeeded _ -> "succeeded";
      case Execution.Stage.RolledBack(_, var cause) -> "rolled back (" + word(cause) + ")";
      case Execution.Stage.Failed(_, var cause) -> "failed (" + word(cause) + ")";
      case Execution.Stage.Superseded _ -> "overtaken";
      case Execution.Stage.Applying _, Execution.Stage.Verifying _, Execution.Stage.RollingBack _ ->
          throw new IllegalArgumentException("this is not settled: " + stage);
    };
  }

  private static String word(Execution.Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }
}
