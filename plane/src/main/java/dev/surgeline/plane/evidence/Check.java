package dev.surgeline.plane.evidence;

import dev.surgeline.core.platform.Jurisdiction;
import dev.surgeline.core.platform.Safeguards;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;

/// What is looked at for a rule. A pack names it by its `type`, the record's name from a small
/// letter on, and gives its parameters beside it.
public sealed interface Check {
  /// A person has to look.
  record Manual() implements Check {}

  /// Surgeline's documents have no key for it yet, so nothing can be said.
  record NoSetting(Setting of) implements Check {}

  /// An expression in the Common Expression Language is true, see [CelVariables].
  ///
  /// @param expression 1 to 4000 characters
  record Cel(String expression) implements Check {
    public Cel {
      // Refused here, the sentence has the place in the pack.
      CelRule.require(expression);
    }
  }

  /// What no document says.
  enum Setting {
    /// When an idle session ends.
    SESSION_LIMIT,
    /// A second factor for privileged roles.
    SECOND_FACTOR,
    /// Where people, mirrors and sinks sit that can reach the data.
    REMOTE_ACCESS,
    /// The source that the clock is set by.
    TIME_SOURCE
  }

  /// The pack was compared with its source not too long ago.
  ///
  /// @param days at most since then, 1 to 3660
  record PackReviewed(int days) implements Check {
    public PackReviewed {
      if (days < 1 || days > 3660) {
        throw new IllegalArgumentException("days are 1 to 3660, not " + days);
      }
    }
  }

  /// About the documents alone.
  sealed interface OfDocuments extends Check {}

  /// Every workload says what its data is.
  record DataClassified() implements OfDocuments {}

  /// Every workload has a criticality, and depends on none that counts for less.
  record Criticality() implements OfDocuments {}

  /// Every workload with protected data says where that must stay.
  record ResidencyDeclared() implements OfDocuments {}

  /// Every workload whose data must stay somewhere runs where it may be held on that day.
  ///
  /// @param of only data that must stay in one of these; absent: any
  record ResidencyKept(Optional<SortedSet<Jurisdiction>> of) implements OfDocuments {}

  /// Every workload that is acted on asks people for large growth.
  ///
  /// @param approvers how many at least, none of them the requester; 1 to 10
  record ApprovalRequired(int approvers) implements OfDocuments {
    public ApprovalRequired {
      if (approvers < 1 || approvers > 10) {
        throw new IllegalArgumentException("approvers are 1 to 10, not " + approvers);
      }
    }
  }

  /// No command of a workload has a secret in it.
  record SecretsByReference() implements OfDocuments {}

  /// About what the documents say of how data and records are kept.
  sealed interface OfSafeguards extends OfDocuments {}

  /// Every workload with protected data is encrypted at rest.
  record EncryptedAtRest() implements OfSafeguards {}

  /// Every workload with protected data has encrypted connections.
  ///
  /// @param least the weakest protocol that will do
  record EncryptedInTransit(Safeguards.Protocol least) implements OfSafeguards {}

  /// Every workload with protected data has backups as often as its objective asks, and one was
  /// restored.
  ///
  /// @param days at most since then, 1 to 3660
  record BackupsTested(int days) implements OfSafeguards {
    public BackupsTested {
      if (days < 1 || days > 3660) {
        throw new IllegalArgumentException("days are 1 to 3660, not " + days);
      }
    }
  }

  /// The platform's own records are kept.
  ///
  /// @param days for how long at least, 1 to 36600
  /// @param in only where their every copy lies in one of these; absent: anywhere
  record RecordsKept(int days, Optional<SortedSet<Jurisdiction>> in) implements OfSafeguards {
    public RecordsKept {
      if (days < 1 || days > 36_600) {
        throw new IllegalArgumentException("days are 1 to 36600, not " + days);
      }
    }
  }

  /// About the people who may command.
  sealed interface OfPeople extends Check {}

  /// Someone may review break-glass who may not start it.
  record ReviewerApart() implements OfPeople {}

  /// There are as many approvers as the documents ask for, and one more.
  record ApproversEnough() implements OfPeople {}

  /// About the audit log.
  sealed interface OfLog extends Check {}

  /// Its checkpoint is signed, and its tiles lead to it.
  record LogSigned() implements OfLog {}

  /// Every hash follows from the bytes of the entries.
  record LogIntact() implements OfLog {}

  /// Every intent has its outcome, or is under way.
  ///
  /// @param within how long an action may be under way; 1 min to a day
  record OutcomesRecorded(Duration within) implements OfLog {
    public OutcomesRecorded {
      require("within", within, Duration.ofMinutes(1), Duration.ofDays(1));
    }
  }

  /// Every break-glass was reviewed in time, by someone else.
  record EmergenciesReviewed() implements OfLog {}

  /// No one person let break-glass last longer, or go on alone.
  ///
  /// @param longest at a time; 1 min to 8 h
  record EmergencyLimits(Duration longest) implements OfLog {
    public EmergencyLimits {
      require("longest", longest, Duration.ofMinutes(1), Duration.ofHours(8));
    }
  }

  /// Every growth that was agreed to was so by enough different people, none the requester.
  record ApprovalsByOthers() implements OfLog {}

  /// Time does not go back from entry to entry.
  ///
  /// @param tolerance by more than this; zero to an hour
  record ClockMonotone(Duration tolerance) implements OfLog {
    public ClockMonotone {
      require("tolerance", tolerance, Duration.ZERO, Duration.ofHours(1));
    }
  }

  /// Somebody looked at every entry of the audit log in time.
  ///
  /// @param days after the entry; 1 to 400
  record LogReviewed(int days) implements OfLog {
    public LogReviewed {
      if (days < 1 || days > 400) {
        throw new IllegalArgumentException("days is 1 to 400");
      }
    }
  }

  /// No command is under a name that several share or nobody has.
  record NamedSubjects() implements OfLog {}

  /// The documents that are looked at are those that the log says are in force.
  record DocumentsOnLog() implements OfLog {}

  private static void require(String key, Duration given, Duration least, Duration most) {
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      throw new IllegalArgumentException(key + " is out of its range, see the documentation");
    }
  }

  /// Its name in a pack.
  default String name() {
    String simple = getClass().getSimpleName();
    return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }
}
