package dev.surgeline.plane.evidence;

import java.util.ArrayList;
import java.util.List;

/// The counts of the latest look, in the Prometheus text format.
public final class EvidenceMetrics {
  private EvidenceMetrics() {}

  public static String text(Assessment found) {
    List<String> lines = new ArrayList<>();
    lines.add("# HELP surgeline_evidence_rules Rules of a pack, by what came of them.");
    lines.add("# TYPE surgeline_evidence_rules gauge");
    for (Assessment.PackResult pack : found.packs()) {
      var counts = pack.counts();
      lines.add(line(pack, "pass", counts.passed()));
      lines.add(line(pack, "fail", counts.failed() - counts.excepted()));
      lines.add(line(pack, "fail-excepted", counts.excepted()));
      lines.add(line(pack, "error", counts.errors()));
      lines.add(line(pack, "not-applicable", counts.notApplicable()));
      lines.add(line(pack, "not-evaluated", counts.notEvaluated()));
      lines.add(line(pack, "manual", counts.manual()));
    }
    lines.add("# HELP surgeline_evidence_checked_seconds When they were checked.");
    lines.add("# TYPE surgeline_evidence_checked_seconds gauge");
    lines.add("surgeline_evidence_checked_seconds " + found.at().getEpochSecond());
    return String.join("\n", lines) + "\n";
  }

  /// Ids and versions hold no sign that would have to be escaped.
  private static String line(Assessment.PackResult pack, String result, int count) {
    return "surgeline_evidence_rules{pack=\"%s\",version=\"%s\",result=\"%s\"} %d"
        .formatted(pack.id(), pack.version(), result, count);
  }
}
