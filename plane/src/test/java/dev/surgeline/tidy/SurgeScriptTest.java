package dev.surgeline.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./surge` does before Java starts: find a JDK, build when it must, hand over unchanged.
final class SurgeScriptTest {
  private static final List<String> JARS =
      List.of(
          "plane/target/surge.jar",
          "gateway/target/surge-gateway.jar",
          "sample/target/surge-sample.jar");

  @TempDir Path folder;
  private Shell shell;
  private Path jdk;
  private Path surge;

  @BeforeEach
  void aTreeAndAJdkThatPrintsItsArguments() throws IOException {
    shell = Shell.in(folder);
    surge = shell.tree().resolve("surge");
    jdk = folder.resolve("a jdk");
    shell.program(jdk.resolve("bin/java"), "printf '<%s>\\n' \"$@\"; exit 7");
    shell.program(jdk.resolve("bin/javac"), "exit 1");
    release("25.0.3");
    shell.write(
        shell.tree().resolve("pom.xml"),
        "<modules>\n<module>core</module>\n<module>plane</module>\n</modules>\n");
    shell.write(shell.tree().resolve("core/pom.xml"), "<project/>");
    shell.write(shell.tree().resolve("plane/pom.xml"), "<project/>");
    shell.write(shell.tree().resolve("core/src/main/java/A.java"), "class A {}");
    age(shell.tree(), Duration.ofHours(2));
    for (String jar : JARS) {
      shell.write(shell.tree().resolve(jar), "");
    }
  }

  @Test
  void handsOverWhateverTheFolderAndTheLink() throws Exception {
    var link = folder.resolve("bin/surge");
    Files.createSymbolicLink(link, surge);
    var ended = surge(link, "demo", "--json", "two words", "", "it's \"quoted\"");
    assertEquals("", ended.err());
    assertEquals(7, ended.code());
    var home = shell.tree().toRealPath();
    var arguments = ended.out().lines().toList();
    assertTrue(arguments.contains("<-Dsurge.home=" + home + ">"), ended.out());
    assertEquals(
        List.of(
            "<-jar>",
            "<" + home + "/plane/target/surge.jar>",
            "<demo>",
            "<--json>",
            "<two words>",
            "<>",
            "<it's \"quoted\">"),
        arguments.subList(arguments.indexOf("<-jar>"), arguments.size()));
  }

  @Test
  void saysWhatToInstallWhereThereIsNoJdk() throws Exception {
    release("17.0.15");
    var ended = surge(surge, "demo");
    assertEquals(3, ended.code());
    assertEquals("", ended.out());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().startsWith("surge: Surgeline needs a JDK 25 or newer"), ended.err());
    assertTrue(ended.err().contains("set JAVA_HOME"), ended.err());
  }

  @Test
  void looksInOtherPlacesWhenJavaHomeIsOlder() throws Exception {
    var older = folder.resolve("older");
    shell.program(older.resolve("bin/java"), "exit 9");
    shell.program(older.resolve("bin/javac"), "echo javac 21.0.1");
    var environment = Map.of("JAVA_HOME", "" + older, "SURGE_JDK_PLACES", "/nowhere:" + jdk);
    assertEquals(7, shell.run(environment, "" + surge, "--version").code());
  }

  @Test
  void saysWhatToInstallWhereItMustBuildWithoutMaven() throws Exception {
    Files.delete(shell.tree().resolve(JARS.get(1)));
    var ended = surge(surge, "demo");
    assertEquals(3, ended.code());
    assertTrue(ended.err().contains("Maven 3.8 or newer, which is not on the PATH"), ended.err());
  }

  @Test
  void buildsOnceWhenASourceIsNewer() throws Exception {
    Files.setLastModifiedTime(
        shell.tree().resolve("core/src/main/java/A.java"), FileTime.from(Instant.now()));
    age(shell.tree().resolve(JARS.get(0)), Duration.ofHours(1));
    maven("touch " + quotedJars());
    var first = surge(surge, "decide");
    assertEquals(7, first.code());
    assertTrue(first.err().contains("surge: building core (1 of 2)"), first.err());
    assertTrue(first.out().startsWith("<-XX"), "only the command writes on stdout: " + first.out());
    assertEquals("", surge(surge, "decide").err());
    assertEquals(1, mavenCalls());
  }

  @Test
  void buildsWhenASourceWasTakenAway() throws Exception {
    for (String jar : JARS) {
      age(shell.tree().resolve(jar), Duration.ofHours(1));
    }
    Files.delete(shell.tree().resolve("core/src/main/java/A.java"));
    maven("touch " + quotedJars());
    surge(surge, "decide");
    assertEquals(1, mavenCalls());
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Files.delete(shell.tree().resolve(JARS.get(2)));
    maven("until [ -e '" + folder + "/gate' ]; do sleep 0.05; done; touch " + quotedJars());
    var environment = Map.of("JAVA_HOME", jdk.toString());
    var first = shell.start("first", environment, surge.toString());
    await("first", "building");
    var second = shell.start("second", environment, surge.toString());
    await("second", "another ./surge is building");
    shell.write(folder.resolve("gate"), "");
    assertEquals(7, shell.ended("first", first).code());
    assertEquals(7, shell.ended("second", second).code());
    assertEquals(1, mavenCalls());
  }

  @Test
  void aFailedBuildShowsTheCompilersErrors() throws Exception {
    Files.delete(shell.tree().resolve(JARS.get(0)));
    maven(
        """
        echo '[ERROR] COMPILATION ERROR : '
        echo '[ERROR] core/A.java:[1,7] cannot find symbol'
        echo '[INFO] 1 error'
        echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
        exit 1
        """);
    var ended = surge(surge, "demo");
    assertEquals(3, ended.code());
    assertEquals("", ended.out());
    assertTrue(ended.err().contains("core/A.java:[1,7] cannot find symbol"), ended.err());
    assertTrue(ended.err().contains("surge-build.log"), ended.err());
    assertTrue(!ended.err().contains("Re-run Maven"), ended.err());
  }

  private Shell.Ended surge(Path script, String... arguments)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var environment = Map.of("JAVA_HOME", jdk.toString());
    return shell.run(environment, command.toArray(String[]::new));
  }

  private void release(String version) throws IOException {
    shell.write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private void maven(String script) throws IOException {
    shell.program(
        shell.bin().resolve("mvn"),
        "echo call >>'%s'\necho '[INFO] Building Surgeline core 0.1.0          [2/3]'\n%s"
            .formatted(folder.resolve("calls"), script));
  }

  private long mavenCalls() throws IOException {
    return Files.readAllLines(folder.resolve("calls")).size();
  }

  private String quotedJars() {
    var text = new StringBuilder();
    JARS.forEach(jar -> text.append(" '").append(shell.tree().resolve(jar)).append("'"));
    return text.toString();
  }

  /// Waits until the script has said it.
  private void await(String name, String text) throws IOException, InterruptedException {
    var deadline = Instant.now().plusSeconds(30);
    while (!shell.err(name).contains(text)) {
      assertTrue(Instant.now().isBefore(deadline), name + " said only: " + shell.err(name));
      Thread.sleep(20);
    }
  }

  private static void age(Path path, Duration age) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      }
    }
  }
}
