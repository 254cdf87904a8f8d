package dev.surgeline.plane.audit.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditCsv;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.fixture.SharedData;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What entries are called in FHIR: on a line each, and as whole documents.
final class EventMappingTest {
  private static final Path EXPECTED =
      Path.of(System.getProperty("surge.home", "..")).resolve("plane/src/test/resources/fhir");

  private static List<Event> events() {
    return Samples.lines().stream().map(line -> EventMapping.event(line, Samples.LOG)).toList();
  }

  /// `E 110113/110127 0 BTG ops-7, Device*`: act, type, subtype, result, purpose, agents with a
  /// star behind who asked, subjects.
  private static String line(Event event) {
    Event.Kind kind = event.kind();
    String agents =
        event.agents().stream()
            .map(one ->
                one.person().map(Object::toString).orElse("us") + (one.requestor() ? "*" : ""))
            .collect(Collectors.joining(" "));
    String subjects =
        event.subjects().stream().map(one -> one.kind().word()).collect(Collectors.joining(" "));
    return String.join(
        " ",
        kind.act().letter(),
        kind.type().code() + "/" + kind.subtype().code(),
        kind.result().map(Term.Result::code).orElse("-")
            + kind.cause().map(why -> ":" + why).orElse(""),
        kind.breakGlass() ? "BTG" : "-",
        "by",
        agents,
        "about",
        subjects);
  }

  @Test
  void everyEntryHasItsCodesItsAgentsAndItsSubjects() throws IOException {
    List<String> expected = Files.readAllLines(EXPECTED.resolve("events.txt"));
    assertEquals(
        String.join("\n", expected),
        events().stream().map(EventMappingTest::line).collect(Collectors.joining("\n")));
  }

  @Test
  void theSamplesHaveEveryKindOfEntryAndEverySubtype() {
    Set<Class<?>> kinds = new HashSet<>();
    Samples.lines().forEach(line -> kinds.add(line.entry().getClass()));
    assertEquals(records(AuditEntry.class).collect(Collectors.toSet()), kinds);
    Set<Term> subtypes = new HashSet<>();
    events().forEach(event -> subtypes.add(event.kind().subtype()));
    assertTrue(subtypes.containsAll(List.of(Subtype.values())), subtypes::toString);
  }

  private static Stream<Class<?>> records(Class<?> kind) {
    return kind.isSealed()
        ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(EventMappingTest::records)
        : Stream.of(kind);
  }

  @Test
  void theDocumentsAreAsWritten() throws IOException {
    compare("r4", R4::of);
    compare("r5", R5::of);
  }

  /// The file has them one after the other, indented, each ending at a `}` of its own line.
  private static void compare(String release, Function<Event, Object> form) throws IOException {
    String found =
        events().stream().map(it -> Json.pretty(form.apply(it))).collect(Collectors.joining("\n"));
    Path file = EXPECTED.resolve(release + ".txt");
    Files.writeString(Files.createDirectories(Path.of("target")).resolve("fhir-" + release), found);
    assertEquals(Files.readString(file).strip(), found.strip(), file + ", target/fhir-" + release);
  }

  private static Node node(Object record) {
    return Json.readNode(Json.canonical(record), "event");
  }

  @Test
  void bothFormsHaveWhatIsRequiredNothingEmptyAndKnownCodesAlone() {
    for (Event event : events()) {
      assertEquals(List.of(), Resource.problemsR4(node(R4.of(event))), event::toString);
      assertEquals(List.of(), Resource.problemsR5(node(R5.of(event))), event::toString);
      assertTrue(event.place().id().matches("[A-Za-z0-9.-]{1,64}"), event.place()::id);
    }
  }

  @Test
  void nothingThatAPersonTypedGoesOut() {
    for (AuditLine line : Samples.lines()) {
      Event event = EventMapping.event(line, Samples.LOG);
      for (byte[] out :
          List.of(
              Json.canonical(R4.of(event)),
              Json.canonical(R5.of(event)),
              AuditCsv.row(line).getBytes(StandardCharsets.UTF_8))) {
        String text = new String(out, StandardCharsets.UTF_8);
        assertFalse(text.contains("Mustermann"), text);
        assertFalse(text.contains("\n") && !text.endsWith("\r\n"), text);
      }
    }
  }

  @Test
  void aStartOfBreakGlassIsCountedOnceHoweverOftenItIsAskedFor() {
    long turns =
        Samples.lines().stream()
            .filter(line ->
                line.entry() instanceof AuditEntry.EmergencyTurned(var it)
                    && it.active()
                    && it.extensions().isEmpty())
            .count();
    assertEquals(
        turns,
        events().stream()
            .filter(one -> one.kind().subtype() == Dicom.EMERGENCY_OVERRIDE_STARTED)
            .count());
  }

  @Test
  void theSameIndexOfAnotherLogIsAnotherResource() {
    AuditLine line = Samples.lines().getFirst();
    String id = EventMapping.event(line, Samples.LOG).place().id();
    assertEquals(id, EventMapping.event(line, Samples.LOG).place().id());
    assertFalse(id.equals(EventMapping.event(line, Samples.LOG + "x").place().id()));
  }

  @Test
  void theCodeSystemIsPublishedAsItIs() throws IOException {
    Path file = EXPECTED.resolve("../../../../../docs/fhir/CodeSystem-surgeline-audit.json");
    assertEquals(Json.pretty(CodeSystem.OURS) + "\n", Files.readString(file), file::toString);
    assertEquals(
        Subtype.values().length,
        Arrays.stream(Subtype.values()).map(Subtype::code).distinct().count());
  }

  /// As FHIR has it, R4 and R5 alike.
  private record CodeSystem(
      String resourceType,
      String id,
      String url,
      String version,
      String name,
      String title,
      String status,
      boolean experimental,
      String description,
      boolean caseSensitive,
      String content,
      int count,
      List<Concept> concept) {

    record Concept(String code, String display, String definition) {}

    static final CodeSystem OURS =
        new CodeSystem(
            "CodeSystem",
            "surgeline-audit",
            Subtype.SYSTEM,
            "1.0.0",
            "SurgelineAudit",
            "Surgeline audit events",
            "active",
            false,
            "Subtypes of AuditEvents about infrastructure, for which DICOM has no code.",
            true,
            "complete",
            Subtype.values().length,
            Arrays.stream(Subtype.values())
                .map(one -> new Concept(one.code(), one.display(), one.definition()))
                .toList());
  }

  @Test
  void othersDocumentsAreJudgedAsTheyWereMeant() {
    assertEquals(List.of(), vector("r4-breakglass", Resource::problemsR4));
    assertEquals(List.of(), vector("r4-scale", Resource::problemsR4));
    assertEquals(List.of(), vector("r5-breakglass", Resource::problemsR5));
    assertEquals(
        List.of("999999 is no code of " + Dicom.SYSTEM),
        vector("r4-bad-dcm", Resource::problemsR4));
    assertEquals(
        List.of("requestor is missing"), vector("r4-bad-norequestor", Resource::problemsR4));
    assertEquals(
        List.of("code is missing", "who is missing"), vector("r5-bad", Resource::problemsR5));
  }

  private static List<String> vector(String name, Function<Node, List<String>> judged) {
    Path file = SharedData.file("audit/fhir/" + name + ".json");
    try {
      return judged.apply(Json.readNode(Files.readAllBytes(file), name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
