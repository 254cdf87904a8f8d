package dev.surgeline.plane.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page in a real browser. Screenshots go to `target/screens`, and with
/// `-Dscreenshots.keep=true` the two that the documentation shows to `docs/pictures`.
@Timeout(60)
final class PageTest {
  private static final int SCENE = 300;

  /// So many pictures of the surge end in the middle of it.
  private static final int MIDDLE = 108;

  private static final Path SCREENS = Path.of("target", "screens");

  private static Optional<Browser> browser = Optional.empty();
  private Dashboard dashboard;
  private Tab tab;

  @BeforeAll
  static void launch() throws Exception {
    Assumptions.assumeTrue(
        Browser.installed().isPresent(),
        "The dashboard's page was not tested: Chromium is not installed (apt-get install"
            + " chromium).");
    browser = Optional.of(Browser.launch());
  }

  @AfterAll
  static void quit() throws IOException {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    dashboard = Dashboard.start("127.0.0.1", 0, Optional.empty());
    tab = browser.orElseThrow().open().size(1440, 980, 1).colors("light").zone("Europe/London");
  }

  @AfterEach
  void shut() {
    tab.close();
    dashboard.close();
  }

  @Test
  void followsTheControlPlane() {
    tab.go(address());
    tab.until("document.getElementById('connection-state').textContent === 'Connected'");
    assertEquals("Waiting for the first picture", text("#headline"));

    Instant start = now();
    Scenes.calm(start, 30).forEach(dashboard::publish);
    tab.until(isText("#about", "tick 30"));
    assertEquals("All 3 workloads within objective", text("#headline"));
    assertEquals("st-marys", text("#platform"));
    assertEquals(
        "beds,portal,claims",
        tab.evaluate("[...document.querySelectorAll('h3')].map(h => h.textContent)"));

    var surge = Scenes.surge(start.plusSeconds(MIDDLE), MIDDLE);
    dashboard.publish(surge.getLast());
    tab.until("document.querySelector('#workload-beds').classList.contains('out')");
    WorkloadPicture beds = surge.getLast().workloads().get(1);
    assertEquals(Math.round(beds.requestsPerSecond().orElseThrow()) + "/s", figure("beds", 0));
    assertEquals(beds.ready() + " ready", figure("beds", 1));
    assertEquals("Out of objective: beds", text("#headline"));
    assertTrue(text("#alert-list").contains(surge.getLast().alerts().getFirst().sentence()));
    for (DecisionLine decision : surge.getLast().decisions()) {
      if (decision.changes()) {
        assertTrue(text("#decision-list").contains(decision.sentence()), decision.sentence());
      }
    }
    assertCleanAndLocal();
  }

  @Test
  void openedLateItHasItsChartsAndDecisions() throws IOException {
    Instant start = now();
    var scene = Scenes.surge(start, SCENE);
    scene.forEach(dashboard::publish);
    tab.go(address()).until("document.querySelectorAll('.chart .line[d^=M]').length === 9");
    long changes = scene.getLast().decisions().stream().filter(DecisionLine::changes).count();
    assertEquals(
        changes + "", tab.evaluate("document.querySelectorAll('#decision-list li').length"));
    assertTrue(changes >= 5, "replicas follow in steps");
    var outSeconds =
        scene.stream().map(picture -> picture.workloads().get(1)).filter(PageTest::isOut).count();
    assertEquals(outSeconds + " s", text("#workload-beds .facts dd:last-of-type"));
    assertEquals("12 ready", figure("beds", 1));
    assertTrue(
        tab.evaluate("document.querySelector('#workload-beds .chart').getAttribute('aria-label')")
            .startsWith(
                "Demand of beds against the capacity of its ready replicas over 4 min 59 s."));
    tab.evaluate("document.querySelector('#workload-portal .more-figures').click()");
    tab.until("document.querySelectorAll('#workload-portal tbody tr').length === 12");
    tab.evaluate("document.querySelector('#workload-portal .more-figures').click()");
    assertCleanAndLocal();
    tab.size(1440, 1000, 1.5);
    keep("dashboard", start);
    tab.colors("dark");
    keep("dashboard-dark", start);
  }

