package dev.surgeline.plane.audit;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What the audit log holds. No entry has a person's name, a request's content or what a person
/// typed: where that would stand, a reference stands to a text that lies beside the log
/// ([EntryTexts]).
public sealed interface AuditEntry {
  /// As `sha256sum` prints it.
  Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// The control plane began to run.
  ///
  /// @param version of Surgeline
  /// @param journal the journal segment that holds the inputs from here on
  /// @param recovered whether it went on from an earlier run's state
  record Started(String version, String journal, boolean recovered) implements AuditEntry {}

  /// The control plane ended as asked to.
  record Stopped() implements AuditEntry {}

  /// The documents in force.
  ///
  /// @param specVersion the start of their SHA-256
  /// @param sha256 of their canonical bytes
  /// @param removed workloads that were declared before and are not now: their replicas drain
  record Configured(String specVersion, String sha256, List<WorkloadName> removed)
      implements AuditEntry {
    public Configured {
      removed = List.copyOf(removed);
    }
  }

  /// What is about to be done and why. It is durable before the action starts. An action that a
  /// control plane takes up again after a restart has a second intent, with the same action.
  ///
  /// @param action the action
  /// @param decision that led to it; absent when it undoes an earlier action or is taken up again
  /// @param undoes the action that it undoes
  /// @param journal the segment and line that hold the inputs of the decision
  /// @param beside where the decision lies that led to it, as it is too long for an entry
  record Intent(
      Action action,
      Optional<Decision> decision,
      Optional<ActionId> undoes,
      String journal,
      Optional<TextReference> beside)
      implements AuditEntry {
    public Intent(
        Action action, Optional<Decision> decision, Optional<ActionId> undoes, String journal) {
      this(action, decision, undoes, journal, Optional.empty());
    }
  }

  /// What came of an action.
  record Outcome(Execution execution) implements AuditEntry {}

  /// What people were told.
  record Alerted(Effect.Alert alert) implements AuditEntry {}

  /// What a person asked for, and what became of it, refusals included.
  ///
  /// @param actor a pseudonym
  /// @param journal the segment and line that hold the command
  record Commanded(Actor actor, Command command, Answer answer, String journal)
      implements AuditEntry {}

  /// A turn of break-glass: started, extended, stopped, expired, overdue, reviewed.
  record EmergencyTurned(Emergency emergency) implements AuditEntry {}

  /// A turn of a request that people agree to a growth.
  record ApprovalTurned(Approval approval) implements AuditEntry {}

  /// Somebody tried the platform with an experiment: once before it begins, once when it is over.
  ///
  /// @param actor a pseudonym
  /// @param title the experiment's own
  /// @param experiment the SHA-256 of its file
  /// @param journal the SHA-256 of its journal; absent: it has only begun
  record Experimented(
      Actor actor, String title, String experiment, Trial status, Optional<String> journal)
      implements AuditEntry {
    private static final int TITLE_MAX = 300;

    public Experimented {
      if (title.isBlank() || title.length() > TITLE_MAX) {
        throw new IllegalArgumentException("an experiment's title has 1 to 300 characters here");
      }
      if (!SHA256.matcher(experiment).matches()
          || journal.filter(it -> !SHA256.matcher(it).matches()).isPresent()) {
        throw new IllegalArgumentException("a SHA-256 is 64 digits of 0-9 and a-f");
      }
      if (journal.isEmpty() != (status == Trial.BEGUN)) {
        throw new IllegalArgumentException("an experiment that is over has a journal");
      }
    }
  }

  /// What the control plane does of its own accord, to the log itself or with what is on it; it
  /// concerns no workload, and nobody asked for it.
  sealed interface Upkeep extends AuditEntry {}

  /// Texts beside the log are about to be removed, as their time is over.
  ///
  /// @param removed how many of each kind
  record TextsRemoved(SortedMap<TextKind, Integer> removed) implements Upkeep {
    public TextsRemoved {
      removed = Collections.unmodifiableSortedMap(new TreeMap<>(removed));
    }
  }

