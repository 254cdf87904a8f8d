package dev.surgeline.plane.cli;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.KeyRotation;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.PackSummary;
import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.plane.audit.StampCheck;
import dev.surgeline.plane.audit.TextCount;
import dev.surgeline.plane.audit.TimeRange;
import dev.surgeline.plane.audit.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Audit entries for people.
final class AuditText {
  private AuditText() {}

  /// That a log holds.
  static String verified(LogCheck.Result result) {
    String grown =
        result.since().map(one -> "; it grew out of your checkpoint of " + one.size()).orElse("");
    return "verified "
        + result.size().orElse(0L)
        + " entries of "
        + result.origin().orElse("")
        + ", root "
        + result.root().orElse("")
        + grown
        + rotated(result.rotations())
        + result.witnessed().map(AuditText::witnessed).orElse("");
  }

  private static String rotated(List<KeyRotation.Rotated> rotations) {
    return rotations.stream()
        .map(one -> "\nits key was changed at entry " + one.index() + ", to " + one.to())
        .collect(Collectors.joining());
  }

  private static String witnessed(LogCheck.Witnessed one) {
    return "\ncosigned by "
        + one.cosigned()
        + " of "
        + one.witnesses()
        + " witnesses"
        + (one.names().isEmpty() ? "" : " (" + String.join(", ", one.names()) + ")")
        + one.oldest().map(at -> " up to entry " + one.size() + ", at " + at).orElse("")
        + "; the policy asks for "
        + one.asked();
  }

  /// Up to where a log is time-stamped.
  static String stamped(StampCheck.Stamped one) {
    String of =
        one.kept()
            .map(kept -> one.held() + " of " + kept + " time-stamps kept hold")
            .orElse("the others can not be listed over HTTP");
    return "\ntime-stamped up to entry %d, at %s, by %s; %s"
        .formatted(one.size(), one.at(), one.authority(), of);
  }

  /// What became of people's texts, as fsck found them.
  static String texts(TextCount texts) {
    String by =
        texts.unaccounted() == 0
            ? ""
            : ", of them " + texts.unaccounted() + " that no entry says were removed";
    String hidden = texts.hidden() == 0 ? "" : ", " + texts.hidden() + " not here or not yours";
    return "texts: %d there, %d removed%s, %d altered%s"
            .formatted(texts.there(), texts.removed(), by, texts.altered().size(), hidden)
        + altered(texts.altered());
  }

  /// The same of those that are there.
  static String texts(Texts.Census texts) {
    return "\ntexts: %d there, %d altered; fsck says how many were removed"
            .formatted(texts.there(), texts.altered().size())
        + altered(texts.altered());
  }

  private static String altered(List<String> files) {
    return files.stream().map(one -> "\nALTERED: " + one).collect(Collectors.joining());
  }

  /// An entry on one line, with what people typed as far as it may be seen here.
  static String line(AuditLine stored, Optional<Texts> texts) {
    AuditLine line = EntryShown.spoken(stored, texts);
    return line.index()
        + "  "
        + line.at()
        + "  "
        + AuditQuery.kind(line.entry())
        + "  "
        + sentence(line.entry());
  }

  private static String sentence(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Started(var version, var journal, var recovered) ->
          "version " + version + (recovered ? ", recovered" : "") + ", journal " + journal;
      case AuditEntry.Stopped _ -> "as asked";
      case AuditEntry.Configured(var version, var sha256, var removed) ->
          version + ", SHA-256 " + sha256 + (removed.isEmpty() ? "" : ", removed " + removed);
      case AuditEntry.Intent(var action, var decision, var undoes, _, _) ->
          decision
              .map(Decision::sentence)
              .orElse(text(action) + undoes.map(id -> "  undoes " + id).orElse("  taken up again"));
      case AuditEntry.Outcome(var execution) ->
          text(execution.action())
              + "  "
              + AuditQuery.outcome(entry).orElse("")
              + "  "
              + execution.stage();
      case AuditEntry.Alerted(var alert) -> alert.workload() + "  " + alert.sentence();
      case AuditEntry.Commanded(var actor, var command, var answer, _) ->
          actor + "  " + command.getClass().getSimpleName() + ": " + text(answer);
      case AuditEntry.EmergencyTurned(var emergency) -> EmergencyCommand.line(emergency);
      case AuditEntry.ApprovalTurned(var approval) ->
          approval.workload()
              + " "
              + approval.from()
              + " -> "
              + approval.to()
              + "  "
              + approval.stage().getClass().getSimpleName();
      case AuditEntry.Accessed accessed -> accessed(accessed);
      case AuditEntry.LogReviewed(var actor, var from, var to, var note, _, _) ->
          actor + "  entries " + from + " to " + to + ": " + note;
      case AuditEntry.Experimented(var actor, var title, var experiment, var trial, _) ->
          actor + "  " + trial.name().toLowerCase(Locale.ROOT) + "  " + title + ", " + experiment;
      case AuditEntry.Upkeep upkeep -> upkeep(upkeep);
    };
  }

  private static String upkeep(AuditEntry.Upkeep entry) {
    return switch (entry) {
      case AuditEntry.TextsRemoved(var removed) ->
          removed.entrySet().stream()
              .map(one -> one.getValue() + " " + one.getKey())
              .collect(Collectors.joining(", ", "texts whose time is over: ", ""));
      case AuditEntry.KeyRotated(var from, var to) -> "from " + from + " to " + to;
      case AuditEntry.SpoolMerged(var begin, var end, var count) ->
          "the next %d entries were spooled while the log could not be written, from %s to %s"
              .formatted(count, begin, end);
      case AuditEntry.Assessed(var summary) -> text(summary);
      case AuditEntry.ObjectiveMeasured(var stretch) -> ObjectiveText.of(stretch);
    };
  }

  /// What is said of entries that came from a spool; nothing where none did.
  static String spooled(Fsck.Result log) {
    return log.spools() == 0
        ? ""
        : "\n%d of them were spooled while the log could not be written, %s, and follow each other"
                .formatted(
                    log.spooled(), log.spools() == 1 ? "once" : "on " + log.spools() + " occasions")
            + " as they were spooled";
  }

  private static String accessed(AuditEntry.Accessed one) {
    return "%s  %s %s, %d times since %s%s"
        .formatted(
            one.actor().map(Actor::value).orElse("somebody unknown"),
            one.access().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            one.endpoint(),
            one.times(),
            one.since(),
            one.export().map(AuditText::export).orElse(""));
  }

  private static String export(AuditEntry.Export export) {
    return ": "
        + export.format()
        + ", "
        + new TimeRange(export.from(), export.to())
        + (export.narrowed() ? ", not all entries" : "");
  }

  private static String text(PackSummary summary) {
    RuleCounts counts = summary.counts();
    return "%s v%s  %d of %d automated checks passed, "
            .formatted(summary.pack(), summary.version(), counts.passed(), counts.automated())
        + "%d failed (%d under an exception), %d errors; %d results changed"
            .formatted(
                counts.failed(), counts.excepted(), counts.errors(), summary.changed().size());
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.Scale(_, var workload, var from, var to) -> workload + " " + from + " -> " + to;
    };
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Accepted(_, var sentence) -> "accepted, " + sentence;
      case Answer.Refused(var sentence) -> "refused, " + sentence;
    };
  }
}
