package dev.surgeline.plane.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// What is an experiment here, and what is refused, with its place.
final class ReadingTest {
  private static final Path TRUE = Path.of("/bin/true");
  private static final Path SHIPPED =
      Path.of(System.getProperty("surge.home", ".")).resolve("docs/examples/chaos");

  @TempDir Path folder;

  @Test
  void everyShippedExperimentCanBeRun() throws IOException {
    List<Path> files;
    try (var all = Files.list(SHIPPED)) {
      files = all.filter(file -> file.toString().endsWith(".json")).toList();
    }
    assertEquals(8, files.size(), files::toString);
    for (Path file : files) {
      Programs programs = Programs.of(List.of("surge"), List.of());
      Experiment read = Reading.read(file, programs, Map.of(), _ -> Optional.empty());
      assertTrue(read.hypothesis().orElseThrow().probes().size() >= 3, file::toString);
      assertEquals(64, read.sha256().length());
    }
  }

  @Test
  void yamlSaysTheSame() throws IOException {
    Experiment read =
        Experiments.read(
            folder,
            """
            version: 1.0.0
            title: Moving a file from under our feet is forgivable
            description: Our application should re-create a file that was removed
            contributions: {reliability: high, availability: high}
            tags: [files]
            configuration: {where: /tmp}
            steady-state-hypothesis:
              title: The page must be there first
              probes:
              - type: probe
                name: page-must-be-there
                tolerance: [200, 204]
                provider: {type: http, url: "http://127.0.0.1:1/${where}", timeout: [1, 2.5]}
            method:
            - type: action
              name: nothing
              background: true
              provider: {type: process, path: /bin/true, arguments: {"-a": "", b: "${where}"}}
              pauses: {before: 0.5, after: 5}
            - ref: page-must-be-there
            """,
            TRUE);
    Activity first = read.method().getFirst();
    assertEquals(Duration.ofMillis(500), first.before());
    assertEquals(Duration.ofSeconds(5), first.after());
    assertTrue(first.background());
    var program = (Provider.Program) first.provider();
    assertEquals(List.of("-a", "b", "/tmp"), program.command().subList(1, 4));
    assertFalse(program.own());
    var http = (Provider.Http) read.method().getLast().provider();
    assertEquals("http://127.0.0.1:1//tmp", http.url().toString());
    assertEquals(Duration.ofSeconds(1), http.connect());
    assertEquals(Duration.ofMillis(3500), http.timeout());
    assertTrue(
        read.hypothesis().orElseThrow().probes().getFirst().tolerance().orElseThrow()
            instanceof Tolerance.Between);
  }

  @Test
  void valuesComeFromWhoRunsItThenFromTheEnvironmentThenFromTheFile() throws IOException {
    String text =
        """
        {"title": "t", "description": "d",
         "configuration": {"a": {"type": "env", "key": "A", "default": "0"}, "b": "file"},
         "secrets": {"door": {"key": {"type": "env", "key": "DOOR"}, "b": "of the door"}},
         "method": [{"type": "probe", "name": "${a} ${b} ${key}", "secrets": ["door"],
           "provider": {"type": "process", "path": "/bin/true"}}]}
        """;
    Path file = Files.writeString(folder.resolve("e.json"), text);
    Programs programs = Programs.of(List.of("surge"), List.of(TRUE));
    Map<String, String> environment = Map.of("DOOR", "sesame");
    Experiment read =
        Reading.read(
            file, programs, Map.of("a", "9"), name -> Optional.ofNullable(environment.get(name)));
    assertEquals("9 file sesame", read.method().getFirst().name());
    assertEquals(
        List.of("sesame", "of the door"),
        read.secrets().stream().sorted(java.util.Comparator.reverseOrder()).toList());
    String kept = Json.pretty(read.source());
    assertFalse(kept.contains("of the door"), kept);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvFileSource(resources = "refused.txt", delimiter = '|', quoteCharacter = '`')
  void whatIsNotOfferedIsRefusedAsAWhole(String provider, String more, String rule) {
    String step =
        "{\"type\": \"action\", \"name\": \"n\", \"provider\": "
            + provider
            + (more.equals("{}") ? "" : ", " + more.substring(1, more.length() - 1))
            + "}";
    var refused =
        assertThrows(
            DocumentException.class,
            () -> Experiments.read(folder, Experiments.of("", step, ""), TRUE));
    assertTrue(said(refused).contains(rule), refused::getMessage);
    assertEquals(1, said(refused).lines().count(), refused::getMessage);
  }

  @Test
  void aProbeOfTheHypothesisHasAToleranceAndRollbacksAreActions() {
    String probe = Experiments.program("probe", "p", "", "/bin/true");
    refused(Experiments.of(probe, probe, ""), "a probe of the hypothesis needs a tolerance");
    refused(Experiments.of("", probe, probe), "rollbacks[0]: must be an action");
    refused(Experiments.of("", "", ""), "method: has at least one step");
    refused(Experiments.of("", "{\"ref\": \"q\"}", ""), "there is no step named q");
    refused("{\"title\": \"t\", \"methods\": []}", "methods: unknown key; known are");
    refused("[1]", "must be a mapping");
    refused("{\"title\": \"\\ud800\"}", "surrogate");
    refused("{" + "\"x-a\":{".repeat(40) + "}".repeat(41), "nested at most 30 levels");
  }

  private void refused(String text, String rule) {
    var refused = assertThrows(DocumentException.class, () -> Experiments.read(folder, text, TRUE));
    assertTrue(said(refused).contains(rule), refused::getMessage);
  }

  @Test
  void aLargeFileIsNotReadToItsEnd() {
    String text = "{\"title\": \"" + "x".repeat(Reading.BYTES_MAX) + "\"}";
    var refused = assertThrows(IOException.class, () -> Experiments.read(folder, text, TRUE));
    assertTrue(said(refused).contains("at most 262144 bytes"), refused::getMessage);
  }

  private static String said(Exception refused) {
    return String.valueOf(refused.getMessage());
  }

  @Test
  void onlyProgramsCanBeAllowed() {
    for (String no : List.of("bin/true", "/bin", "/etc/passwd", "/nowhere")) {
      assertThrows(
          IOException.class, () -> Programs.of(List.of("surge"), List.of(Path.of(no))), no);
    }
  }
}
