package dev.surgeline.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The house is tidy, and the rules find what they are for.
///
/// The bad sample under `src/test/resources` breaks each rule; the line that does says `// expect:
/// RULE`. What is about a whole file or folder is listed here.
final class TidyTest {
  private static final Path ROOT = Path.of(System.getProperty("surge.home", ".."));
  private static final Pattern EXPECTED = Pattern.compile("// expect: ([a-z-]+(?: [a-z-]+)*)$");

  @TempDir Path folder;

  @Test
  void theHouseIsTidy() throws IOException {
    var codebase = Codebase.read(ROOT.toRealPath());
    assertFalse(codebase.sources().isEmpty(), "no sources under " + ROOT);
    var findings = Tidy.findings(codebase);
    assertTrue(findings.isEmpty(), () -> explain(findings));
  }

  @Test
  void everyRuleFindsWhatItIsForAndNothingElse() throws IOException {
    copySample();
    compile("core", "plane");
    var codebase = Codebase.read(folder.toRealPath());

    var expected = expectedByComments(codebase);
    expected.add("core/src/main/java/dev/surgeline/core/LongFile.java:401 file-length");
    expected.add("core/src/main/java/dev/surgeline/core/LongFile.java:1 core-order");
    expected.add("core/src/main/java/dev/surgeline/core:1 package-info");
    expected.add("plane/src/main/java/dev/surgeline/plane:1 package-info");
    expected.add("wire/target/classes:1 built");
    var found = Tidy.findings(codebase).stream().map(TidyTest::place).toList();
    assertEquals(String.join("\n", expected), String.join("\n", new TreeSet<>(found)));

    var rules = Tidy.RULES.stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
    found.forEach(place -> rules.remove(place.substring(place.indexOf(' ') + 1)));
    assertEquals(new TreeSet<String>(), rules, "rules that the bad sample does not break");
  }

  @Test
  void aFindingNamesFileLineRuleAndWhatIsThere() {
    assertEquals(
        "core/Clock.java:7: no-clock: java.time.Instant.now",
        new Finding("core/Clock.java", 7, "no-clock", "java.time.Instant.now").toString());
  }

  private static String place(Finding finding) {
    return "%s:%d %s".formatted(finding.file(), finding.line(), finding.rule());
  }

  private static String explain(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding + "\n    why: " + Tidy.why(finding.rule()))
        .collect(Collectors.joining("\n", findings.size() + " finding(s)\n", "\n"));
  }

  private static SortedSet<String> expectedByComments(Codebase codebase) {
    var expected = new TreeSet<String>();
    for (JavaSource source : codebase.sources()) {
      for (int i = 0; i < source.lines().size(); i++) {
        var matcher = EXPECTED.matcher(source.lines().get(i));
        if (matcher.find()) {
          for (String rule : matcher.group(1).split(" ", -1)) {
            expected.add("%s:%d %s".formatted(source.file(), i + 1, rule));
          }
        }
      }
    }
    return expected;
  }

  private void copySample() throws IOException {
    var sample = ROOT.resolve("plane/src/test/resources/dev/surgeline/tidy/sample");
    try (var files = Files.walk(sample)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        var copy = folder.resolve(sample.relativize(file).toString().replace(".txt", ""));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.writeString(
        folder.resolve("core/src/main/java/dev/surgeline/core/LongFile.java"),
        "package dev.surgeline.core;\n\nfinal class LongFile {\n"
            + "  // one more line\n".repeat(397)
            + "}\n");
  }

  /// Compiles main sources of the modules, with debug information as Maven does.
  private void compile(String... modules) throws IOException {
    for (String module : modules) {
      var classes = folder.resolve(module, "target", "classes");
      var arguments = new ArrayList<>(List.of("-g", "-proc:none", "-nowarn", "-d", "" + classes));
      arguments.add("-cp");
      arguments.add("" + folder.resolve("core", "target", "classes"));
      try (var files = Files.walk(folder.resolve(module, "src", "main"))) {
        files.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add("" + f));
      }
      var errors = new ByteArrayOutputStream();
      var compiler = ToolProvider.getSystemJavaCompiler();
      int code = compiler.run(null, null, errors, arguments.toArray(String[]::new));
      assertEquals(0, code, () -> errors.toString(StandardCharsets.UTF_8));
    }
  }
}
