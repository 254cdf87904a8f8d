package dev.surgeline.plane.evidence;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TimeRange;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The checks that an audit log answers by itself, without documents: those of the pack
/// `audit-log`.
public final class LogAssessment {
  private LogAssessment() {}

  /// @param range what began in it is judged, by what came of it up to the log's end; that the log
  ///   is signed and whole is asked of all of it
  /// @param own whether the key is one that the asker kept, and not the one beside the log
  /// @param at when it is looked at
  /// @throws Unverified if the pack is not what was signed
  /// @throws IOException if the log can not be read
  public static Assessment of(
      PublishedLog log, VerifierKey key, boolean own, TimeRange range, Instant at)
      throws IOException {
    AuditedLog seen = AuditedLog.read(log, key, own, range);
    LoadedPack loaded = ShippedPacks.read(ShippedPacks.OF_THE_LOG);
    List<Assessment.RuleResult> rules =
        loaded.pack().rules().stream().map(rule -> result(rule, seen, at)).toList();
    return new Assessment(
        at,
        Optional.empty(),
        Optional.of(Assessment.LogSeen.of(seen)),
        List.of(Assessment.PackResult.of(loaded, rules)),
        Assessment.NOT_CHECKED);
  }

  private static Assessment.RuleResult result(RulePack.Rule rule, AuditedLog seen, Instant at) {
    Finding found =
        rule.check() instanceof Check.OfLog check
            ? LogChecks.alone(check, seen, at)
            : Finding.notEvaluated("it is not about the log alone");
    return new Assessment.RuleResult(
        rule, found.result(), found.sentence(), found.details(), Optional.empty());
  }
}
