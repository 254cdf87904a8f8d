package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.PackSummary;
import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.evidence.LoadedPack;
import dev.surgeline.plane.evidence.ShippedPacks;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge evidence` in this process: its answers, its reports and its words.
final class EvidenceCommandTest {
  /// What no pack, report or help may say, and a share of anything without its counts.
  private static final Pattern FORBIDDEN =
      Pattern.compile("(?i)complian|certif|guarantee|hipaa[- ]ready|percent|\\d ?%(?![;\\w])");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  @TempDir Path folder;
  private Path spec = Path.of("");

  private record Ended(int exit, String out) {}

  @BeforeEach
  void write() throws IOException {
    spec = Files.writeString(folder.resolve("spec.yaml"), Hospital.documents());
  }

  private static Ended surge(Object... words) {
    var out = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    try (var now = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(now);
      System.setErr(now);
      int exit = Surge.run(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
      return new Ended(exit, out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  private Ended check(Object... words) {
    List<Object> all = new ArrayList<>(List.of("evidence", "check", "-f", spec));
    all.addAll(List.of(words));
    return surge(all.toArray());
  }

  private static void says(int exit, String text, Ended ended) {
    assertEquals(exit, ended.exit(), ended::toString);
    assertTrue(ended.out().contains(text), ended::toString);
  }

  @Test
  void exitCodesAndCounts() throws IOException {
    says(1, "0 of 8 automated checks passed", check("--pack", "gdpr-transfers"));
    says(0, "1 of 4 automated checks passed", check("--pack", "hipaa-security-nprm"));
    says(
        0,
        "0 failed, 0 errors, 0 not applicable, 3 not evaluated; 1 more are manual",
        check("--pack", "hipaa-security-nprm"));
    Ended all = check();
    says(1, "under pack hipaa-security v1.2.0", all);
    assertFalse(all.out().contains("nprm"), "a proposed pack is looked at only when named");
    Path page = folder.resolve("quiet.html");
    says(0, "the report is", check("--pack", "hipaa-security-nprm", "--report", page));
    assertFalse(Files.readString(page).contains("class=\"verdict ok"), "nothing is told as well");
    says(2, "is no file, and none of those that come along", check("--pack", "hipa"));
    says(2, "--log-key is for the log", check("--log-key", "x"));
    says(2, "there is no audit log in", check("--state", folder));
    says(2, "--pack-key: a verifier key is", check("--pack-key", "x"));
    Path none =
        Files.writeString(
            folder.resolve("x.yaml"),
            "exceptions: [{pack: uk, rule: nine, owner: a, approver: b, granted: 2026-11-20,"
                + " expires: 2026-11-21, reason: r}]\n");
    says(2, "the pack uk has no rule nine", check("--exceptions", none));
  }

  @Test
  void aManualRuleHasOneOfTheFiveResultsToo() throws IOException {
    Path page = folder.resolve("india.html");
    Ended found = check("--pack", "india", "--report", page);
    assertTrue(
        found.out().lines().anyMatch(line -> line.matches("  not-applicable .*, manual")),
        found::out);
    assertTrue(
        found.out().lines().anyMatch(line -> line.matches("  not-evaluated .*, manual")),
        found::out);
    long unknown = found.out().lines().filter(line -> line.startsWith("  not-evaluated ")).count();
    assertTrue(
        Files.readString(page).contains(unknown + " rules were not evaluated"),
        () -> unknown + " in " + found.out());
  }

  @Test
  void packsSayWhoseTheyAre() {
    Ended listed = surge("evidence", "packs");
    says(0, "proposed on 2025-01-06", listed);
    String key = ShippedPacks.key().toString();
    says(0, "key " + key, listed);
    long signed =
        listed.out().lines().filter(("    signed by " + ShippedPacks.key().name())::equals).count();
    assertEquals(ShippedPacks.NAMES.size(), signed, listed::out);
    says(0, "\"key\": \"" + key + "\"", surge("evidence", "packs", "--json"));
    says(0, "; signed by surgeline.dev/rule-packs/20", check("--pack", "hipaa-security-nprm"));
  }

  @Test
  void packsOfOnesOwnAreSignedAndVerified() throws IOException {
    Path pack = folder.resolve("house.yaml");
    try (var in = LoadedPack.class.getResourceAsStream("/evidence/hitech.yaml")) {
      Files.write(pack, Objects.requireNonNull(in).readAllBytes());
    }
    Path key = folder.resolve("rules.key");
    says(2, "is missing: with --name a key", surge("evidence", "sign", pack, "--key", key));
    Ended made = surge("evidence", "sign", pack, "--key", key, "--name", "example.org/rules");
    says(0, "pack hitech v1.0.0, sha256 ", made);
    String vkey = made.out().substring(made.out().indexOf("--pack-key ") + 11).strip();
    says(0, "is what example.org/rules/", surge("evidence", "verify", pack, "--pack-key", vkey));
    says(0, "", check("--pack", pack, "--pack-key", vkey));
    says(0, vkey, surge("evidence", "sign", pack, "--key", key));
    says(0, vkey, surge("evidence", "sign", pack, "--key", key, "--name", "example.org/rules"));
    says(
        2,
        "--name is for a new key, and " + key + " is there: it is example.org/rules/",
        surge("evidence", "sign", pack, "--key", key, "--name", "example.org/other"));
    Path state = folder.resolve("signing");
    TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {}).close();
    byte[] note = Files.readAllBytes(Path.of(pack + ".note"));
    says(
        2,
        "is an audit log's key, which signs nothing else",
        surge("evidence", "sign", pack, "--key", new AuditFolder(state).key()));
    assertArrayEquals(note, Files.readAllBytes(Path.of(pack + ".note")));
    Files.writeString(pack, Files.readString(pack) + "# changed\n");
    says(1, "for another pack or other", surge("evidence", "verify", pack, "--pack-key", vkey));
    says(2, "for another pack or other", check("--pack", pack, "--pack-key", vkey));
    Files.delete(Path.of(pack + ".note"));
    says(1, "is not signed", surge("evidence", "verify", pack, "--pack-key", vkey));
    says(2, "is not signed", check("--pack", pack, "--pack-key", vkey));
    says(2, "", surge("evidence", "sign", folder.resolve("none.yaml"), "--key", key));
  }

  @Test
  void theLogIsLookedAt() throws IOException {
    Path state = folder.resolve("state");
    try (var log = TransparencyLog.open(new AuditFolder(state), "surgeline/test", _ -> {})) {
      log.append(Instant.parse("2026-11-21T08:00:00Z"), new AuditEntry.Stopped());
    }
    Ended beside = check("--state", state, "--pack", "hitech");
    says(0, "2 of 3 automated checks passed", beside);
    says(0, "by the key that lies beside the log", beside);
    String key = Files.readString(state.resolve("audit/vkey")).strip();
    says(
        0,
        "by the key that was given",
        check("--state", state, "--log-key", key, "--pack", "hitech"));
  }

  private static AuditEntry.Assessed hitech(int passed, int failed) {
    String sha256 = "0123456789abcdef".repeat(4);
    return new AuditEntry.Assessed(
        new PackSummary(
            "hitech",
            "1.0.0",
            sha256,
            sha256,
            new RuleCounts(3, passed, failed, 0, 0, 3 - passed - failed, 0, 0),
            List.of(),
            List.of()));
  }

  @Test
  void thePageHasTheCountsOverTime() throws IOException {
    Path state = folder.resolve("state");
    Instant now = Instant.now();
    try (var log = TransparencyLog.open(new AuditFolder(state), "surgeline/test", _ -> {})) {
      log.append(now.minus(Duration.ofDays(10)), hitech(2, 0));
      log.append(now.minus(Duration.ofDays(9)), hitech(1, 1));
      // Nobody looked for a week.
      log.append(now.minus(Duration.ofDays(1)), hitech(3, 0));
    }
    Path page = folder.resolve("page.html");
    says(0, "the report is", check("--state", state, "--pack", "hitech", "--report", page));
    String html = Files.readString(page);
    assertTrue(html.contains("<svg"), html);
    assertTrue(html.contains("3 times on the log; the latest: "), html);
    assertEquals(List.of(65L, 68L, 65L), widths(html, "mean"));
    assertEquals(List.of(68L), widths(html, "late"));
    says(0, "the report is", check("--pack", "hitech", "--report", page));
    assertTrue(Files.readString(page).contains("No counts over time"));
  }

  /// Of the bars, each a day or an hour more.
  private static List<Long> widths(String html, String kind) {
    List<Long> widths = new ArrayList<>();
    Matcher bars =
        Pattern.compile("<rect class=\"" + kind + "\" .*? width=\"([0-9.]+)\"").matcher(html);
    while (bars.find()) {
      widths.add(Math.round(Double.parseDouble(bars.group(1))));
    }
    return widths;
  }

  private Node oscal() throws IOException {
    Path file = folder.resolve("oscal.json");
    var _ = check("--oscal", file);
    return Json.readNode(Files.readAllBytes(file), "oscal.json");
  }

  private static Node at(Node node, String path) {
    Node here = node;
    for (String key : path.split("/", -1)) {
      here =
          switch (here) {
            case Node.Mapping mapping -> mapping.find(key).orElseThrow(() -> missing(path, key));
            case Node.Sequence list -> list.items().get(Integer.parseInt(key));
            case Node.Scalar _ -> throw missing(path, key);
          };
    }
    return here;
  }

  private static AssertionError missing(String path, String key) {
    return new AssertionError(path + ": " + key + " is missing");
  }

  private static String text(Node node, String path) {
    return ((Node.Scalar) at(node, path)).text();
  }

  private static List<Node> items(Node node, String path) {
    return ((Node.Sequence) at(node, path)).items();
  }

  /// How many there are; none where nothing could be evaluated.
  private static int findings(Node result) {
    boolean none = ((Node.Mapping) result).find("findings").isEmpty();
    List<Node> findings = none ? List.of() : items(result, "findings");
    List<String> observed = new ArrayList<>();
    for (Node one : items(result, "observations")) {
      observed.add(text(one, "uuid"));
      assertTrue(List.of("TEST", "EXAMINE").contains(text(one, "methods/0")));
      assertFalse(text(one, "description").isBlank());
      assertFalse(text(one, "collected").isBlank());
      assertFalse(text(one, "relevant-evidence/0/href").isBlank());
    }
    for (Node one : findings) {
      assertFalse(text(one, "title").isBlank() || text(one, "description").isBlank());
      assertEquals("objective-id", text(one, "target/type"));
      boolean pass = text(one, "target/status/state").equals("satisfied");
      assertEquals(pass ? "pass" : "fail", text(one, "target/status/reason"));
      assertTrue(pass || text(one, "target/status/state").equals("not-satisfied"));
      assertTrue(observed.contains(text(one, "related-observations/0/observation-uuid")));
    }
    return findings.size();
  }

  @Test
  void oscalHasTheKeysThatItRequires() throws IOException {
    Node whole = at(oscal(), "assessment-results");
    for (String key : List.of("title", "last-modified", "version")) {
      assertFalse(text(whole, "metadata/" + key).isBlank());
    }
    assertEquals("1.1.2", text(whole, "metadata/oscal-version"));
    String plan = text(whole, "back-matter/resources/0/uuid");
    assertEquals("#" + plan, text(whole, "import-ap/href"));
    List<Node> results = items(whole, "results");
    assertEquals(ShippedPacks.NAMES.size() - 1, results.size());
    int findings = 0;
    for (Node result : results) {
      for (String key : List.of("title", "description", "start")) {
        assertFalse(text(result, key).isBlank());
      }
      assertFalse(
          items(result, "reviewed-controls/control-selections/0/include-controls").isEmpty());
      findings += findings(result);
    }
    assertTrue(findings >= 4, "findings: " + findings);
    List<String> ids = new ArrayList<>();
    Matcher uuids = Pattern.compile("\"uuid\": \"([^\"]*)\"").matcher(Json.pretty(oscal()));
    while (uuids.find()) {
      ids.add(uuids.group(1));
      assertTrue(UUID.matcher(uuids.group(1)).matches(), uuids.group(1));
    }
    assertEquals(ids.size(), ids.stream().distinct().count());
  }

  @Test
  void noWordsThatPromise() throws IOException {
    Path page = folder.resolve("page.html");
    Path oscal = folder.resolve("oscal.json");
    List<String> texts = new ArrayList<>();
    texts.add(check("--report", page, "--oscal", oscal).out());
    texts.add(check("--json").out());
    texts.add(check("--pack", "hipaa-security-nprm").out());
    texts.add(surge("evidence", "--help").out());
    texts.add(surge("evidence", "check", "--help").out());
    texts.add(surge("evidence", "packs", "--help").out());
    String html = Files.readString(page);
    texts.add(html.substring(html.lastIndexOf("</style>")));
    texts.add(Files.readString(oscal));
    for (String name : ShippedPacks.NAMES) {
      try (var in = LoadedPack.class.getResourceAsStream("/evidence/" + name + ".yaml")) {
        texts.add(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    for (String text : texts) {
      assertTrue(text.length() > 100, text);
      Matcher found = FORBIDDEN.matcher(text);
      assertFalse(found.find(), () -> "it says " + found.group());
    }
    assertTrue(FORBIDDEN.matcher("HIPAA compliant").find());
    assertTrue(FORBIDDEN.matcher("93% of the checks").find());
    for (String text : List.of(texts.getFirst(), html)) {
      assertTrue(text.contains("workforce"), "it lists what is not checked");
      assertTrue(text.contains("not evaluated"));
    }
  }
}
