package dev.surgeline.plane.evidence;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.Hospital;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What the tests look at: a hospital whose documents say what is asked for, and logs.
final class Evidences {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /// An entry and its time.
  record Line(Instant at, AuditEntry entry) {}

  private Evidences() {}

  /// A hospital in the EU whose beds are protected and must stay there.
  static String documents() {
    return Hospital.documents()
        .replace(
            "spec: {interval: 1s}",
            "spec: {interval: 1s, regions: [{name: eu-1, jurisdictions: [EU]}]}")
        .replace(
            "criticality: life-safety",
            "criticality: life-safety\n  data: {classification: phi, residency: [EU]}"
                + "\n  approval: {above: {replicas: 8}, approvers: 1}");
  }

  static PlatformSpec spec() {
    return Hospital.spec(documents());
  }

  static String pack(String check) {
    return """
    apiVersion: surgeline.dev/v1alpha1
    kind: RulePack
    id: house
    version: 1.0.0
    title: House rules
    jurisdiction: EU
    status: {state: in-force, source: the house, reviewedOn: 2026-11-01}
    rules:
      - id: one
        citation: House 1
        need: required
        severity: high
        checked: what it says
        check: {type: %s}
        evidence: what was read
        remediation: mend it
        doesNotShow: the rest
    """
        .formatted(check);
  }

  static LoadedPack loaded(String check) {
    return LoadedPack.parse(pack(check).getBytes(StandardCharsets.UTF_8), "house.yaml");
  }

  /// What a check, written as in a pack, says.
  static Assessment.RuleResult run(String check, Subject subject) {
    return Assessment.of(subject, List.of(loaded(check)), Exemptions.NONE)
        .packs()
        .getFirst()
        .rules()
        .getFirst();
  }

  /// A log in a state folder.
  static LogFolder log(Path state, List<Line> lines) throws IOException {
    AuditFolder folder = new AuditFolder(state);
    try (TransparencyLog log = TransparencyLog.open(folder, "surgeline/test", _ -> {})) {
      for (Line line : lines) {
        log.append(line.at(), line.entry());
      }
    }
    return folder.log();
  }

  static Subject with(PlatformSpec spec, LogFolder log) throws IOException {
    return Subject.of(NOW, spec).with(log, log.key().orElseThrow(), false);
  }
}
