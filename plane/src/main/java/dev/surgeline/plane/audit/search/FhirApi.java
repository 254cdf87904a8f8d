package dev.surgeline.plane.audit.search;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.fhir.FhirRelease;
import dev.surgeline.plane.audit.index.LogIndex;
import dev.surgeline.plane.audit.index.Page;
import dev.surgeline.plane.audit.index.Wanted;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What FHIR clients ask below `/fhir`: `metadata`, `AuditEvent` with a search, which may also be
/// sent to `AuditEvent/_search`, and `AuditEvent/ID`.
///
/// The release is R4, or what the path (`/fhir/r5/AuditEvent`) or the header Accept says
/// (`application/fhir+json; fhirVersion=5.0`).
public final class FhirApi {
  private static final String JSON = "application/fhir+json";
  private static final Pattern PATH = Pattern.compile("/fhir(?:/(r4|r5))?(?:/(.*))?");
  private static final Pattern VERSION = Pattern.compile("fhirversion\\s*=\\s*\"?([0-9.]+)\"?");
  private static final Pattern ID = Pattern.compile("AuditEvent/([0-9a-f]{16}-([0-9]{1,18}))");
  private static final String SEARCH = "AuditEvent";
  private static final String SENT = SEARCH + "/_search";
  private static final String METADATA = "metadata";
  private static final List<String> ACCEPTED =
      List.of("*/*", "application/*", "application/json", JSON);

  /// A request.
  ///
  /// @param path from `/fhir` on
  /// @param parameters decoded, in their order
  /// @param accept the header, where there was one
  /// @param server what stands before the path in addresses, such as `http://127.0.0.1:7170`
  public record Request(
      String path, Map<String, List<String>> parameters, Optional<String> accept, String server) {}

  /// An answer.
  public record Answer(int status, String contentType, Node resource) {
    public byte[] body() {
      return Json.canonical(resource);
    }
  }

  /// Where the index comes from.
  @FunctionalInterface
  public interface Source {
    /// @return absent: there is no log yet
    Optional<LogIndex> index() throws IOException;
  }

  private final String software;
  private final Source source;
  private final InstantSource clock;

  /// @param software its version
  public FhirApi(String software, Source source, InstantSource clock) {
    this.software = software;
    this.source = source;
    this.clock = clock;
  }

  /// Whether a path is one that a search may be sent to.
  public static boolean search(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches() && SENT.equals(matcher.group(2));
  }

  /// Whether anyone may ask for it: what is offered is no secret.
  public static boolean open(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches() && METADATA.equals(matcher.group(2));
  }

  /// Answers, in whatever way.
  public Answer answer(Request request) {
    FhirRelease release = FhirRelease.R4;
    try {
      release = release(request);
      return new Answer(200, type(release), resource(request, release));
    } catch (FhirProblem problem) {
      return refused(problem, release);
    } catch (Unverified wrong) {
      return refused(
          new FhirProblem(
              FhirProblem.Cause.DAMAGED, "the audit log does not hold: " + wrong.getMessage()),
          release);
    } catch (IOException failed) {
      return refused(
          new FhirProblem(
              FhirProblem.Cause.LATER, "the audit log can not be asked: " + failed.getMessage()),
          release);
    }
  }

  /// The answer to what is refused.
  public static Answer refused(FhirProblem problem) {
    return refused(problem, FhirRelease.R4);
  }

  private static Answer refused(FhirProblem problem, FhirRelease release) {
    return new Answer(problem.why().status(), type(release), FhirNodes.outcome(problem));
  }

  private static String type(FhirRelease release) {
    return JSON + "; fhirVersion=" + release.edition() + "; charset=utf-8";
  }

