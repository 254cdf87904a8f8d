package dev.surgeline.oscalcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.cli.Surge;
import dev.surgeline.plane.evidence.ShippedPacks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each OSCAL file that the command line writes is valid by NIST's schema, offline.
final class OscalCheckTest {
  private static final Path HOME = Path.of(System.getProperty("surge.home", ".."));
  private static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");
  private static OscalSchema schema;

  @TempDir Path folder;
  private Path state;

  @BeforeAll
  static void load() throws IOException {
    schema = OscalSchema.load();
  }

  /// A log on which checks pass, fail, and have nothing to be about.
  @BeforeEach
  void write() throws IOException {
    state = folder.resolve("state");
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      log.append(AT, new AuditEntry.Started("1", "journal-00000001.jsonl", false));
      var start =
          new Command.StartEmergency(
              "why", new Emergency.Scope.All(), Duration.ofHours(1), Optional.empty());
      Emergency glass = Emergency.started(AT, new Actor("ops-7"), start);
      log.append(AT, new AuditEntry.EmergencyTurned(glass));
      log.append(AT.plusSeconds(86_400), new AuditEntry.Stopped());
    }
  }

  /// The exit code, while nothing of what is said goes anywhere.
  private static int surge(Object... words) {
    PrintStream before = System.out;
    try (var now = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
      System.setOut(now);
      return Surge.run(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
  }

  private String evidence(Object... words) throws IOException {
    Path file = folder.resolve("evidence.json");
    List<Object> all = new ArrayList<>(List.of("evidence", "check", "-f"));
    all.add(HOME.resolve("docs/examples/specialties.yaml"));
    all.addAll(List.of("--oscal", file));
    all.addAll(List.of(words));
    assertTrue(surge(all.toArray()) <= 1);
    return Files.readString(file);
  }

  private String export(int exit, Object... words) throws IOException {
    Path file = folder.resolve("log.json");
    List<Object> all = new ArrayList<>(List.of("audit", "export", "--format", "oscal"));
    all.addAll(List.of("--log", state, "-o", file, "--no-entry"));
    all.addAll(List.of(words));
    assertEquals(exit, surge(all.toArray()));
    return Files.readString(file);
  }

  private static void valid(String document) {
    assertEquals(List.of(), schema.problems(document), document);
  }

  @Test
  void everyPackIsValidWithALogAndWithout() throws IOException {
    assertTrue(schema.id().contains("-1.1.2-"), schema.id());
    valid(evidence());
    valid(evidence("--state", state));
    for (String pack : ShippedPacks.NAMES) {
      valid(evidence("--state", state, "--pack", pack));
    }
  }

  @Test
  void whatALogAnswersIsValidWhetherItHoldsOrNot() throws IOException {
    String whole = export(1);
    assertTrue(whole.contains("not-satisfied"), whole);
    valid(whole);
    valid(export(0, "--from", "2026-11-02", "--to", "2026-11-03"));
    // Nothing of it could be evaluated but the log itself.
    valid(export(0, "--from", "2030-01-01"));
    Path bundle = new AuditFolder(state).log().folder().resolve("tile/entries/000.p/3");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[30] ^= 1;
    Files.write(bundle, bytes);
    valid(export(1));
  }

  /// Each is one slip in what is valid otherwise.
  @Test
  void aSlipIsFound() throws IOException {
    String good = export(1);
    for (List<String> slip :
        List.of(
            List.of("\"reviewed-controls\"", "\"controls-reviewed\""),
            List.of("\"state\": \"not-satisfied\"", "\"state\": \"maybe\""),
            List.of("\"uuid\": \"", "\"uuid\": \"x"),
            List.of("\"methods\": [", "\"methods\": [\"\","),
            List.of("\"oscal-version\"", "\"version-of-oscal\""),
            List.of("\"start\": \"20", "\"start\": \"on 20"),
            List.of("\"import-ap\"", "\"import\""))) {
      String bad = good.replace(slip.getFirst(), slip.getLast());
      assertFalse(bad.equals(good), slip::toString);
      assertFalse(schema.problems(bad).isEmpty(), slip::toString);
    }
    assertFalse(schema.problems("{}").isEmpty());
    assertFalse(schema.problems("no").isEmpty());
  }

  @Test
  void othersGoodDocumentPassesAndBadOneDoesNot() throws IOException {
    valid(vector("ar"));
    assertFalse(schema.problems(vector("ar-bad")).isEmpty());
  }

  private static String vector(String name) throws IOException {
    String file = "shared/data/audit/oscal/" + name + ".json";
    Optional<Path> found =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(folder -> folder.resolve(file))
            .filter(Files::exists)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), name + " is not beside the project");
    return Files.readString(found.orElseThrow());
  }
}
