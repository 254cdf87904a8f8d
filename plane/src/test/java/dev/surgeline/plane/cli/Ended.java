package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a command ended that ran in this process.
record Ended(int exit, String out, String err) {
  static Ended of(Object... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    try (var outNow = new PrintStream(out, true, StandardCharsets.UTF_8);
        var errNow = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      System.setOut(outNow);
      System.setErr(errNow);
      int exit = Surge.run(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
      return new Ended(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
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