  private static FhirRelease release(Request request) {
    Matcher path = PATH.matcher(request.path());
    Optional<String> named = path.matches() ? Optional.ofNullable(path.group(1)) : Optional.empty();
    String accept = request.accept().orElse("*/*").toLowerCase(Locale.ROOT);
    boolean json =
        Arrays.stream(accept.split(","))
            .map(one -> one.split(";")[0].strip())
            .anyMatch(ACCEPTED::contains);
    if (!json) {
      throw new FhirProblem(FhirProblem.Cause.NOT_ACCEPTABLE, "only " + JSON + " is answered");
    }
    if (named.isPresent()) {
      return FhirRelease.valueOf(named.get().toUpperCase(Locale.ROOT));
    }
    Matcher version = VERSION.matcher(accept);
    if (!version.find()) {
      return FhirRelease.R4;
    }
    for (FhirRelease release : FhirRelease.values()) {
      if (release.version().startsWith(version.group(1))) {
        return release;
      }
    }
    throw new FhirProblem(
        FhirProblem.Cause.NOT_ACCEPTABLE, "fhirVersion is 4.0 or 5.0, not " + version.group(1));
  }

  private Node resource(Request request, FhirRelease release) throws IOException {
    Matcher path = PATH.matcher(request.path());
    String what = path.matches() ? Optional.ofNullable(path.group(2)).orElse("") : "";
    String base = request.server() + "/fhir" + (path.group(1) == null ? "" : "/" + path.group(1));
    Matcher id = ID.matcher(what);
    if (what.equals(METADATA)) {
      return FhirNodes.capabilities(release, base, software);
    }
    if (what.equals(SEARCH) || what.equals(SENT)) {
      return found(request, release, base);
    }
    if (id.matches()) {
      return one(id.group(1), Long.parseLong(id.group(2)), release);
    }
    throw new FhirProblem(
        FhirProblem.Cause.NOT_FOUND,
        "there are metadata, AuditEvent and AuditEvent/[id], and nothing else");
  }

  private LogIndex index() throws IOException {
    return source
        .index()
        .orElseThrow(() -> new FhirProblem(FhirProblem.Cause.LATER, "the audit log is not up yet"));
  }

  private Node one(String id, long number, FhirRelease release) throws IOException {
    LogIndex.Found found = index().find(Wanted.ALL, number - 1, 1);
    String log = found.checkpoint().origin();
    return found.lines().stream()
        .filter(line -> FhirRelease.id(line, log).equals(id))
        .findFirst()
        .map(line -> release.event(line, log))
        .orElseThrow(
            () -> new FhirProblem(FhirProblem.Cause.NOT_FOUND, "there is no AuditEvent " + id));
  }

  private Node found(Request request, FhirRelease release, String base) throws IOException {
    FhirQuestion asked = FhirQuestion.parse(request.parameters(), release, clock.instant());
    Page page = asked.page();
    // One more than asked for tells whether there is a next page.
    Page ahead = new Page(page.order(), page.after(), page.most() + 1, page.total());
    LogIndex.Found found = index().find(asked.wanted(), ahead);
    boolean more = found.lines().size() > page.most();
    List<AuditLine> lines = more ? found.lines().subList(0, page.most()) : found.lines();
    boolean whole = !more && page.after() == page.order().start();
    Optional<Long> total = whole ? Optional.of((long) lines.size()) : found.total();
    String log = found.checkpoint().origin();
    List<FhirNodes.Match> matches = new ArrayList<>();
    for (AuditLine line : lines) {
      String address = base + "/" + SEARCH + "/" + FhirRelease.id(line, log);
      matches.add(new FhirNodes.Match(address, release.event(line, log)));
    }
    Map<String, List<String>> next = new TreeMap<>(request.parameters());
    if (more) {
      next.put(FhirQuestion.AFTER, List.of(Long.toString(lines.getLast().index())));
    }
    return FhirNodes.bundle(
        total,
        address(base, request.parameters()),
        more ? Optional.of(address(base, next)) : Optional.empty(),
        matches);
  }

  private static String address(String base, Map<String, List<String>> parameters) {
    String query =
        parameters.entrySet().stream()
            .flatMap(one ->
                one.getValue().stream().map(value -> coded(one.getKey()) + "=" + coded(value)))
            .collect(Collectors.joining("&"));
    return base + "/" + SEARCH + (query.isEmpty() ? "" : "?" + query);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
