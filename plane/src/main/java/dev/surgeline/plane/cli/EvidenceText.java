package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.evidence.Assessment;
import dev.surgeline.plane.evidence.EvidenceWords;
import dev.surgeline.plane.evidence.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An assessment on the terminal.
final class EvidenceText {
  private EvidenceText() {}

  static List<String> lines(Assessment found) {
    List<String> lines = new ArrayList<>();
    for (Assessment.PackResult pack : found.packs()) {
      lines.add(EvidenceWords.summary(found.at(), pack) + EvidenceWords.range(found));
      lines.add("  " + source(pack));
      pack.rules().forEach(rule -> rule(rule, lines));
      lines.add("");
    }
    lines.add("not checked:");
    found.notChecked().forEach(one -> lines.add("  " + one));
    return lines;
  }

  private static void rule(Assessment.RuleResult one, List<String> lines) {
    lines.add(
        "  %-14s %-26s %s%s"
            .formatted(
                EvidenceWords.word(one.result()),
                one.rule().id(),
                one.rule().citation(),
                manual(one)));
    lines.add("                 " + one.finding());
    one.details().forEach(detail -> lines.add("                   " + detail));
    one.exception()
        .ifPresent(it ->
            lines.add(
                "                 exception until %s, owner %s, approver %s"
                    .formatted(it.expires(), it.owner(), it.approver())));
    if (one.result() == CheckResult.FAIL) {
      lines.add("                 to do: " + one.rule().remediation());
    }
  }

  /// Beside one of the five results: that a person has to look.
  static String manual(Assessment.RuleResult one) {
    return one.rule().automated() ? "" : ", manual";
  }

  /// Whose rules, and where they are from.
  static String source(Assessment.PackResult pack) {
    return "%s, %s, %s%s; reviewed on %s; source: %s"
        .formatted(
            pack.title(),
            pack.jurisdiction(),
            state(pack.status()),
            pack.signedBy().map(by -> "; signed by " + by).orElse(""),
            pack.status().reviewedOn(),
            pack.status().source());
  }

  static String state(RulePack.Status status) {
    String word = status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String when = status.state() == RulePack.State.IN_FORCE ? " since " : " on ";
    return word + status.since().map(day -> when + day).orElse("");
  }
}
