package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.evidence.Assessment;
import dev.surgeline.plane.evidence.EvidenceHistory;
import dev.surgeline.plane.evidence.EvidenceWords;
import dev.surgeline.plane.evidence.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An assessment as a page.
final class EvidencePage {
  /// The tables of the other pages hold numbers; these hold sentences.
  private static final String STYLE =
      "<style>\n.rules table { width: 100%; table-layout: fixed; }\n"
          + ".rules th, .rules td { white-space: normal; text-align: left; vertical-align: top;"
          + " overflow-wrap: anywhere; }\n</style>\n";

  private final Assessment found;
  private final EvidenceHistory history;
  private final Page page;

  private EvidencePage(Assessment found, EvidenceHistory history) {
    this.found = found;
    this.history = history;
    this.page = new Page("Evidence", about(found));
  }

  /// @param history of the packs, where a log tells of it
  static String of(Assessment found, EvidenceHistory history) {
    return new EvidencePage(found, history).text();
  }

  private static String about(Assessment found) {
    String log =
        found
            .log()
            .map(seen ->
                seen.origin().isEmpty()
                    ? "an audit log whose signature does not hold"
                    : "audit log "
                        + seen.origin().get()
                        + " of "
                        + seen.size().orElse(0L)
                        + " entries")
            .orElse("no audit log");
    return "%s: documents sha256 %s, %s. Results of mechanical checks, no judgement."
        .formatted(found.at(), found.documents().orElse("none"), log);
  }

  private String text() {
    page.add(STYLE);
    verdict();
    found.packs().forEach(this::pack);
    page.section("What is not checked").add("<ul>\n");
    found.notChecked().forEach(one -> page.add("<li>" + Svg.escaped(one) + "</li>\n"));
    return page.add("</ul>\n").endSection().end();
  }

  private void verdict() {
    List<String> all = new ArrayList<>();
    int asked = 0;
    int failed = 0;
    int unknown = 0;
    for (Assessment.PackResult pack : found.packs()) {
      all.add(EvidenceWords.summary(found.at(), pack));
      asked += pack.counts().automated();
      failed += pack.counts().failed() + pack.counts().errors();
      unknown +=
          (int)
              pack.rules().stream()
                  .filter(one -> one.result() == CheckResult.NOT_EVALUATED)
                  .count();
    }
    String first =
        "%d of %d automated checks failed or could not be looked at".formatted(failed, asked);
    String rest = unknown + " rules were not evaluated; that says nothing either way";
    if (failed > 0) {
      page.verdict(false, first, all, List.of(rest));
      return;
    }
    // Never in the colour of what is well: something is always left that nobody looked at.
    page.section("What stands out").add("<p><strong>" + Svg.escaped(first) + "</strong></p><ul>\n");
    all.forEach(line -> page.add("<li>" + Svg.escaped(line) + "</li>\n"));
    page.add("<li>" + Svg.escaped(rest) + "</li>\n</ul>\n").endSection();
  }

  private void pack(Assessment.PackResult pack) {
    page.section(pack.id() + " v" + pack.version())
        .add("<p class=\"soft\">" + Svg.escaped(EvidenceText.source(pack)) + "</p>\n");
    overTime(pack.id());
    page.add("<div class=\"rules\">\n").table(table(pack), "").add("</div>\n");
    for (Assessment.RuleResult one : pack.rules()) {
      if (one.result() == CheckResult.FAIL || one.result() == CheckResult.ERROR) {
        trouble(one);
      }
    }
    page.endSection();
  }

  /// What the control plane found while it ran, which is not what was found now.
  private void overTime(String pack) {
    List<EvidenceHistory.Point> points = history.of(pack);
    if (points.isEmpty()) {
      page.add(
          "<p class=\"soft\">No counts over time: no audit log that was looked at tells of this"
              + " pack. surge run --evidence-every writes them.</p>\n");
      return;
    }
    page.figure(
        "Automated checks over time, as the audit log has them; blank: nobody looked for a day",
        EvidenceChart.KEYS,
        EvidenceChart.of(pack, points, found.at()));
  }

  private static List<List<String>> table(Assessment.PackResult pack) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Rule", "Citation", "Result", "What is asked", "Found", "Not shown by it"));
    for (Assessment.RuleResult one : pack.rules()) {
      RulePack.Rule rule = one.rule();
      String need = rule.need().name().toLowerCase(Locale.ROOT);
      rows.add(
          List.of(
              rule.id(),
              rule.citation() + " (" + need + ")",
              EvidenceWords.word(one.result())
                  + EvidenceText.manual(one)
                  + one.exception().map(_ -> ", excepted").orElse(""),
              rule.checked(),
              one.finding(),
              rule.doesNotShow()));
    }
    return rows;
  }

  private void trouble(Assessment.RuleResult one) {
    page.add("<h3>" + Svg.escaped(one.rule().id() + ": " + one.finding()) + "</h3>\n<ul>\n");
    one.details().forEach(detail -> page.add("<li>" + Svg.escaped(detail) + "</li>\n"));
    page.add("<li>To do: " + Svg.escaped(one.rule().remediation()) + "</li>\n");
    one.exception()
        .ifPresent(it ->
            page.add(
                "<li>"
                    + Svg.escaped(
                        "Exception until %s, owner %s, approver %s: %s"
                            .formatted(it.expires(), it.owner(), it.approver(), it.reason()))
                    + "</li>\n"));
    page.add("</ul>\n");
  }
}
