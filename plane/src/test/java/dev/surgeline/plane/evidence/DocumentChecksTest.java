package dev.surgeline.plane.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.console.Staff.Role;
import dev.surgeline.plane.fixture.Hospital;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What documents and people pass, and what they fail.
final class DocumentChecksTest {
  /// A change of the documents, and what each check then says.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dataClassified | | | PASS",
        "dataClassified | data: {classification: phi, residency: [EU]} | mode: act | FAIL",
        "criticality | | | PASS",
        "residencyDeclared | | | PASS",
        "residencyDeclared | residency: [EU] | residency: [] | FAIL",
        "residencyDeclared | classification: phi | classification: public | NOT_APPLICABLE",
        "residencyDeclared | data: {classification: phi, residency: [EU]} | mode: act |"
            + " NOT_EVALUATED",
        "residencyKept | | | PASS",
        "residencyKept, of: [EU] | | | PASS",
        "residencyKept, of: [UK] | | | NOT_APPLICABLE",
        "residencyKept | jurisdictions: [EU] | jurisdictions: [US] | FAIL",
        "residencyKept, of: [EU] | jurisdictions: [EU] | jurisdictions: [US] | FAIL",
        "residencyKept | data: {classification: phi, residency: [EU]} | mode: act | NOT_EVALUATED",
        "approvalRequired, approvers: 1 | | | PASS",
        "approvalRequired, approvers: 2 | | | FAIL",
        "approvalRequired, approvers: 1 | approval: {above: {replicas: 8}, approvers: 1} |"
            + " mode: act | FAIL",
        "approvalRequired, approvers: 2 | approval: | mode: observe~  approval: | NOT_APPLICABLE",
        "secretsByReference | | | PASS",
        "secretsByReference | \"false\" | \"false\", --db-password=hunter2 | FAIL",
        "secretsByReference | \"false\" | \"false\", --token, hunter2 | FAIL",
        "secretsByReference | \"false\" | \"false\", \"db://me:hunter2@host/x\" | FAIL",
        "secretsByReference | \"false\" | \"false\", --token-file=/etc/token | PASS",
        "noSetting, of: session-limit | | | NOT_EVALUATED",
        "manual | | | NOT_EVALUATED",
        "packReviewed, days: 30 | | | PASS",
        "packReviewed, days: 10 | | | FAIL",
        "reviewerApart | | | NOT_EVALUATED",
        "logIntact | | | NOT_EVALUATED",
      })
  void theDocuments(String check, String from, String to, CheckResult expected) {
    String documents = Evidences.documents();
    if (from != null) {
      assertTrue(documents.contains(from), from);
      documents = documents.replace(from, to.replace("~", "\n"));
    }
    var found = Evidences.run(check, Subject.of(Evidences.NOW, Hospital.spec(documents)));
    assertEquals(expected, found.result(), found::toString);
    assertFalse(found.toString().contains("hunter2"), "a secret is shown");
  }

  /// Words in place of `[EU]}` or of the regions, and what each check then says.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "encryptedAtRest | atRest: {encrypted: true, AT} | PASS",
        "encryptedAtRest | atRest: {encrypted: false, AT} | FAIL",
        "encryptedAtRest | atRest: {encrypted: true, PAST} | NOT_EVALUATED",
        "encryptedAtRest | atRest: {encrypted: false, PAST} | NOT_EVALUATED",
        "encryptedAtRest | atRest: {encrypted: true, LATER} | NOT_EVALUATED",
        "encryptedAtRest | | NOT_EVALUATED",
        "encryptedInTransit, least: tls-1-2 | inTransit: {protocol: tls-1-3, AT} | PASS",
        "encryptedInTransit, least: tls-1-2 | inTransit: {protocol: tls-1-2, AT} | PASS",
        "encryptedInTransit, least: tls-1-3 | inTransit: {protocol: tls-1-2, AT} | FAIL",
        "encryptedInTransit, least: tls-1-2 | inTransit: {protocol: plain, AT} | FAIL",
        "encryptedInTransit, least: tls-1-2 | | NOT_EVALUATED",
        "backupsTested, days: 30 | backup: {every: 1d, objective: 1d, tested: 2026-11-01, AT} |"
            + " PASS",
        "backupsTested, days: 19 | backup: {every: 1d, objective: 1d, tested: 2026-11-01, AT} |"
            + " FAIL",
        "backupsTested, days: 30 | backup: {every: 1d, objective: 1d, AT} | NOT_EVALUATED",
        "backupsTested, days: 30 | backup: {every: 25h, objective: 1d, AT} | FAIL",
        "recordsKept, days: 180 | records: {days: 180, in: [], AT} | PASS",
        "recordsKept, days: 181 | records: {days: 180, in: [], AT} | FAIL",
        "recordsKept, days: 180 | records: {days: 180, in: [], PAST} | NOT_EVALUATED",
        "recordsKept, days: 180 | | NOT_EVALUATED",
        "recordsKept, days: 180, in: [IN] | records: {days: 180, in: [], AT} | NOT_EVALUATED",
        "recordsKept, days: 180, in: [IN] | records: {days: 180, in: [IN], AT} | PASS",
        "recordsKept, days: 180, in: [IN] | records: {days: 180, in: [IN, EU], AT} | FAIL",
      })
  void whatIsAttested(String check, String said, CheckResult expected) {
    String words =
        (said == null ? "" : said)
            .replace("AT}", "attested: {on: 2026-11-21, until: 2026-11-21, source: ops}}")
            .replace("PAST}", "attested: {on: 2026-01-01, until: 2026-11-20, source: ops}}")
            .replace("LATER}", "attested: {on: 2026-11-22, source: ops}}");
    String documents =
        words.startsWith("records")
            ? Evidences.documents().replace("interval: 1s", "interval: 1s, " + words)
            : Evidences.documents()
                .replace("residency: [EU]}", "residency: [EU], safeguards: {" + words + "}}");
    var found = Evidences.run(check, Subject.of(Evidences.NOW, Hospital.spec(documents)));
    assertEquals(expected, found.result(), found::toString);
  }

  @Test
  void whoSaysNothingOfItsDataIsNotPassedOver() {
    String two =
        Evidences.documents()
            + "---\n"
            + Hospital.documents()
                .substring(Hospital.documents().indexOf("---") + 4)
                .replace("beds", "reports");
    for (boolean encrypted : List.of(true, false)) {
      String safe =
          "residency: [EU], safeguards: {atRest: {encrypted: "
              + encrypted
              + ", attested: {on: 2026-11-01, source: ops}}}}";
      var found =
          Evidences.run(
              "encryptedAtRest",
              Subject.of(Evidences.NOW, Hospital.spec(two.replace("residency: [EU]}", safe))));
      assertEquals(encrypted ? CheckResult.NOT_EVALUATED : CheckResult.FAIL, found.result());
    }
    String open = Evidences.documents().replace("classification: phi", "classification: public");
    assertEquals(
        CheckResult.NOT_APPLICABLE,
        Evidences.run("encryptedAtRest", Subject.of(Evidences.NOW, Hospital.spec(open))).result());
  }

  @Test
  void whoDependsOnLessFails() {
    String more =
        Evidences.documents()
            + "---\n"
            + Hospital.documents()
                .substring(Hospital.documents().indexOf("---") + 4)
                .replace("beds", "reports")
                .replace("life-safety", "deferrable");
    var less = Subject.of(Evidences.NOW, Hospital.spec(dependent(more, "reports")));
    var found = Evidences.run("criticality", less);
    assertEquals(CheckResult.FAIL, found.result(), found::toString);
    assertTrue(found.details().getFirst().contains("beds is life-safety and depends on reports"));
    String equal = more.replace("deferrable", "life-safety");
    assertEquals(
        CheckResult.PASS,
        Evidences.run(
                "criticality",
                Subject.of(Evidences.NOW, Hospital.spec(dependent(equal, "reports"))))
            .result());
  }

  private static String dependent(String documents, String on) {
    return documents.replaceFirst("routes:", "dependsOn: [{workload: " + on + "}]\n  routes:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reviewerApart | a EMERGENCY; b REVIEWER | PASS",
        "reviewerApart | a EMERGENCY,REVIEWER; b EMERGENCY,REVIEWER | FAIL",
        "reviewerApart | b REVIEWER | FAIL",
        "approversEnough | a APPROVER; b APPROVER | PASS",
        "approversEnough | a APPROVER; b REVIEWER | FAIL",
      })
  void thePeople(String check, String people, CheckResult expected) {
    SortedMap<Actor, SortedSet<Role>> roles = new TreeMap<>();
    for (String one : people.split("; ", -1)) {
      List<String> words = Arrays.asList(one.split(" ", -1));
      SortedSet<Role> has = new TreeSet<>();
      for (String role : words.get(1).split(",", -1)) {
        has.add(Role.valueOf(role));
      }
      roles.put(new Actor(words.getFirst()), has);
    }
    var found = Evidences.run(check, Subject.of(Evidences.NOW, Evidences.spec()).with(roles));
    assertEquals(expected, found.result(), found::toString);
  }
}
