package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// What `surge audit query` may ask.
final class QueryOption {
  /// All kinds of entries.
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return AuditQuery.KINDS.iterator();
    }
  }

  @Option(names = "--workload", paramLabel = "NAME", description = "about this workload")
  Optional<String> workload = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "not before, such as 2026-11-21T08:00:00Z, or 2026-11-21 (in UTC)")
  Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "before")
  Optional<String> to = Optional.empty();

  @Option(
      names = "--actor",
      paramLabel = "SUBJECT",
      description = "asked for, agreed to, refused or reviewed by this pseudonym")
  Optional<String> actor = Optional.empty();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "one of ${COMPLETION-CANDIDATES}")
  Optional<String> kind = Optional.empty();

  @Option(
      names = "--emergency",
      description = "break-glass alone: its turns and commands, and what was decided under it")
  boolean emergency;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "succeeded, rolledBack, failed, superseded, accepted or refused")
  Optional<String> outcome = Optional.empty();

  AuditQuery query() {
    TimeRange range = range(from, to);
    return new AuditQuery(
        workload.map(text -> made("--workload", text, WorkloadName::new)),
        range.from(),
        range.to(),
        actor.map(text -> made("--actor", text, Actor::new)),
        kind.map(text -> one("--kind", text, AuditQuery.KINDS)),
        emergency,
        outcome.map(text -> one("--outcome", text, AuditQuery.OUTCOMES)));
  }

  /// What `--from` and `--to` say together.
  static TimeRange range(Optional<String> from, Optional<String> to) {
    try {
      return TimeRange.asked(
          from.map(text -> time("--from", text)), to.map(text -> time("--to", text)));
    } catch (IllegalArgumentException _) {
      throw new WrongInput("--to " + to.orElse("") + " is not after --from " + from.orElse(""));
    }
  }

  private static <T> T made(String option, String text, Function<String, T> made) {
    try {
      return made.apply(text);
    } catch (IllegalArgumentException rule) {
      throw new WrongInput(option + ": " + rule.getMessage());
    }
  }

  /// A moment, or the beginning of a day in UTC.
  static Instant time(String option, String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException _) {
      throw new WrongInput(
          option + " is a time such as 2026-11-21T08:00:00Z or 2026-11-21, not " + text);
    }
  }

  private static String one(String option, String text, List<String> known) {
    return known.stream()
        .filter(text::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() ->
            new WrongInput(option + " is one of " + String.join(", ", known) + ", not " + text));
  }
}
