package dev.surgeline.plane.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Actor;
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
        "noSetting, of: retention | | | NOT_EVALUATED",
        "manual | | | NOT_EVALUATED",
        "packReviewed, days: 30 | | | PASS",
        "packReviewed, days: 10 | | | FAIL",
        "reviewerApart | | | NOT_EVALUATED",
        "logIntact | | | NOT_EVALUATED",
      })
  void theDocuments(String check, String from, String to, Result expected) {
    String documents = Evidences.documents();
    if (from != null) {
      assertTrue(documents.contains(from), from);
      documents = documents.replace(from, to.replace("~", "\n"));
    }
    var found = Evidences.run(check, Subject.of(Evidences.NOW, Hospital.spec(documents)));
    assertEquals(expected, found.result(), found::toString);
    assertFalse(found.toString().contains("hunter2"), "a secret is shown");
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
    assertEquals(Result.FAIL, found.result(), found::toString);
    assertTrue(found.details().getFirst().contains("beds is life-safety and depends on reports"));
    String equal = more.replace("deferrable", "life-safety");
    assertEquals(
        Result.PASS,
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
  void thePeople(String check, String people, Result expected) {
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
