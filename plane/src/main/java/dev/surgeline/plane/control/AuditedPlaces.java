package dev.surgeline.plane.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.PlainAuditFile;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// The places on the journal that an audit log names, and whether the journal holds there what the
/// log says. A journal whose end was cut off agrees with itself, and not with the log.
///
/// Fill it before the journal is read: whatever the log names by then is on the journal.
final class AuditedPlaces {
  /// What the log says of one step.
  private record Said(long index, Action action, Optional<Decision> decision, boolean beside) {}

  private final Consumer<String> differ;
  private final SortedMap<String, List<Said>> steps = new TreeMap<>();
  private final SortedMap<String, Long> segments = new TreeMap<>();
  private final SortedSet<String> read = new TreeSet<>();
  private long found;
  private long passedOver;

  private AuditedPlaces(Consumer<String> differ) {
    this.differ = differ;
  }

  /// Reads a state folder's log; one that is not there names nothing.
  ///
  /// @param kept the journal's segments; places in older ones are passed over, for a journal is
  ///   kept for days and the log for years
  /// @param differ is told what does not agree
  /// @throws IOException if the log can not be opened; a broken entry is a difference
  static AuditedPlaces read(AuditFolder folder, List<Path> kept, Consumer<String> differ)
      throws IOException {
    AuditedPlaces places = new AuditedPlaces(differ);
    String oldest = kept.isEmpty() ? "" : JournalReader.name(kept.getFirst());
    Consumer<AuditLine> each = line -> places.add(line, oldest);
    // Of a version before there was a log, unless a run of this one carried it over.
    boolean plain = Files.exists(folder.plainFile());
    if (plain || Files.exists(folder.log().checkpointFile())) {
      try {
        if (plain) {
          PlainAuditFile.scan(folder.plainFile(), each);
        } else {
          AuditReader.scan(folder.log(), each);
        }
      } catch (FileSystemException unreadable) {
        throw unreadable;
      } catch (IOException | DocumentException broken) {
        differ.accept(String.valueOf(broken.getMessage()));
      }
    }
    return places;
  }

  private void add(AuditLine line, String oldest) {
    switch (line.entry()) {
      case AuditEntry.Started(_, var journal, _) -> segment(journal, line.index(), oldest);
      case AuditEntry.Intent(var action, var decision, _, var journal, var beside) -> {
        int colon = journal.indexOf(':');
        // An action that was taken up again names the segment alone.
        String segment = colon < 0 ? journal : journal.substring(0, colon);
        if (segment(segment, line.index(), oldest) && colon >= 0) {
          steps
              .computeIfAbsent(journal, _ -> new ArrayList<>())
              .add(new Said(line.index(), action, decision, beside.isPresent()));
        }
      }
      case AuditEntry.Configured _,
          AuditEntry.Outcome _,
          AuditEntry.Alerted _,
          AuditEntry.Commanded _,
          AuditEntry.EmergencyTurned _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _,
          AuditEntry.Stopped _ -> {}
    }
  }

  private boolean segment(String name, long index, String oldest) {
    boolean kept = name.compareTo(oldest) >= 0;
    if (kept) {
      segments.putIfAbsent(name, index);
    } else {
      passedOver++;
    }
    return kept;
  }

  /// Is told of a segment that is read.
  void see(Path segment) {
    read.add(JournalReader.name(segment));
  }

  /// Is told of a step that is read.
  void see(String where, JournalRecord.Step step) {
    List<Said> all = Optional.ofNullable(steps.remove(where)).orElse(List.of());
    for (Said said : all) {
      if (holds(step, said)) {
        found++;
      } else {
        differ.accept(
            where
                + ": it is not the step that entry "
                + said.index()
                + " of the audit"
                + " log names: "
                + said.action().id()
                + " is not in it");
      }
    }
  }

  private static boolean holds(JournalRecord.Step step, Said said) {
    boolean carriedOut =
        step.effects().stream()
            .anyMatch(effect ->
                switch (effect) {
                  case Effect.Apply(var action) -> action.equals(said.action());
                  case Effect.Revert(_, var undo, _) -> undo.equals(said.action());
                  case Effect.Settled _,
                      Effect.Notify _,
                      Effect.Answered _,
                      Effect.EmergencyTurned _,
                      Effect.ApprovalTurned _ ->
                      false;
                });
    return carriedOut
        && (said.decision().isEmpty()
            || step.decisions().stream().anyMatch(one -> same(one, said)));
  }

  /// An entry whose decision was too long has what counts of it.
  private static boolean same(Decision one, Said said) {
    byte[] there = Json.canonical(said.decision().orElseThrow());
    return (!said.beside() && Arrays.equals(Json.canonical(one), there))
        || Arrays.equals(Json.canonical(LongDecision.shortened(one)), there);
  }

  /// Names what was not seen; call it when the whole journal was read.
  void end() {
    segments.forEach((name, index) -> {
      if (read.contains(name)) {
        return;
      }
      differ.accept(
          name + ": the segment is missing, and entry " + index + " of the audit log names it");
    });
    steps.forEach((where, all) -> {
      if (read.contains(where.substring(0, where.indexOf(':')))) {
        Said first = all.getFirst();
        differ.accept(
            where
                + ": no step is there, and entry "
                + first.index()
                + " of the audit log says that "
                + first.action().id()
                + " was decided in it");
      }
    });
  }

  /// Steps that the log names and the journal holds.
  long found() {
    return found;
  }

  /// Places in segments that are older than the oldest kept.
  long passedOver() {
    return passedOver;
  }
}
