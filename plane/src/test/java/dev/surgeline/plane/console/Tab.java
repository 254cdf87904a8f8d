package dev.surgeline.plane.console;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One page in the [Browser], with a record of what it complained about and where it went.
final class Tab implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Browser browser;
  private final String session;
  private final String target;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Tab(Browser browser, String session, String target) {
    this.browser = browser;
    this.session = session;
    this.target = target;
  }

  private record Evaluate(
      String expression, boolean awaitPromise, boolean returnByValue, boolean userGesture) {}

  /// Errors and warnings on the console, exceptions, and refusals by the browser.
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// The addresses it asked for, `about:blank` aside.
  List<String> requests() {
    return List.copyOf(requests);
  }

  Tab size(int width, int height, double scale) {
    call(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":%s,\"mobile\":%s}"
            .formatted(width, height, scale, width < 700));
    return this;
  }

  /// @param scheme `light` or `dark`
  Tab colors(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    return this;
  }

  Tab zone(String zone) {
    call("Emulation.setTimezoneOverride", "{\"timezoneId\":\"" + zone + "\"}");
    return this;
  }

  Tab go(String address) {
    call("Page.navigate", "{\"url\":\"" + address + "\"}");
    return until("document.readyState === 'complete'");
  }

  /// What the expression gives, as text; promises are awaited.
  String evaluate(String expression) {
    var parameters =
        new Evaluate("(async () => String(await (" + expression + ")))()", true, true, true);
    return run(parameters);
  }

  /// Runs a whole script, such as a library.
  void script(String source) {
    run(new Evaluate(source + ";'done'", false, true, false));
  }

  private String run(Evaluate parameters) {
    Node answer =
        call(
            "Runtime.evaluate",
            new String(Json.canonical(parameters), java.nio.charset.StandardCharsets.UTF_8));
    var failure = ((Node.Mapping) answer).find("exceptionDetails");
    if (failure.isPresent()) {
      throw new AssertionError(parameters.expression() + ": " + failure.get());
    }
    return Browser.text(answer, "result", "value");
  }

  /// Waits until the expression is true.
  Tab until(String expression) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate(expression).equals("true")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within "
                + PATIENCE.toSeconds()
                + " s: "
                + expression
                + "\n"
                + evaluate("document.body.innerText")
                + "\n"
                + complaints);
      }
      try {
        Thread.sleep(30);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return this;
  }

  /// The page as it is on the screen, or with `whole` also what one would have to scroll to.
  void screenshot(Path file, boolean whole) throws IOException {
    Node answer =
        call(
            "Page.captureScreenshot",
            "{\"format\":\"png\",\"captureBeyondViewport\":" + whole + "}");
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(Browser.text(answer, "data")));
  }

  Node call(String method, String parameters) {
    return browser.call(session, method, parameters);
  }

  void happened(String event, Node details) {
    switch (event) {
      case "Runtime.exceptionThrown" -> complaints.add(details.toString());
      case "Log.entryAdded" -> complaints.add(Browser.text(details, "entry", "text"));
      case "Runtime.consoleAPICalled" -> complaints.add(details.toString());
      case "Network.requestWillBeSent" -> requests.add(Browser.text(details, "request", "url"));
      default -> {}
    }
  }

  @Override
  public void close() {
    browser.call("", "Target.closeTarget", "{\"targetId\":\"" + target + "\"}");
  }
}
