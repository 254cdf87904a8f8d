package dev.surgeline.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The last lines of `./check`, `.ci/readme` and `.ci/run`, which people and CI go by.
final class CheckScriptTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void aTree() throws IOException {
    shell = Shell.in(folder);
  }

  @Test
  void sumsOverModulesAndSaysWhatWasSkipped() throws Exception {
    maven(
        0,
        report("core", "<testcase name=\"a\" classname=\"T\" time=\"0.1\"/>"),
        report(
            "plane",
            """
            <testcase name="b" classname="U"/>
            <testcase name="browser" classname="U" time="0">
              <skipped message="Assumption failed: no &quot;chromium&quot; &amp; no network"/>
            </testcase>
            <testcase name="old" classname="U" time="0">
              <skipped type="x.TestAbortedException"><![CDATA[x.y.TestAbortedException: \
            Assumption failed: not root]]></skipped>
            </testcase>
            """));
    var ended = check();
    assertEquals(0, ended.code(), ended.out() + ended.err());
    assertEquals(
        List.of(
            "Skipped tests:",
            "  U.browser: no \"chromium\" & no network",
            "  U.old: not root",
            "2 passed, 0 failed, 2 skipped"),
        lastLines(ended, 4));
    assertTrue(ended.out().contains("missing chromium: tests of the dashboard"), ended.out());
  }

  @Test
  void countsFailuresAndErrorsOnce() throws Exception {
    maven(
        1,
        report(
            "core",
            """
            <testcase name="a" classname="T">
              <failure message="expected &lt;skipped&gt;">text with
              <system-out>a line</system-out>
            </testcase>
            <testcase name="b" classname="T">
              <error type="x"/>
            </testcase>
            <testcase name="c" classname="T"/>
            """));
    var ended = check();
    assertEquals(1, ended.code());
    assertEquals(List.of("1 passed, 2 failed, 0 skipped"), lastLines(ended, 1));
  }

  @Test
  void aBuildThatDoesNotCompileIsOneFailure() throws Exception {
    maven(1);
    var ended = check();
    assertEquals(1, ended.code());
    assertEquals(List.of("0 passed, 1 failed, 0 skipped"), lastLines(ended, 1));
  }

  @Test
  void noTestAtAllIsAFailure() throws Exception {
    maven(0);
    var ended = check();
    assertEquals(1, ended.code());
    assertTrue(ended.out().contains("no test ran"), ended.out());
    assertEquals(List.of("0 passed, 0 failed, 0 skipped"), lastLines(ended, 1));
  }

  @Test
  void reportsOfAnEarlierRunDoNotCount() throws Exception {
    var old = shell.tree().resolve("core/target/surefire-reports/TEST-Old.xml");
    shell.write(old, "<testsuite>\n<testcase name=\"a\" classname=\"Old\"/>\n</testsuite>");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
    maven(0, report("plane", "<testcase name=\"b\" classname=\"New\"/>"));
    assertEquals(List.of("1 passed, 0 failed, 0 skipped"), lastLines(check(), 1));
  }

  @Test
  void theReadmesMarkedBlocksAreRun() throws Exception {
    readme("<!-- ci -->\n```sh\necho one\nfalse\necho two\n```\n\n```sh\nexit 5\n```\n");
    var ended = shell.run(Map.of(), shell.tree().resolve(".ci/readme").toString());
    assertEquals(1, ended.code());
    assertTrue(ended.out().contains("\none\n"), ended.out());
    assertTrue(!ended.out().contains("\ntwo\n"), ended.out());
    assertTrue(ended.out().contains("README.md, line 3: it ended with 1"), ended.out());
    assertEquals(List.of("0 passed, 1 failed"), lastLines(ended, 1));
  }

  @Test
  void ciEndsOnTheSumOfChecksAndReadme() throws Exception {
    maven(0, report("core", "<testcase name=\"a\" classname=\"T\"/>"));
    readme("<!-- ci -->\n```sh\ntrue\n```\n");
    var ended = shell.run(Map.of(), shell.tree().resolve(".ci/run").toString());
    assertEquals(0, ended.code(), ended.out());
    assertEquals(List.of("2 passed, 0 failed, 0 skipped"), lastLines(ended, 1));
  }

  @Test
  void ciSaysThatThereIsNoReadme() throws Exception {
    maven(0, report("core", "<testcase name=\"a\" classname=\"T\"/>"));
    var ended = shell.run(Map.of(), shell.tree().resolve(".ci/run").toString());
    assertEquals(0, ended.code(), ended.out());
    assertTrue(ended.out().contains("NONE OF ITS COMMANDS WERE RUN"), ended.out());
    assertEquals(List.of("1 passed, 0 failed, 0 skipped"), lastLines(ended, 1));
  }

  private Shell.Ended check() throws IOException, InterruptedException {
    return shell.run(Map.of(), shell.tree().resolve("check").toString());
  }

  private void readme(String text) throws IOException {
    shell.write(shell.tree().resolve("README.md"), text);
  }

  /// A Maven that writes these reports and ends with the code.
  private void maven(int code, String... reports) throws IOException {
    shell.program(
        shell.bin().resolve("mvn"), "%s\nexit %d".formatted(String.join("\n", reports), code));
  }

  private static String report(String module, String cases) {
    return """
    mkdir -p %1$s/target/surefire-reports
    cat >%1$s/target/surefire-reports/TEST-T.xml <<'END'
    <testsuite name="T">
    %2$s
    </testsuite>
    END
    """
        .formatted(module, cases);
  }

  private static List<String> lastLines(Shell.Ended ended, int count) {
    var lines = ended.out().lines().toList();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
