package dev.surgeline.plane.control;

import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.EntryTexts;
import dev.surgeline.plane.audit.TooLarge;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.spool.Spool;
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
import java.util.function.Supplier;

/// The loop's entries on their way to the audit log, in the order in which they came to be.
///
/// An intent is on the log before its action starts, or the action does not start; one that may not
/// wait goes into the spool instead while the log can not be written. What came of an action
/// happened anyway: when it can not be written it is owed, and written before anything newer. From
/// the first intent in the spool on, everything goes there, in its order, until the log is back and
/// has all of it. What a crash kept from both is found on the journal.
final class AuditTrail {
  /// Entries owed at most; the oldest go first, and stay on the journal.
  private static final int OWED_MOST = 10_000;

  private record Owed(Instant at, AuditEntry entry) {}

  private final AuditLog log;
  private final Optional<Spool> spool;
  private final Texts texts;
  private final Supplier<WorkloadName> about;
  private final Consumer<String> said;
  private final Deque<Owed> owed = new ArrayDeque<>();
  private volatile Optional<Instant> unwritable = Optional.empty();

  /// @param spool absent: nothing is done while the log can not be written
  /// @param about what the log is of, for what people are told of it
  AuditTrail(
      AuditLog log,
      Optional<Spool> spool,
      Texts texts,
      Supplier<WorkloadName> about,
      Consumer<String> said) {
    this.log = log;
    this.spool = spool;
    this.texts = texts;
    this.about = about;
    this.said = said;
  }

  /// Since when the log can not be written, as of the last try; absent: it can.
  Optional<Instant> unwritableSince() {
    return unwritable;
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
  /// @param urgent whether it goes into the spool while the log can not be written
  /// @throws IOException if it could not be written: the action must not start
  void intend(Instant at, AuditEntry.Intent intent, boolean urgent) throws IOException {
    try {
      var _ = record(at, intent);
    } catch (IOException failed) {
      if (!urgent || spool.isEmpty()) {
        throw failed;
      }
      stash(spool.get());
      put(spool.get(), at, EntryTexts.discreet(intent));
      said.accept("spooled the intent of " + intent.action().id() + ", which may not wait");
    }
  }

  /// Writes an entry now, after everything that is owed.
  ///
  /// @return its index
  /// @throws IOException if it could not be written
  long record(Instant at, AuditEntry entry) throws IOException {
    try {
      pay(at);
      long index = append(log, texts, at, EntryTexts.discreet(entry));
      writable();
      return index;
    } catch (IOException failed) {
      say(at, failed);
      throw failed;
    }
  }

  /// Writes what happened, now or as soon as it can be written.
  void note(Instant at, AuditEntry entry) {
    owe(at, entry);
    settle(at);
  }

  private void owe(Instant at, AuditEntry entry) {
    owed.addLast(new Owed(at, entry));
    if (owed.size() > OWED_MOST) {
      owed.removeFirst();
    }
  }

  /// Writes what is owed, if it can be written now.
  void settle(Instant now) {
    try {
      pay(now);
    } catch (IOException failed) {
      say(now, failed);
      if (spool.filter(Spool::begun).isPresent()) {
        try {
          stash(spool.get());
        } catch (IOException full) {
          // It is owed, and on the journal.
          return;
        }
      }
    }
  }

  private void pay(Instant now) throws IOException {
    log.ready();
    if (spool.isPresent()) {
      boolean begun = spool.get().begun();
      spool.get().mergeInto(log, now);
      if (begun) {
        writable();
      }
    }
    pass(next -> {
      var _ = append(log, texts, next.at(), next.entry());
      writable();
    });
  }

  private void stash(Spool to) throws IOException {
    pass(next -> put(to, next.at(), next.entry()));
  }

  @FunctionalInterface
  private interface Taker {
    void take(Owed next) throws IOException;
  }

  private void pass(Taker taker) throws IOException {
    while (!owed.isEmpty()) {
      try {
        taker.take(owed.getFirst());
      } catch (TooLarge never) {
        said.accept("not on the audit log, only on the journal: " + never.getMessage());
      }
      owed.removeFirst();
    }
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

  /// The same for the spool; where there is no room for what goes beside, the journal has it.
  private void put(Spool to, Instant at, AuditEntry entry) throws IOException {
    try {
      to.append(at, entry);
    } catch (TooLarge large) {
      if (!(entry instanceof AuditEntry.Intent intent) || intent.beside().isPresent()) {
        throw large;
      }
      to.append(at, LongDecision.besideOrShort(texts, at, intent));
    }
  }

  private void say(Instant at, IOException failed) {
    if (unwritable.isPresent()) {
      return;
    }
    unwritable = Optional.of(at);
    String sentence = sentence(spool.map(Spool::standing));
    said.accept("ALERT " + sentence + ": " + failed.getMessage());
    // Written when the log can be: that it was told, and that it is over.
    owe(at, new AuditEntry.Alerted(new Effect.Alert(at, about.get(), sentence)));
  }

  /// What people are told while the log can not be written.
  static String sentence(Optional<Spool.Standing> spool) {
    return spool.filter(Spool.Standing::ready).isPresent()
        ? "the audit log can not be written: nothing changes but more replicas for safety and what"
            + " break-glass covers, which are spooled"
        : "the audit log can not be written: nothing changes";
  }

  private void writable() {
    if (unwritable.isPresent()) {
      unwritable = Optional.empty();
      said.accept("the audit log can be written again");
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
    // They came after the entry that says that their control plane started; most often all of them
    // are there, among the last.
    if (!missing.isEmpty()) {
      log.latest(line -> {
        missing.remove(key(line.entry()));
        return missing.isEmpty();
      });
    }
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
