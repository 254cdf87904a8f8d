package dev.surgeline.plane.audit.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.fhir.FhirRelease;
import dev.surgeline.plane.audit.fhir.Samples;
import dev.surgeline.plane.audit.index.IndexPlace;
import dev.surgeline.plane.audit.index.LogIndex;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Searches of a real log of every kind of entry, from two days of two months.
final class FhirApiTest {
  private static final Path EXPECTED = Path.of("src/test/resources/fhir");
  private static final String SERVER = "http://127.0.0.1:7170";
  private static final String ACTORS = "https://surgeline.dev/fhir/sid/actor";

  @TempDir Path state;
  private LogIndex index;
  private FhirApi api;
  private String origin = "";
  private List<AuditLine> lines = List.of();

  @BeforeEach
  void write() throws IOException {
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      for (AuditLine line : Samples.lines()) {
        log.append(line.at(), line.entry());
      }
      for (AuditLine line : Samples.lines()) {
        log.append(line.at().plusSeconds(10L * 86_400).plusMillis(500), line.entry());
      }
    }
    LogFolder log = new AuditFolder(state).log();
    VerifierKey key = log.key().orElseThrow();
    origin = key.name();
    lines = AuditReader.read(log);
    index = LogIndex.open(IndexPlace.sqlite(state.resolve("index")), log, key, _ -> {});
    Instant now = Instant.parse("2026-12-11T00:00:00Z");
    api = new FhirApi("0.1.0", () -> Optional.of(index), () -> now);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private FhirApi.Answer get(String address, Optional<String> accept) {
    URI uri = URI.create(address);
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String one : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
      if (!one.isEmpty()) {
        String[] parts = one.split("=", 2);
        String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
        parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return api.answer(new FhirApi.Request(uri.getPath(), parameters, accept, SERVER));
  }

  private FhirApi.Answer get(String address) {
    return get(address, Optional.empty());
  }

  private static Node node(FhirApi.Answer answer) {
    return Json.readNode(answer.body(), "the answer");
  }

  private static String text(Node node, String key) {
    Node value = ((Node.Mapping) node).find(key).orElseThrow();
    return ((Node.Scalar) value).text();
  }

  private static List<Node> list(Node node, String key) {
    return ((Node.Mapping) node)
        .find(key)
        .map(it -> ((Node.Sequence) it).items())
        .orElse(List.of());
  }

  /// The numbers of what is found, over all pages.
  private List<Long> found(String search) {
    List<Long> numbers = new ArrayList<>();
    Optional<String> next = Optional.of("/fhir/AuditEvent" + search);
    while (next.isPresent()) {
      FhirApi.Answer answer = get(next.get());
      Node bundle = node(answer);
      assertEquals(200, answer.status(), () -> Json.pretty(bundle));
      for (Node entry : list(bundle, "entry")) {
        String address = text(entry, "fullUrl");
        numbers.add(Long.valueOf(address.substring(address.lastIndexOf('-') + 1)));
      }
      next =
          list(bundle, "link").stream()
              .filter(link -> text(link, "relation").equals("next"))
              .map(link -> text(link, "url").substring(SERVER.length()))
              .findFirst();
    }
    return numbers;
  }

  private List<Long> those(Predicate<AuditLine> which) {
    return lines.stream().filter(which).map(AuditLine::index).toList();
  }

  private List<Long> from(String from, String to) {
    return those(
        line -> !line.at().isBefore(Instant.parse(from)) && line.at().isBefore(Instant.parse(to)));
  }

  @Test
  void datesMeanWhatFhirSays() {
    String never = "1970-01-01T00:00:00Z";
    String ever = "2100-01-01T00:00:00Z";
    assertEquals(from("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z"), found("?date=2026-11-21"));
    assertEquals(from("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"), found("?date=eq2026-12"));
    assertEquals(from("2026-01-01T00:00:00Z", ever), found("?date=2026"));
    assertEquals(from("2026-12-01T00:00:00Z", ever), found("?date=gt2026-11"));
    assertEquals(from("2026-12-01T00:00:00Z", ever), found("?date=sa2026-11"));
    assertEquals(from("2026-11-01T00:00:00Z", ever), found("?date=ge2026-11"));
    assertEquals(from(never, "2026-12-01T00:00:00Z"), found("?date=le2026-11"));
    assertEquals(from(never, "2026-12-01T00:00:00Z"), found("?date=lt2026-12"));
    assertEquals(from(never, "2026-12-01T00:00:00Z"), found("?date=eb2026-12"));
    assertEquals(
        from("2026-11-21T08:00:05Z", "2026-11-21T08:00:06Z"), found("?date=2026-11-21T08:00:05Z"));
    assertEquals(from("2026-11-21T08:00:05Z", ever), found("?date=ge2026-11-21T09:00:05%2B01:00"));
    assertEquals(
        from("2026-12-01T08:00:05.5Z", "2026-12-01T08:00:05.6Z"),
        found("?date=2026-12-01T08:00:05.5Z"));
    assertEquals(1, found("?date=2026-12-01T08:00:05.5Z").size());
    assertEquals(
        from("2026-11-21T08:00:03Z", "2026-11-21T08:01:00Z"),
        found("?date=ge2026-11-21T08:00:03Z&date=2026-11-21T08:00Z"));
  }

  @Test
  void datesMayBeAllButOneAndAboutOneAndAnyOfSome() {
    String never = "1970-01-01T00:00:00Z";
    String ever = "2100-01-01T00:00:00Z";
    assertEquals(from(never, "2026-12-01T00:00:00Z"), found("?date=ne2026-12"));
    List<Long> without = new ArrayList<>(from(never, "2026-11-21T08:00:05Z"));
    without.addAll(from("2026-11-21T08:00:06Z", ever));
    assertEquals(lines.size() - 1, without.size());
    assertEquals(without, found("?date=ne2026-11-21T08:00:05Z&_count=9"));
    assertEquals(List.of(), found("?date=ne2026-11-21&date=lt2026-12"));
    assertEquals(List.of(), found("?date=2026-11-21&date=2026-12-01"));
    // A tenth of the ten days since, and of nineteen and twenty.
    assertEquals(from("2026-12-01T00:00:00Z", ever), found("?date=ap2026-12-01"));
    assertEquals(from(never, "2026-12-01T00:00:00Z"), found("?date=ap2026-11-22"));
    assertEquals(List.of(), found("?date=ap2026-11-25"));
    assertEquals(those(_ -> true), found("?date=2026-11,2026-12"));
    assertEquals(those(_ -> true), found("?date=2026-12,2026-11-20,lt2026-11-22"));
    assertEquals(
        from(never, "2026-12-01T00:00:00Z"), found("?date=2026-11,2026-12&date=lt2026-12"));
  }

  private Optional<String> total(String search) {
    Node bundle = node(get("/fhir/AuditEvent" + search));
    return ((Node.Mapping) bundle).find("total").map(it -> ((Node.Scalar) it).text());
  }

  @Test
  void theTotalIsSaidWhereItIsKnownOrAskedFor() {
    assertEquals(Optional.of("2"), total("?subtype=110120"));
    assertEquals(Optional.of("0"), total("?agent=nobody"));
    assertEquals(Optional.empty(), total("?_count=3"));
    assertEquals(Optional.empty(), total("?_count=3&_total=none"));
    String all = Integer.toString(lines.size());
    assertEquals(Optional.of(all), total("?_count=3&_total=accurate"));
    assertEquals(Optional.of(all), total("?_count=3&_total=accurate&after=20"));
    assertEquals(Optional.of(all), total("?_count=3&_total=estimate"));
    // The index knows whole seconds, and each entry of December is half a second later.
    String late = "?_count=3&date=gt2026-12-01T08:00:05.7Z&_total=";
    long after = those(line -> line.at().isAfter(Instant.parse("2026-12-01T08:00:05.7Z"))).size();
    assertEquals(Optional.of(Long.toString(after)), total(late + "accurate"));
    assertEquals(Optional.of(Long.toString(after + 1)), total(late + "estimate"));
  }

  @Test
  void theLatestComeFirstWhenAskedSo() {
    List<Long> reversed = new ArrayList<>(those(_ -> true)).reversed();
    assertEquals(reversed, found("?_sort=-date"));
    assertEquals(reversed, found("?_sort=-date&_count=7"));
    List<Long> mine = new ArrayList<>(found("?agent=ops-7&date=ne2026-11-21T08:00:05Z"));
    assertEquals(
        mine.reversed(), found("?agent=ops-7&date=ne2026-11-21T08:00:05Z&_count=2&_sort=-date"));
    assertEquals(Optional.empty(), total("?_count=7&_sort=-date"));
    assertEquals(Optional.of("2"), total("?subtype=110120&_sort=-date"));
  }

  private static boolean kind(AuditLine line, String name) {
    return line.entry().getClass().getSimpleName().equals(name);
  }

  @Test
  void agentsAndSubtypesAreFound() {
    List<Long> started = those(line -> kind(line, "Started"));
    assertEquals(started, found("?subtype=110120"));
    assertEquals(
        started, found("?subtype=http://dicom.nema.org/resources/ontology/DCM%7C110120&_count=1"));
    assertEquals(List.of(), found("?subtype=http://example.org%7C110120"));
    assertEquals(
        those(line -> kind(line, "Started") || kind(line, "Stopped")),
        found("?subtype=110120,110121"));
    assertEquals(List.of(), found("?subtype=110120&subtype=110121"));
    List<Long> mine = found("?agent=ops-7");
    assertTrue(mine.size() > 4 && mine.size() < lines.size(), mine::toString);
    assertEquals(mine, found("?agent:identifier=" + ACTORS + "%7Cops-7"));
    assertEquals(mine, found("?agent:identifier=" + ACTORS + "%7Cops-7&_count=3&_sort=date"));
    assertEquals(List.of(), found("?agent=ops"));
    assertEquals(
        mine.stream().filter(it -> it < lines.size() / 2).toList(),
        found("?agent=ops-7&date=lt2026-12"));
    assertEquals(those(_ -> true), found("?agent=" + origin + "&_count=7"));
  }

  @Test
  void theReleaseIsWhatPathOrHeaderSay() {
    assertEquals("4.0.1", text(node(get("/fhir/metadata")), "fhirVersion"));
    assertEquals("5.0.0", text(node(get("/fhir/r5/metadata")), "fhirVersion"));
    Optional<String> five = Optional.of("text/html, application/fhir+json; fhirVersion=5.0");
    assertEquals("5.0.0", text(node(get("/fhir/metadata", five)), "fhirVersion"));
    assertTrue(get("/fhir/metadata", five).contentType().contains("fhirVersion=5.0"));
    assertEquals("4.0.1", text(node(get("/fhir/r4/metadata", five)), "fhirVersion"));
    assertEquals(found("?subtype=110120"), found("?subtype=110120&_format=json"));
    assertEquals(200, get("/fhir/r5/AuditEvent?code=110120").status());
    assertEquals(400, get("/fhir/r4/AuditEvent?code=110120").status());
    assertEquals(
        406, get("/fhir/metadata", Optional.of("application/fhir+json;fhirVersion=3.0")).status());
    assertEquals(406, get("/fhir/metadata", Optional.of("application/fhir+xml")).status());
  }

  @Test
  void oneEventIsReadByItsId() {
    Node bundle = node(get("/fhir/AuditEvent?subtype=110121&_count=1"));
    Node entry = list(bundle, "entry").getFirst();
    String address = text(entry, "fullUrl").substring(SERVER.length());
    assertEquals(
        Json.pretty(((Node.Mapping) entry).find("resource").orElseThrow()),
        Json.pretty(node(get(address))));
    assertEquals(404, get(address + "0000").status());
    assertEquals(404, get("/fhir/AuditEvent/0123456789abcdef-1").status());
    assertEquals(404, get("/fhir/AuditEvent/x").status());
  }

  @Test
  void whatIsNotAnsweredIsSaid() {
    for (String wrong :
        List.of(
            "AuditEvent?date=yesterday",
            "AuditEvent?date=2026-13",
            "AuditEvent?date=2026-11-21T08:00:00",
            "AuditEvent?date=2026-11,",
            "AuditEvent?date=about2026",
            "AuditEvent?agent=",
            "AuditEvent?subtype=110120,",
            "AuditEvent?_count=0",
            "AuditEvent?_count=many",
            "AuditEvent?_sort=agent",
            "AuditEvent?_total=many",
            "AuditEvent?after=-1",
            "AuditEvent?patient=Patient/1")) {
      FhirApi.Answer answer = get("/fhir/" + wrong);
      assertEquals(400, answer.status(), wrong);
      assertEquals("OperationOutcome", text(node(answer), "resourceType"), wrong);
    }
    assertEquals(404, get("/fhir/Patient").status());
    assertEquals(404, get("/fhir").status());
  }

  @Test
  void nothingThatAPersonTypedGoesOut() {
    String all = new String(get("/fhir/AuditEvent?_count=1000").body(), StandardCharsets.UTF_8);
    assertTrue(all.contains("ops-7"));
    assertFalse(all.contains("Mustermann"));
  }

  /// What HAPI validates, in the module fhir-check.
  @ParameterizedTest
  @EnumSource
  void answersAreAsTheyWere(FhirRelease release) throws IOException {
    String path = "/fhir/" + release.name().toLowerCase(Locale.ROOT);
    String search = "?agent=ops-7&date=ge2026-11-21T08:00:00Z&_count=2";
    String found =
        String.join(
            "\n",
            Json.pretty(node(get(path + "/metadata"))),
            Json.pretty(node(get(path + "/AuditEvent" + search))),
            Json.pretty(node(get(path + "/AuditEvent?agent=nobody"))),
            Json.pretty(node(get(path + "/AuditEvent?patient=1"))));
    String mine = FhirRelease.id(lines.getFirst(), origin).replace("-0", "");
    String always = FhirRelease.id(lines.getFirst(), Samples.LOG).replace("-0", "");
    found = found.replace(origin, Samples.LOG).replace(mine, always);
    String name = "api-" + release.name().toLowerCase(Locale.ROOT) + ".txt";
    Files.writeString(Files.createDirectories(Path.of("target")).resolve(name), found);
    String expected = Files.readString(EXPECTED.resolve(name));
    assertEquals(expected.strip(), found.strip(), name + ", target/" + name);
  }
}