  @Test
  void fitsAPhone() throws IOException {
    Instant start = now();
    Scenes.surge(start, SCENE).forEach(dashboard::publish);
    tab.size(360, 1180, 2).go(address());
    tab.until("document.querySelectorAll('#workload-beds .chart .line[d^=M]').length === 3");
    assertEquals("360", tab.evaluate("document.documentElement.scrollWidth"));
    assertEquals(
        "0",
        tab.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right >"
                + " 361).length"));
    keep("dashboard-phone", start);
  }

  @Test
  void whatIsNotKnownIsNoDataAndNeverZero() throws IOException {
    dashboard.publish(Scenes.missing(now()));
    tab.go(address()).until("document.querySelectorAll('h3').length === 2");
    tab.until("document.querySelector('#workload-beds .value b').textContent !== ''");
    assertEquals("no data", figure("beds", 0));
    assertEquals("no data", figure("beds", 2));
    assertEquals("0 ready", figure("beds", 1), "a replica count that is known may be zero");
    assertEquals("no data", text("#workload-beds .facts dd"), "in flight");
    assertTrue(text("#workload-beds .against").contains("capacity no data"));
    assertEquals("3/s", figure("labs", 0));
    assertEquals("no data", figure("labs", 2), "a negative latency is none");
    assertEquals("Not known whether within objective: beds, labs", text("#headline"));
    tab.screenshot(SCREENS.resolve("missing.png"), false);
    assertCleanAndLocal();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void showsFewAndMany(int workloads) throws IOException {
    Instant now = now();
    for (int tick = 0; tick < 60; tick++) {
      dashboard.publish(Scenes.many(now.minusSeconds(59 - tick), workloads, tick));
    }
    tab.go(address()).until("document.querySelectorAll('.workload').length === " + workloads);
    tab.until("document.querySelector('#workload-service-1').classList.contains('out')");
    int open = workloads <= 6 ? workloads : 0;
    assertEquals(open + "", tab.evaluate("document.querySelectorAll('.workload[open]').length"));
    tab.screenshot(SCREENS.resolve("many-" + workloads + ".png"), false);
    tab.evaluate("document.querySelector('#workload-service-1').open = true");
    tab.until("document.querySelectorAll('#workload-service-1 .line[d^=M]').length === 3");
    assertCleanAndLocal();
  }

  @ParameterizedTest
  @CsvSource({"light,1440", "dark,360"})
  void isAccessible(String scheme, int width) throws IOException {
    var scene = Scenes.surge(now(), MIDDLE);
    scene.forEach(dashboard::publish);
    tab.colors(scheme).size(width, 2800, 1).go(address());
    tab.until("document.querySelectorAll('.chart .line[d^=M]').length === 9");
    tab.evaluate("document.querySelector('#workload-beds .more-figures').click()");
    tab.until("document.querySelectorAll('#workload-beds tbody tr').length === 12");
    assertEquals("out", tab.evaluate("document.getElementById('verdict').className"));
    tab.screenshot(SCREENS.resolve("surge-" + scheme + "-" + width + ".png"), false);
    assertEquals("", violations());
    dashboard.close();
    tab.until("!document.getElementById('trouble').hidden");
    assertEquals("", violations());
  }

  @Test
  void saysThatTheConnectionIsLostAndComesBack() throws IOException {
    dashboard.publish(Scenes.calm(now(), 1).getFirst());
    tab.go(address()).until("document.getElementById('connection').className === 'live'");
    int port = dashboard.port();
    dashboard.close();
    tab.until("document.getElementById('connection').className === 'lost'");
    assertTrue(text("#trouble").startsWith("Connection to the control plane lost at "));
    assertEquals("Connection lost", text("#connection-state"));
    assertTrue(text("#headline").startsWith("As of "), "what was so need not be so now");
    tab.screenshot(SCREENS.resolve("lost.png"), false);

    dashboard = Dashboard.start("127.0.0.1", port, Optional.empty());
    Scenes.surge(now(), SCENE).forEach(dashboard::publish);
    tab.until("document.getElementById('connection').className === 'live'");
    tab.until("document.getElementById('trouble').hidden");
    tab.until(isText("#about", "tick " + SCENE));
    assertEquals("12 ready", figure("beds", 1));
  }

  @Test
  void drawsAtMostTwiceASecondAndNotWhenHidden() throws InterruptedException {
    Instant start = now().minusSeconds(100);
    Scenes.calm(start, 600).forEach(dashboard::publish);
    tab.go(address()).until(isText("#about", "tick 600"));
    tab.evaluate(
        "(() => { window.drawn = 0; new MutationObserver(() => window.drawn++)"
            + ".observe(document.getElementById('about'), {childList: true}) })()");
    long began = System.nanoTime();
    var more = Scenes.calm(start.plusSeconds(60), 660).subList(600, 660);
    for (Picture picture : more) {
      dashboard.publish(picture);
      Thread.sleep(25);
    }
    tab.until(isText("#about", "tick 660"));
    double seconds = (System.nanoTime() - began) / 1e9;
    int drawn = Integer.parseInt(tab.evaluate("window.drawn"));
    assertTrue(drawn <= 2 * seconds + 2, drawn + " times in " + seconds + " s");

    tab.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})");
    Picture last = Scenes.calm(now(), 661).getLast();
    dashboard.publish(last);
    tab.until(isText("#connection-age", clock(last.at(), "Europe/London")));
    assertTrue(text("#about").contains("tick 660"), "not drawn while nobody looks");
    tab.evaluate("delete document.hidden");
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    tab.until(isText("#about", "tick 661"));
  }

  @Test
  void saysThatTheLoopIsSilent() {
    Scenes.calm(now().minusSeconds(60), 20).forEach(dashboard::publish);
    tab.go(address()).until("document.getElementById('connection').className === 'quiet'");
    assertTrue(text("#trouble").startsWith("Connected, but the control plane has sent no picture"));
  }

  @Test
  void showsTimesInTheViewersZoneWithUtcInTheTitle() {
    Instant at = now();
    dashboard.publish(Scenes.surge(at, MIDDLE).getLast());
    tab.zone("Asia/Kolkata")
        .go(address())
        .until("document.querySelector('#decision-list time') !== null");
    var decision = Scenes.surge(at, MIDDLE).getLast().decisions().getLast().at();
    String shown = clock(decision, "Asia/Kolkata");
    assertTrue(text("#decision-list time").endsWith(shown), text("#decision-list time"));
    assertEquals(
        decision.toString().replace('T', ' ').replace("Z", " UTC"),
        tab.evaluate("document.querySelector('#decision-list time').title"));
    assertTrue(text("#about").contains("times in Asia/"), text("#about"));
  }

  private static boolean isOut(WorkloadPicture workload) {
    return workload.latencyMillis().orElse(0) > workload.objectiveMillis().orElseThrow();
  }

  /// Whole seconds, as ticks are.
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static String clock(Instant at, String zone) {
    return DateTimeFormatter.ofPattern("HH:mm:ss").format(at.atZone(ZoneId.of(zone)));
  }

  private String address() {
    return "http://127.0.0.1:" + dashboard.port() + "/";
  }

  private String text(String selector) {
    return tab.evaluate("document.querySelector('" + selector + "').textContent");
  }

  /// The number and unit of one of a workload's three figures.
  private String figure(String workload, int which) {
    return tab.evaluate(
        "document.querySelectorAll('#workload-%s .value')[%d].textContent"
            .formatted(workload, which));
  }

  private static String isText(String selector, String part) {
    return "document.querySelector('%s').textContent.includes('%s')".formatted(selector, part);
  }

  private void assertCleanAndLocal() {
    assertEquals(List.of(), tab.complaints());
    var elsewhere = tab.requests().stream().filter(url -> !url.startsWith(address())).toList();
    assertEquals(List.of(), elsewhere);
    assertTrue(tab.requests().size() > 5, "the page's files were asked for");
  }

  /// What axe-core finds, a line each.
  private String violations() throws IOException {
    try (var in = PageTest.class.getResourceAsStream("/axe/axe.min.js")) {
      tab.script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    return tab.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help + ' '"
            + " + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(', ')).join('\\n'))");
  }

  /// As it looks at this moment: the ticks since then are published first.
  private void keep(String name, Instant start) throws IOException {
    int late = (int) start.until(now(), ChronoUnit.SECONDS);
    var scene = Scenes.surge(start.plusSeconds(late), SCENE + late);
    scene.subList(SCENE, SCENE + late).forEach(dashboard::publish);
    tab.until(isText("#about", "tick " + (SCENE + late)));
    Path file = SCREENS.resolve(name + ".png");
    tab.screenshot(file, false);
    if (Boolean.getBoolean("screenshots.keep")) {
      Path kept = Path.of(System.getProperty("surge.home"), "docs", "pictures", name + ".png");
      Files.createDirectories(kept.getParent());
      Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