  /// What somebody asked of the control plane over HTTP, counted so that nobody floods the log.
  ///
  /// @param actor a pseudonym; absent: nobody who is known
  /// @param endpoint one of a few, and nothing that was typed
  /// @param since when the window began
  /// @param times in it, 1 or more
  /// @param export what was about to be sent, of an export
  record Accessed(
      Optional<Actor> actor,
      Access access,
      String endpoint,
      Instant since,
      long times,
      Optional<Export> export)
      implements AuditEntry {
    public Accessed(
        Optional<Actor> actor, Access access, String endpoint, Instant since, long times) {
      this(actor, access, endpoint, since, times, Optional.empty());
    }
  }

  /// What of the log is handed on.
  ///
  /// @param format as `surge audit export` calls it
  /// @param from entries not before
  /// @param to entries before
  /// @param narrowed whether not all entries of that time: by what, may be a person's words
  record Export(String format, Optional<Instant> from, Optional<Instant> to, boolean narrowed) {
    private static final Pattern FORMAT = Pattern.compile("[a-z0-9-]{1,20}");

    public Export {
      if (!FORMAT.matcher(format).matches()) {
        throw new IllegalArgumentException("a format is 1 to 20 of a-z, 0-9 and -");
      }
    }

    public static Export of(String format, AuditQuery asked) {
      return new Export(format, asked.from(), asked.to(), !asked.whole());
    }
  }

  /// What was asked, or came of it.
  enum Access {
    /// Somebody showed a secret that is known.
    LOGGED_IN,
    /// Somebody showed none, or none that is known.
    UNKNOWN,
    /// Somebody asked for what is not theirs to ask for.
    FORBIDDEN,
    /// Somebody commanded about a workload, a break-glass or a request that is not there. What they
    /// named may be a person's name, and is nowhere.
    NOTHING_NAMED,
    /// Somebody read the audit log.
    LOG_READ,
    /// Somebody is about to be sent entries of it as a whole.
    LOG_EXPORTED
  }

  /// Somebody looked at a range of this log.
  ///
  /// @param from the first entry
  /// @param to the last one
  /// @param note what was found, in the texts beside the log
  /// @param size entries of the log at that time
  /// @param root of its tree at that time, base64
  record LogReviewed(Actor actor, long from, long to, String note, long size, String root)
      implements AuditEntry {
    public LogReviewed {
      if (from < 0 || to < from || size <= to) {
        throw new IllegalArgumentException(
            "a review is of entries FROM to TO, which are on the log, FROM not behind TO");
      }
    }
  }

  /// The log is signed with another key from here on. The older key signed the checkpoint that
  /// covers this entry.
  ///
  /// @param from the verifier key until then
  /// @param to the verifier key from then on
  record KeyRotated(String from, String to) implements Upkeep {}

  /// The entries that follow were spooled while the log could not be written, at the times that
  /// they say: growth for safety and what break-glass covered, with what came of it.
  ///
  /// Each line of the spool has `{"at":...,"before":...,"entry":{...}}`, canonical, and `before` is
  /// the SHA-256 of that of the line before, so that the entries themselves show whether all of
  /// them are here, and in their order.
  ///
  /// @param begin the SHA-256 of the spool's first line, which says of which log it is
  /// @param end the SHA-256 of its last line
  /// @param count of the entries that follow, 1 or more
  record SpoolMerged(String begin, String end, int count) implements Upkeep {
    public SpoolMerged {
      if (!SHA256.matcher(begin).matches() || !SHA256.matcher(end).matches()) {
        throw new IllegalArgumentException("a SHA-256 is 64 digits of 0-9 and a-f");
      }
      if (count < 1) {
        throw new IllegalArgumentException("what is merged has an entry at least");
      }
    }
  }

  /// The rules of a pack were checked.
  record Assessed(PackSummary summary) implements Upkeep {}

  /// How long objectives were kept, told of each hour and when the control plane ends.
  record ObjectiveMeasured(ObjectiveStretch stretch) implements Upkeep {}

  /// Where an experiment stands.
  enum Trial {
    /// It is about to begin.
    BEGUN,
    /// It was carried out, and what was normal before was so afterwards.
    COMPLETED,
    /// It was carried out, and what was normal before was not so afterwards.
    DEVIATED,
    /// The platform was not as it shall be, or what was to be done could not be.
    FAILED,
    /// It ended by a fault of its own.
    ABORTED,
    /// Somebody ended it.
    INTERRUPTED
  }
}
