package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.Main;
import dev.surgeline.plane.fixture.Jvm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// How a command ended.
record Ended(int exit, String out, String err) {
  /// One that runs in this process.
  static Ended of(Object... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    try (var outNow = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errNow = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(outNow);
      System.setErr(errNow);
      int exit = Surge.run(strings(words).toArray(String[]::new));
      return new Ended(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  /// One that runs in a process of its own.
  static Ended process(Object... words) throws IOException {
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), strings(words))) {
      int exit = process.exit();
      return new Ended(exit, String.join("\n", process.out()), String.join("\n", process.err()));
    }
  }

  private static List<String> strings(Object... words) {
    return Arrays.stream(words).map(Object::toString).toList();
  }

  byte[] bytes() {
    return out.getBytes(StandardCharsets.UTF_8);
  }

  /// That it ended so, and said this somewhere.
  void says(int wanted, String text) {
    assertEquals(wanted, exit, this::toString);
    assertTrue((out + err).contains(text), this::toString);
  }
}
