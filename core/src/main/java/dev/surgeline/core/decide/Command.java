package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.Optional;

/// What a person may ask of the evaluator. Who may ask for what is settled before it comes here;
/// the rules between people (someone else, so many, not twice) are kept here.
///
/// The same command twice has no second effect.
public sealed interface Command {
  /// Start break-glass.
  ///
  /// @param reason why, 1 to 200 characters, or what stands for it: a control plane keeps the text
  ///   itself elsewhere
  /// @param scope for which workloads
  /// @param lasts for how long, 1 min to 8 h
  /// @param atLeast how many replicas each of them shall have at least; absent: nothing is said
  record StartEmergency(
      String reason, Emergency.Scope scope, Duration lasts, Optional<Replicas> atLeast)
      implements Command {
    public StartEmergency {
      Emergency.requireText("reason", reason);
      Emergency.requireLasts(lasts);
    }
  }

  /// Let break-glass go on.
  ///
  /// @param lasts for how long from now, 1 min to 8 h
  record ExtendEmergency(Emergency.Id id, Duration lasts) implements Command {
    public ExtendEmergency {
      Emergency.requireLasts(lasts);
    }
  }

  /// End break-glass.
  record StopEmergency(Emergency.Id id) implements Command {}

  /// Say, when it is over, that break-glass was looked at.
  ///
  /// @param note what was found, 1 to 200 characters, or what stands for it
  record ReviewEmergency(Emergency.Id id, String note) implements Command {
    public ReviewEmergency {
      Emergency.requireText("note", note);
    }
  }

  /// Agree to a growth.
  record Approve(Approval.Id id) implements Command {}

  /// Refuse a growth.
  record Reject(Approval.Id id) implements Command {}
}
