package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.ObjectiveStretch;
import dev.surgeline.plane.audit.report.AuditReport;
import dev.surgeline.plane.audit.report.Spread;
import dev.surgeline.wire.DurationText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report of an audit log for people: sentences, each count with what it is of.
final class AuditReportText {
  /// A part of a report.
  record Part(String heading, List<String> sentences) {
    Part {
      sentences = List.copyOf(sentences);
    }
  }

  static final String OBJECTIVES = "Objective minutes";

  /// Workloads that people are shown; the JSON has all.
  static final int NAMED_MOST = 50;

  private AuditReportText() {}

  static List<String> lines(AuditReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(about(report));
    for (Part part : parts(report)) {
      lines.add(part.heading());
      part.sentences().forEach(sentence -> lines.add("  " + sentence));
      if (part.heading().equals(OBJECTIVES)) {
        objectives(report.objectives(), lines);
      }
    }
    lines.add("Not in the log");
    report.notHeld().forEach(one -> lines.add("  " + one));
    return lines;
  }

  static String about(AuditReport report) {
    return "%s, %s to %s: %d of %d entries, under root %s"
        .formatted(
            report.log(),
            report.from().map(Instant::toString).orElse("the beginning"),
            report.to().map(Instant::toString).orElse("the end"),
            report.entries(),
            report.size(),
            report.root());
  }

  static List<Part> parts(AuditReport report) {
    return List.of(
        new Part("Decisions", decisions(report)),
        new Part("Actions", actions(report.actions())),
        new Part("Approvals", approvals(report.approvals())),
        new Part("Break-glass", emergencies(report.emergencies())),
        new Part(OBJECTIVES, List.of(objectives(report.objectives()))),
        new Part("Cost", cost(report)),
        new Part("People", people(report)));
  }

  private static String of(long count, long all, String what) {
    return count + " of " + all + " " + what;
  }

  private static List<String> decisions(AuditReport report) {
    AuditReport.Decisions all = report.decisions();
    return List.of(
        all.all() + " decisions changed something",
        of(all.growing(), all.all(), "grew a workload"),
        of(all.underBreakGlass(), all.all(), "were under break-glass"),
        "reasons: " + counts(all.reasons()));
  }

  private static List<String> actions(AuditReport.Actions all) {
    long begun = all.begun();
    return List.of(
        of(begun - all.open(), begun, "actions that began have an outcome"),
        of(all.succeeded(), begun, "succeeded"),
        of(all.rolledBack(), begun, "were rolled back"),
        of(all.failed(), begun, "failed"),
        of(all.superseded(), begun, "were superseded"),
        of(all.undoing(), begun, "undid another"),
        "causes: " + counts(all.causes()),
        "from intent to outcome: " + spread(all.took(), begun));
  }

  private static List<String> approvals(AuditReport.Approvals all) {
    long asked = all.asked();
    return List.of(
        of(all.granted(), asked, "requests were granted"),
        of(all.rejected(), asked, "were rejected"),
        of(all.expired(), asked, "expired"),
        of(all.withdrawn(), asked, "were withdrawn"),
        of(all.open(), asked, "wait for people"),
        "from request to approval: " + spread(all.toGrant(), asked));
  }

  private static List<String> emergencies(AuditReport.Emergencies all) {
    long started = all.started();
    return List.of(
        of(all.ended(), started, "started ones have ended"),
        of(all.reviewed(), started, "were reviewed"),
        of(all.overdue(), started, "were not reviewed in time"),
        "from start to end: " + spread(all.lasted(), started),
        "from end to review: " + spread(all.toReview(), started));
  }

  private static String objectives(AuditReport.Objectives all) {
    return all.all().equals(ObjectiveStretch.Time.NONE)
        ? "the log tells of none in this range, which is no zero"
        : "all workloads: " + ObjectiveText.sentence(all.all());
  }

  private static void objectives(AuditReport.Objectives all, List<String> lines) {
    ranked(all)
        .limit(NAMED_MOST)
        .forEach(
            one -> lines.add("  " + one.getKey() + ": " + sentence(one.getValue(), all.span())));
    if (all.workloads().size() > NAMED_MOST) {
      lines.add("  " + (all.workloads().size() - NAMED_MOST) + " more workloads are in --json");
    }
  }

  /// By what was missed, the most first.
  static Stream<Map.Entry<String, AuditReport.Objective>> ranked(AuditReport.Objectives all) {
    return all.workloads().entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, AuditReport.Objective> one) ->
                    one.getValue().time().missed())
                .reversed()
                .thenComparing(Map.Entry::getKey));
  }

  private static String sentence(AuditReport.Objective one, Duration span) {
    return "%s, %s, %s in no entry, of %s min"
        .formatted(
            promised(one),
            ObjectiveText.sentence(one.time()),
            ObjectiveText.minutes(one.notTold()),
            ObjectiveText.minutes(span));
  }

  /// `p99 < 500ms`.
  static String promised(AuditReport.Objective one) {
    return one.objectives().stream()
        .map(it ->
            String.format(
                Locale.ROOT,
                "p%s < %s",
                percentile(it.quantile()),
                DurationText.format(it.below())))
        .collect(Collectors.joining(", then "));
  }

  private static String percentile(double quantile) {
    return new BigDecimal(quantile * 100, MathContext.DECIMAL32)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static List<String> cost(AuditReport report) {
    List<String> sentences = new ArrayList<>();
    sentences.add(of(report.cost().priced(), report.decisions().all(), "decisions have a price"));
    report
        .cost()
        .perHour()
        .forEach((currency, sum) ->
            sentences.add(
                String.format(
                    Locale.ROOT,
                    "together they change what an hour costs by %+.2f %s",
                    sum,
                    currency.equals("?") ? "of an unnamed currency" : currency)));
    return sentences;
  }

  private static List<String> people(AuditReport report) {
    long commands = report.commands().values().stream().mapToLong(Long::longValue).sum();
    return List.of(
        of(report.commands().getOrDefault("accepted", 0L), commands, "commands were accepted"),
        of(report.commands().getOrDefault("refused", 0L), commands, "were refused"),
        report.alerts() + " alerts");
  }

  static String counts(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String spread(Spread spread, long all) {
    return spread.median().isEmpty() || spread.longest().isEmpty()
        ? "known of 0 of " + all
        : "median %s, longest %s, known of %d of %d"
            .formatted(
                time(spread.median().get()), time(spread.longest().get()), spread.known(), all);
  }

  /// `2 h 5 min`.
  static String time(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (time.compareTo(Duration.ofHours(1)) < 0) {
      return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
    return time.compareTo(Duration.ofDays(2)) < 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toDays() + " d " + time.toHoursPart() + " h";
  }
}
