package dev.surgeline.fhircheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every kind of entry is a valid AuditEvent in R4 and in R5, says HAPI, offline. What plane writes
/// is what its own tests compare with these files.
final class FhirCheckTest {
  private static final Path HOME = Path.of(System.getProperty("surge.home", ".."));
  private static final Path EVENTS = HOME.resolve("plane/src/test/resources/fhir");

  private static Validator r4;
  private static Validator r5;

  @BeforeAll
  static void load() {
    r4 = new Validator(FhirContext.forR4());
    r5 = new Validator(FhirContext.forR5());
  }

  @Test
  void everyKindIsValidInR4() throws IOException {
    valid(r4, "r4.txt");
  }

  @Test
  void everyKindIsValidInR5() throws IOException {
    valid(r5, "r5.txt");
  }

  /// What the read API answers: what it offers, a page of a search, an empty one, a refusal.
  @Test
  void whatTheReadApiAnswersIsValidInBoth() throws IOException {
    valid(r4, "api-r4.txt", 4);
    valid(r5, "api-r5.txt", 4);
    String page = events(EVENTS.resolve("api-r4.txt")).get(1);
    String wrong = page.replace("\"mode\": \"match\"", "\"mode\": \"mismatch\"");
    assertFalse(r4.errors(wrong).isEmpty(), wrong);
  }

  private static void valid(Validator validator, String file) throws IOException {
    valid(validator, file, Files.readAllLines(EVENTS.resolve("events.txt")).size());
  }

  private static void valid(Validator validator, String file, int count) throws IOException {
    List<String> events = events(EVENTS.resolve(file));
    assertEquals(count, events.size(), file);
    for (String event : events) {
      assertEquals(List.of(), validator.errors(event), event);
      List<String> warnings = validator.said(event, ResultSeverityEnum.WARNING);
      assertEquals(List.of(), warnings.stream().filter(it -> !expected(it)).toList(), event);
    }
  }

  /// Each ends at a `}` on a line of its own.
  private static List<String> events(Path file) throws IOException {
    List<String> events = new ArrayList<>();
    StringBuilder event = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      event.append(line).append('\n');
      if (line.equals("}")) {
        events.add(event.toString());
        event.setLength(0);
      }
    }
    return events;
  }

  /// An AuditEvent has no text of its own, our subtypes are not among HL7's, and DICOM's codes are
  /// not in HAPI's jars.
  private static boolean expected(String warning) {
    return warning.contains("dom-6")
        || warning.contains("/fhir/CodeSystem/surgeline-audit#")
        || (warning.contains(".type: Unable to expand ValueSet") && warning.endsWith("/DCM"));
  }

  @Test
  void ourCodeSystemIsValidInBoth() throws IOException {
    String ours = Files.readString(HOME.resolve("docs/fhir/CodeSystem-surgeline-audit.json"));
    assertEquals(List.of(), r4.errors(ours));
    assertEquals(List.of(), r5.errors(ours));
    String without = ours.replace("\"content\": \"complete\",", "");
    assertFalse(r4.errors(without).isEmpty(), without);
    assertFalse(r5.errors(without).isEmpty(), without);
  }

  @Test
  void othersGoodDocumentsPassAndBadOnesDoNot() throws IOException {
    assertEquals(List.of(), r4.errors(vector("r4-breakglass")));
    assertEquals(List.of(), r4.errors(vector("r4-scale")));
    assertEquals(List.of(), r5.errors(vector("r5-breakglass")));
    for (String bad : List.of("r4-bad-codes", "r4-bad-norequestor", "r4-bad-sev1")) {
      assertFalse(r4.errors(vector(bad)).isEmpty(), bad);
    }
    assertFalse(r5.errors(vector("r5-bad")).isEmpty());
  }

  /// An unknown DICOM code is but a warning to it: plane's own tests refuse the same document.
  @Test
  void anUnknownDicomCodeIsNoErrorToIt() throws IOException {
    assertEquals(List.of(), r4.errors(vector("r4-bad-dcm")));
  }

  private static String vector(String name) throws IOException {
    String file = "shared/data/audit/fhir/" + name + ".json";
    Optional<Path> found =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(folder -> folder.resolve(file))
            .filter(Files::exists)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), name + " is not beside the project");
    return Files.readString(found.orElseThrow());
  }
}
