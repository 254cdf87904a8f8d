package dev.surgeline.plane.evidence;

import static dev.surgeline.wire.Nodes.entry;
import static dev.surgeline.wire.Nodes.list;
import static dev.surgeline.wire.Nodes.mapping;
import static dev.surgeline.wire.Nodes.text;

import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An assessment as OSCAL assessment results, version 1.1.2: what tools for governance read.
///
/// A finding is made only of what passed or failed: of the rest nothing is known, and there is an
/// observation that says so. Ids follow from the content, so the same assessment is the same file.
public final class Oscal {
  private static final String VERSION = "1.1.2";
  private static final String PLAN = "plan";

  private final Assessment assessment;

  private Oscal(Assessment assessment) {
    this.assessment = assessment;
  }

  /// The document as JSON.
  public static String of(Assessment assessment) {
    return Json.pretty(new Oscal(assessment).document()) + "\n";
  }

  private Node document() {
    String at = assessment.at().toString();
    Node metadata =
        mapping(
            entry("title", "Evidence from mechanical checks by Surgeline"),
            entry("last-modified", at),
            entry("version", at),
            entry("oscal-version", VERSION),
            entry("remarks", "Not checked: " + String.join("; ", assessment.notChecked()) + "."));
    Node plan = mapping(entry("uuid", id(PLAN)), entry("title", "No assessment plan was written"));
    return mapping(
        entry(
            "assessment-results",
            mapping(
                entry("uuid", id("results")),
                entry("metadata", metadata),
                entry("import-ap", mapping(entry("href", "#" + id(PLAN)))),
                entry("results", list(assessment.packs().stream().map(this::result).toList())),
                entry("back-matter", mapping(entry("resources", list(List.of(plan))))))));
  }

  private Node result(Assessment.PackResult pack) {
    List<Node> observations = new ArrayList<>();
    List<Node> findings = new ArrayList<>();
    for (Assessment.RuleResult one : pack.rules()) {
      observations.add(observation(pack, one));
      if (one.result() == CheckResult.PASS || one.result() == CheckResult.FAIL) {
        findings.add(finding(pack, one));
      }
    }
    List<Node.Entry> entries = new ArrayList<>();
    entries.add(entry("uuid", id(pack.id())));
    entries.add(entry("title", pack.title()));
    entries.add(
        entry(
            "description",
            EvidenceWords.summary(assessment.at(), pack) + EvidenceWords.range(assessment)));
    entries.add(entry("start", assessment.at().toString()));
    entries.add(entry("end", assessment.at().toString()));
    entries.add(entry("reviewed-controls", reviewed(pack)));
    entries.add(entry("observations", list(observations)));
    if (!findings.isEmpty()) {
      entries.add(entry("findings", list(findings)));
    }
    return mapping(entries);
  }

  private static Node reviewed(Assessment.PackResult pack) {
    List<Node.Mapping> controls =
        pack.rules().stream().map(one -> mapping(entry("control-id", one.rule().id()))).toList();
    return mapping(
        entry(
            "control-selections",
            list(List.of(mapping(entry("include-controls", list(controls)))))),
        entry("remarks", "The pack's rules; observations say which of them were evaluated."));
  }

  private Node observation(Assessment.PackResult pack, Assessment.RuleResult one) {
    String method = one.rule().automated() ? "TEST" : "EXAMINE";
    Node evidence = mapping(entry("href", evidence()), entry("description", one.rule().evidence()));
    return mapping(
        entry("uuid", observed(pack, one)),
        entry("title", one.rule().citation()),
        entry("description", EvidenceWords.word(one.result()) + ": " + one.finding()),
        entry("methods", list(List.of(text(method)))),
        entry("collected", assessment.at().toString()),
        entry("relevant-evidence", list(List.of(evidence))),
        entry("remarks", "It does not show: " + one.rule().doesNotShow()));
  }

  /// What was looked at: the documents, or the log by its root where there were none.
  private String evidence() {
    return assessment
        .documents()
        .map(sha256 -> "urn:sha256:" + sha256)
        .orElseGet(() -> "urn:sha256:" + hex(assessment.log().flatMap(Assessment.LogSeen::root)));
  }

  /// The root of a log that can not be believed is nobody's.
  private static String hex(Optional<String> root) {
    byte[] bytes = root.map(Base64.getDecoder()::decode).orElse(new byte[32]);
    return HexFormat.of().formatHex(bytes);
  }

  private Node finding(Assessment.PackResult pack, Assessment.RuleResult one) {
    boolean pass = one.result() == CheckResult.PASS;
    Node status =
        mapping(
            entry("state", pass ? "satisfied" : "not-satisfied"),
            entry("reason", pass ? "pass" : "fail"));
    Node target =
        mapping(
            entry("type", "objective-id"),
            entry("target-id", one.rule().id() + "." + one.rule().check().name()),
            entry("status", status));
    return mapping(
        entry("uuid", id(pack.id() + " " + one.rule().id() + " finding")),
        entry("title", one.rule().citation() + " " + one.rule().check().name()),
        entry("description", one.finding()),
        entry("target", target),
        entry(
            "related-observations",
            list(List.of(mapping(entry("observation-uuid", observed(pack, one)))))));
  }

  private String observed(Assessment.PackResult pack, Assessment.RuleResult one) {
    return id(pack.id() + " " + one.rule().id() + " observation");
  }

  /// A UUID of version 5's form over the assessment and a name in it.
  private String id(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Json.canonical(assessment));
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
      long high = (bytes.getLong() & ~0xf000L) | 0x5000L;
      long low = (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
