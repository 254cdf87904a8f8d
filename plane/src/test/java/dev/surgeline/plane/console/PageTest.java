package dev.surgeline.plane.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page in a real browser.
@Timeout(60)
final class PageTest {
  private static final int SCENE = 420;

  private static Optional<Browser> browser = Optional.empty();
  private Dashboard dashboard;
  private Tab tab;

  @BeforeAll
  static void launch() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Browser.CHROMIUM),
        "The dashboard's page was not tested: Chromium is not installed (Debian: apt-get install"
            + " chromium).");
    browser = Optional.of(Browser.launch());
  }

  @AfterAll
  static void quit() throws Exception {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    dashboard = Dashboard.start("127.0.0.1", 0, Optional.empty());
    tab = browser.orElseThrow().open().size(1440, 1000, 1).colors("light").zone("Europe/London");
  }

  @AfterEach
  void shut() {
    tab.close();
    dashboard.close();
  }

  @Test
  void shot() throws Exception {
    Instant now = Instant.now();
    Scenes.surge(now, SCENE).forEach(dashboard::publish);
    tab.go(address()).until("document.querySelectorAll('.chart .line[d^=M]').length === 9");
    tab.screenshot(Path.of("target/screens/wide.png"), false);
    tab.colors("dark").screenshot(Path.of("target/screens/dark.png"), false);
    tab.size(360, 800, 2).colors("light");
    tab.until("document.documentElement.scrollWidth <= 360");
    Thread.sleep(700);
    tab.screenshot(Path.of("target/screens/phone.png"), false);
    tab.screenshot(Path.of("target/screens/phone-whole.png"), true);
    System.out.println(tab.complaints());
  }

  private String address() {
    return "http://127.0.0.1:" + dashboard.port() + "/";
  }
}
