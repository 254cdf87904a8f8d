package dev.surgeline.plane.console;

import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.EntryTexts;
import dev.surgeline.plane.audit.text.FoundText;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.audit.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes what a person typed out of what they hand in, before anything else sees it: the loop, its
/// journal, its alerts and the audit log have a reference. On the way out it is put back, for
/// whoever may ask.
record Discretion(Texts texts) {

  /// The command with references to texts in place of the texts, which are durable by then.
  ///
  /// @throws IOException if a text could not be kept
  Command hidden(Command command, Actor actor, CommandDesk.Loop loop) throws IOException {
    List<String> earlier = earlier(actor, loop);
    EntryTexts.Change keep = keep(loop.now(), earlier);
    try {
      return EntryTexts.changed(command, keep);
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
  }

  /// The entry likewise.
  ///
  /// @throws IOException if a text could not be kept
  AuditEntry hidden(AuditEntry entry, Instant now) throws IOException {
    try {
      return EntryTexts.changed(entry, keep(now, List.of()));
    } catch (UncheckedIOException full) {
      throw full.getCause();
    }
  }

  private EntryTexts.Change keep(Instant now, List<String> earlier) {
    return (kind, text) -> {
      try {
        return texts.keep(now, kind, text, earlier).toString();
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
    };
  }

  /// What this person typed before: the same command given again is the same command.
  private static List<String> earlier(Actor actor, CommandDesk.Loop loop) {
    List<String> earlier = new ArrayList<>();
    for (Emergency one : loop.state().emergencies().values()) {
      if (one.startedBy().equals(actor)) {
        earlier.add(one.started().reason());
      }
      if (one.stage() instanceof Emergency.Stage.Reviewed(_, var by, var note)
          && by.equals(actor)) {
        earlier.add(note);
      }
    }
    return earlier;
  }

  /// Why a command that names something that is not there is refused before it goes anywhere: a
  /// name that nothing has may be a person's. What comes to nothing later is refused by the loop.
  static Optional<String> namesNothing(Command command, State state) {
    return switch (command) {
      case Command.StartEmergency start -> undeclared(start.scope(), state);
      case Command.ExtendEmergency(var id, _) -> unknown(id, state);
      case Command.StopEmergency(var id) -> unknown(id, state);
      case Command.ReviewEmergency(var id, _) -> unknown(id, state);
      case Command.Approve(var id) -> unknown(id, state);
      case Command.Reject(var id) -> unknown(id, state);
    };
  }

  private static Optional<String> undeclared(Emergency.Scope scope, State state) {
    return state.spec().isPresent()
            && scope instanceof Emergency.Scope.Some(var names)
            && !state.spec().get().workloads().keySet().containsAll(names)
        ? Optional.of("the scope names a workload that is not declared")
        : Optional.empty();
  }

  private static Optional<String> unknown(Emergency.Id id, State state) {
    return state.emergencies().containsKey(id)
        ? Optional.empty()
        : Optional.of("there is no break-glass with this id");
  }

  private static Optional<String> unknown(Approval.Id id, State state) {
    boolean known =
        state.workloads().values().stream()
            .flatMap(one -> one.approval().stream())
            .anyMatch(one -> one.id().equals(id));
    return known ? Optional.empty() : Optional.of("there is no request with this id now");
  }

  /// Break-glass for people, with what became of its texts.
  Emergency spoken(Emergency emergency) {
    return EntryTexts.changed(
        emergency,
        (_, text) -> TextReference.in(text).map(texts::find).map(FoundText::words).orElse(text));
  }
}
