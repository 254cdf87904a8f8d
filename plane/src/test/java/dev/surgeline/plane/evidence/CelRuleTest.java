package dev.surgeline.plane.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What expressions can look at, and that none takes more than it may.
final class CelRuleTest {
  /// Far above the two seconds of an evaluation: the machine may be busy.
  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static Finding run(String expression, Subject subject) {
    return CelRule.run(expression, subject);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "platform.metadata.name == 'st-test' | PASS",
        "platform.spec.regions.exists(r, 'EU' in r.jurisdictions) | PASS",
        "workloads.size() == 1 && workloads[0].metadata.name == 'beds' | PASS",
        "workloads.all(w, w.spec.replicas.min >= 2) | PASS",
        "workloads.all(w, w.spec.replicas.min >= 3) | FAIL",
        "workloads.all(w, w.spec.data.classification == 'public' ? true : w.spec.approval.approvers"
            + " >= 1) | PASS",
        "workloads.all(w, has(w.spec.data.safeguards)) | FAIL",
        "workloads.all(w, w.spec.data.safeguards.atRest.encrypted) | ERROR",
        "today == '2026-11-21' | PASS",
        "workloads.all(w, w.metadata.name.matches('^[a-z]+$')) | PASS",
        "workloads.all(w, w.metadata.name.matches('(')) | ERROR",
        "entries['intent'] == 0 | NOT_EVALUATED",
      })
  void theDocumentsInTheirOwnWords(String expression, CheckResult expected) {
    Finding found = run(expression, Subject.of(Evidences.NOW, Evidences.spec()));
    assertEquals(expected, found.result(), found::toString);
  }

  @Test
  void theEntriesOfTheLogAreCounted() throws IOException {
    var log =
        Evidences.log(
            folder.resolve("state"),
            List.of(
                new Evidences.Line(Evidences.NOW, new AuditEntry.Started("test", "j", false)),
                new Evidences.Line(Evidences.NOW, new AuditEntry.Stopped())));
    Subject subject = Evidences.with(Evidences.spec(), log);
    assertEquals(
        CheckResult.PASS,
        run("entries['started'] == 1 && entries['intent'] == 0", subject).result());
    assertEquals(CheckResult.FAIL, run("entries['stopped'] > 1", subject).result());
  }

  @Test
  void aPackHasThem() {
    var found =
        Evidences.run(
            "cel, expression: 'workloads.size() == 1'",
            Subject.of(Evidences.NOW, Evidences.spec()));
    assertEquals(CheckResult.PASS, found.result(), found::toString);
  }

  private static Map<String, Object> many() {
    List<Map<String, Object>> workloads = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      workloads.add(Map.of("name", "beds" + i, "n", i, "s", "a".repeat(10_000)));
    }
    return Map.of(
        "platform", Map.of(), "workloads", workloads, "entries", new TreeMap<>(), "today", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workloads.all(a, workloads.all(b, workloads.all(c, c.n >= 0)))",
        "workloads.map(a, workloads.map(b, workloads.map(c, c))).size() > 0",
        "!workloads.exists(a, workloads.exists(b, b.s.matches('(a+)+b')))",
        "!workloads.exists(a, a.s.matches('(((a{1,30}){1,30}){1,30})b'))",
        "workloads.map(a, workloads.map(b, b.s + b.s)).size() > 0"
      })
  void noExpressionTakesMoreThanItMay(String expression) {
    Map<String, Object> variables = many();
    Finding found =
        assertTimeout(BOUND, () -> new CelRule(CelRule.Limits.DEFAULT).run(expression, variables));
    assertEquals(CheckResult.ERROR, found.result(), found::toString);
  }

  @Test
  void whatDoublesEnds() {
    for (String from : List.of("['aa']", "[workloads]")) {
      String bomb = from + ".map(x, x + x)".repeat(40) + ".size() > 0";
      Finding found =
          assertTimeout(BOUND, () -> new CelRule(CelRule.Limits.DEFAULT).run(bomb, many()));
      assertEquals("a value of the expression is too large", found.sentence());
    }
  }

  @Test
  void stepsAndTimeEndIt() {
    String loop = "workloads.all(w, w.n >= 0)";
    var few = new CelRule.Limits(20_000, 500, 100, 100_000, Duration.ofMinutes(1));
    assertEquals(
        "the expression takes more than 500 steps", new CelRule(few).run(loop, many()).sentence());
    var brief = new CelRule.Limits(20_000, 200_000, 20_000, 100_000, Duration.ofNanos(1));
    assertEquals(
        "the expression takes longer than 0 ms", new CelRule(brief).run(loop, many()).sentence());
    assertEquals(CheckResult.PASS, new CelRule(CelRule.Limits.DEFAULT).run(loop, many()).result());
  }

  @Test
  void whatIsTooLongOrTooDeepIsRefused() {
    for (String wrong :
        List.of("true" + " && true".repeat(600), "(".repeat(200) + "true" + ")".repeat(200))) {
      var refused = assertThrows(IllegalArgumentException.class, () -> CelRule.require(wrong));
      assertTrue(String.valueOf(refused.getMessage()).startsWith("expression"));
    }
  }
}
