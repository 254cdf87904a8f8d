package dev.surgeline.plane.control;

import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.EntryTexts;
import dev.surgeline.plane.audit.TooLarge;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The loop's entries on their way to the audit log, in the order in which they came to be.
///
/// An intent is on the log before its action starts, or the action does not start. What came of an
/// action happened anyway: when it can not be written it is owed, and written before anything
/// newer. What a crash kept from the log is found on the journal.
final class AuditTrail {
  /// Entries owed at most; the oldest go first, and stay on the journal.
  private static final int OWED_MOST = 10_000;

  private record Owed(Instant at, AuditEntry entry) {}

  private final AuditLog log;
  private final Texts texts;
  private final Consumer<String> said;
  private final Deque<Owed> owed = new ArrayDeque<>();
  private boolean failing;

  AuditTrail(AuditLog log, Texts texts, Consumer<String> said) {
    this.log = log;
    this.texts = texts;
    this.said = said;
  }

  /// What an effect puts on the log: nothing that a person typed, whichever way it came.
  ///
  /// @param decisions of the step
  /// @param where the step is on the journal
  static AuditEntry entry(Effect effect, List<Decision> decisions, String where) {
    return EntryTexts.discreet(plain(effect, decisions, where));
  }

  private static AuditEntry plain(Effect effect, List<Decision> decisions, String where) {
    return switch (effect) {
      case Effect.Apply(var action) ->
          new AuditEntry.Intent(action, decision(decisions, action.id()), Optional.empty(), where);
      case Effect.Revert(var failed, var undo, _) ->
          new AuditEntry.Intent(undo, Optional.empty(), Optional.of(failed), where);
      case Effect.Settled(var execution) -> new AuditEntry.Outcome(execution);
      case Effect.Notify(var alert) -> new AuditEntry.Alerted(alert);
      case Effect.Answered(var actor, var command, var answer) ->
          new AuditEntry.Commanded(actor, command, answer, where);
      case Effect.EmergencyTurned(var emergency) -> new AuditEntry.EmergencyTurned(emergency);
      case Effect.ApprovalTurned(var approval) -> new AuditEntry.ApprovalTurned(approval);
    };
  }

  private static Optional<Decision> decision(List<Decision> decisions, ActionId action) {
    return decisions.stream()
        .filter(decision -> decision.action().filter(action::equals).isPresent())
        .findFirst();
  }

  /// Writes an intent, after everything that is owed.
  ///
  /// @throws IOException if it could not be written: the action must not start
  void intend(Instant at, AuditEntry.Intent intent) throws IOException {
    var _ = record(at, intent);
  }

  /// Writes an entry now, after everything that is owed.
  ///
  /// @return its index
  /// @throws IOException if it could not be written
  long record(Instant at, AuditEntry entry) throws IOException {
    try {
      pay();
      return append(log, texts, at, EntryTexts.discreet(entry));
    } catch (IOException failed) {
      say(failed);
      throw failed;
    }
  }

  /// Writes what happened, now or as soon as it can be written.
  void note(Instant at, AuditEntry entry) {
    owed.addLast(new Owed(at, entry));
    if (owed.size() > OWED_MOST) {
      owed.removeFirst();
    }
    settle();
  }

  /// Writes what is owed, if it can be written now.
  void settle() {
    try {
      pay();
    } catch (IOException failed) {
      say(failed);
    }
  }

  private void pay() throws IOException {
    while (!owed.isEmpty()) {
      Owed next = owed.removeFirst();
      try {
        append(log, texts, next.at(), next.entry());
      } catch (TooLarge never) {
        said.accept("not on the audit log, only on the journal: " + never.getMessage());
      } catch (IOException failed) {
        owed.addFirst(next);
        throw failed;
      }
    }
    failing = false;
  }

  /// An action does not wait for its decision to get shorter: what does not fit goes beside.
  private static long append(AuditLog log, Texts texts, Instant at, AuditEntry entry)
      throws IOException {
    try {
      return log.append(at, entry);
    } catch (TooLarge large) {
      if (entry instanceof AuditEntry.Intent intent && intent.beside().isEmpty()) {
        return log.append(at, LongDecision.beside(texts, at, intent));
      }
      throw large;
    }
  }

  private void say(IOException failed) {
    if (log.dead()) {
      // What it owes is on the journal, and the next process writes it.
      throw new IllegalStateException("the audit log's disk failed: " + failed.getMessage());
    }
    if (!failing) {
      failing = true;
      said.accept(
          "the audit log can not be written, no action starts until it can: "
              + failed.getMessage());
    }
  }

  /// Writes what the steps of the journal's last segment put on the log and a crash kept from it.
  /// An intent is only missed of the very last step: of a step before it, the action was refused.
  static void catchUp(TransparencyLog log, Texts texts, List<Journal.Past> steps)
      throws IOException {
    Map<String, Owed> missing = new LinkedHashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      Instant at = steps.get(i).at();
      for (AuditEntry entry : entries(steps.get(i), i == steps.size() - 1)) {
        missing.put(key(entry), new Owed(at, entry));
      }
    }
    log.scan(line -> missing.remove(key(line.entry())));
    for (Owed one : missing.values()) {
      append(log, texts, one.at(), one.entry());
    }
  }

  private static List<AuditEntry> entries(Journal.Past step, boolean last) {
    List<AuditEntry> entries = new ArrayList<>();
    for (Effect effect : step.effects()) {
      AuditEntry entry = entry(effect, step.decisions(), step.where());
      if (last || !(entry instanceof AuditEntry.Intent)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// The same for an intent whose decision lies beside the log.
  private static String key(AuditEntry entry) {
    AuditEntry same =
        entry instanceof AuditEntry.Intent(var action, var decision, var undoes, var journal, _)
            ? new AuditEntry.Intent(action, decision.map(LongDecision::shortened), undoes, journal)
            : entry;
    return new String(Json.canonical(AuditEntry.class, same), StandardCharsets.UTF_8);
  }
}
