package dev.surgeline.plane.demo;

import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `surge demo` as its user starts it. Closing it kills whatever is left.
record DemoProcess(Home home, Jvm process) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static DemoProcess start(Home home, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("demo", "--json"));
    words.addAll(List.of(more));
    return new DemoProcess(home, Jvm.start(home.surge(words.toArray(String[]::new))));
  }

  /// Waits, and fails at once when the demo has ended.
  void until(String what, Until.Condition condition) {
    Until.holds(
        () -> what + "; the demo said:\n" + process.said() + home.running(),
        PATIENCE,
        () -> condition.holds() || !process.alive());
    if (!process.alive()) {
      throw new AssertionError("it ended before " + what + ":\n" + process.said());
    }
  }

  void untilSaid(String text) {
    until("it says '" + text + "'", () -> process.said().contains(text));
  }

  List<ProcessHandle> gateways() {
    return home.running("surge-gateway.jar ");
  }

  List<ProcessHandle> controlPlanes() {
    return home.running("surge.jar run ");
  }

  List<ProcessHandle> replicas() {
    return home.running(" serve ");
  }

  List<ProcessHandle> loads() {
    return home.running("surge-sample.jar load ");
  }

  /// A file of the run's directory.
  String text(String path) {
    return home.text("run/demo/latest/" + path);
  }

  Path state() {
    return home.root().resolve("run/demo/latest/state");
  }

  @Override
  public void close() {
    process.close();
    home.clear();
  }
}
