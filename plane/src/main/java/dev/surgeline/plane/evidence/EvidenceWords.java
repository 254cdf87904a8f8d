package dev.surgeline.plane.evidence;

import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.plane.audit.TimeRange;
import java.time.Instant;
import java.util.Locale;

/// How results are told: with counts and what they are of, and never as a verdict on anyone.
public final class EvidenceWords {
  private EvidenceWords() {}

  /// A result in words.
  public static String word(CheckResult result) {
    return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// `; of what began ...`, where not all of the log was asked for.
  public static String range(Assessment found) {
    return found
        .log()
        .map(Assessment.LogSeen::range)
        .filter(range -> !range.equals(TimeRange.ALL))
        .map(range -> "; of what began on the log " + range)
        .orElse("");
  }

  /// `12 of 14 automated checks passed at T under pack hipaa-security v1.0.0 (...)`.
  public static String summary(Instant at, Assessment.PackResult pack) {
    RuleCounts n = pack.counts();
    String excepted = n.excepted() == 0 ? "" : " (" + n.excepted() + " under an exception)";
    return "%d of %d automated checks passed at %s under pack %s v%s; "
            .formatted(n.passed(), n.automated(), at, pack.id(), pack.version())
        + "%d failed%s, %d errors, %d not applicable, %d not evaluated; "
            .formatted(n.failed(), excepted, n.errors(), n.notApplicable(), n.notEvaluated())
        + "%d more are manual, for a person to look at; pack sha256 %s"
            .formatted(n.manual(), pack.sha256());
  }
}
