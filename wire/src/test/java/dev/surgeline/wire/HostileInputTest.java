package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.surgeline.core.control.Input;
import dev.surgeline.core.decide.Decision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Input made to hurt is answered with a sentence, and soon.
class HostileInputTest {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int MIB = 1 << 20;

  static {
    // Class loading is not what is timed.
    refusedOrRead(() -> Yaml.read(bytes("a: [1, b"), "y"));
    refusedOrRead(() -> Json.readNode(bytes("{\"a\": 1"), "j"));
  }

  @TestFactory
  Iterable<DynamicTest> yamlBombs() {
    Map<String, String> bombs = new TreeMap<>();
    bombs.put("aliases", aliasBomb());
    bombs.put("flow sequences", "[".repeat(200_000));
    bombs.put("flow mappings", "{a: ".repeat(60_000));
    bombs.put("block sequences", "- ".repeat(100_000));
    bombs.put("complex keys", "? ".repeat(100_000));
    bombs.put("braces", "{".repeat(200_000));
    bombs.put("unclosed quote", "a: \"" + "x".repeat(200_000));
    bombs.put("long number", "a: " + "9".repeat(200_000));
    bombs.put("long fraction", "a: 0." + "9".repeat(200_000) + "e1");
    bombs.put("long hex", "a: 0x" + "f".repeat(200_000));
    bombs.put("many keys", IntStream.range(0, 200).mapToObj(i -> "a: 1\n").collect(joined()));
    bombs.put("long anchor", "a: &" + "x".repeat(200_000) + " 1");
    bombs.put("too long", "#".repeat(257 * 1024));
    bombs.put("long key", "x".repeat(2000) + "y".repeat(100_000) + ": 1: 2");
    bombs.put("control characters", "a: \u0000\u0001");
    bombs.put("long escape", "a: \"\\UFFFFFFFF\"");
    bombs.put("directives", "%YAML 9.9\n".repeat(20_000) + "---\na");
    bombs.put("version", "%YAML " + "9".repeat(100_000) + ".2\n---\na: [");
    bombs.put("tag directive", "%TAG !x! " + "%41".repeat(60_000) + "\n--- !x!y z");
    bombs.put(
        "indents",
        IntStream.range(0, 600).mapToObj(" "::repeat).map(s -> s + "a:\n").collect(joined()));
    return bombs.entrySet().stream()
        .map(bomb -> refusedSoon(bomb.getKey(), () -> Yaml.read(bytes(bomb.getValue()), "y")))
        .toList();
  }

  @TestFactory
  Iterable<DynamicTest> jsonBombs() {
    Map<String, String> bombs = new TreeMap<>();
    bombs.put("arrays", "[".repeat(4 * MIB));
    bombs.put("objects", "{\"a\":".repeat(MIB));
    bombs.put("long number", "[" + "9".repeat(4 * MIB) + "]");
    bombs.put("long exponent", "[1e" + "9".repeat(4 * MIB) + "]");
    bombs.put("huge number", "[1e999999999]");
    bombs.put("long name", "{\"" + "a".repeat(4 * MIB) + "\":1}");
    bombs.put("unclosed string", "\"" + "a".repeat(4 * MIB));
    bombs.put("too long", " ".repeat(8 * MIB + 1));
    bombs.put("duplicates", "{" + "\"a\":1,".repeat(MIB) + "\"a\":1}");
    bombs.put("spaces", " ".repeat(4 * MIB) + "x");
    return bombs.entrySet().stream()
        .map(bomb -> refusedSoon(bomb.getKey(), () -> Json.readNode(bytes(bomb.getValue()), "j")))
        .toList();
  }

  @Test
  void manyUnknownKeysAreRefusedSoon() {
    String keys =
        IntStream.range(0, 400_000)
            .mapToObj(i -> "\"k" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    Node node = Json.readNode(bytes(keys), "j");
    long start = cpuNanos();
    assertThrows(DocumentException.class, () -> Json.read(Input.Tick.class, node));
    assertSoon("many unknown keys", start);
  }

  @Test
  void aFileThatClaimsAGigabyteIsRefusedSoon(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("big.yaml");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 30);
    }
    long start = cpuNanos();
    var e = assertThrows(DocumentException.class, () -> Documents.readPlatform(file));
    assertSoon("1 GiB", start);
    assertTrue(e.getMessage().contains("is larger than 262144 bytes"), e.getMessage());
    Files.delete(file);
  }

  @Test
  void mutatedJsonIsReadOrRefused() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      byte[] valid = Json.canonical(new RandomRecords(seed % 50).next(Decision.class));
      byte[] mutated = mutated(valid, random);
      long start = cpuNanos();
      refusedOrRead(() -> Json.canonical(Json.read(Decision.class, mutated, "fuzz")));
      assertSoon("seed " + seed, start);
    }
  }

  @Test
  void mutatedDocumentsAreReadOrRefused() {
    byte[] valid = bytes(DocumentsTest.BEDS);
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] mutated = mutated(valid, new Random(seed));
      long start = cpuNanos();
      refusedOrRead(() -> Documents.platform(Yaml.read(mutated, "fuzz"), "fuzz"));
      assertSoon("seed " + seed, start);
    }
  }

  /// Flips, drops, repeats and swaps in what a parser looks at.
  private static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    byte[] marks = bytes("\"\\{}[],:\n\t -#&*!|>'%@`0e9.\u0000\u007f\u00ff?~");
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = marks[random.nextInt(marks.length)];
        case 2 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, Math.max(0, length));
        }
      }
    }
    return bytes;
  }

  private static void refusedOrRead(Runnable reading) {
    try {
      reading.run();
    } catch (DocumentException e) {
      if (e.getMessage().isBlank()) {
        fail("an empty message", e);
      }
    }
  }

  private static DynamicTest refusedSoon(String name, Runnable reading) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          long start = cpuNanos();
          var e = assertThrows(DocumentException.class, reading::run);
          assertSoon(name, start);
          assertTrue(e.getMessage().length() < 5_000, "the message is long");
        });
  }

  private static void assertSoon(String what, long startNanos) {
    var took = Duration.ofNanos(cpuNanos() - startNanos);
    assertTrue(took.compareTo(SOON) < 0, what + " took " + took);
  }

  /// The time of this thread only: what else the machine does is not what is tested.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String aliasBomb() {
    String levels =
        IntStream.range(1, 9)
            .mapToObj(i -> "l" + i + ": &l" + i + " [" + ("*l" + (i - 1) + ",").repeat(9) + "]\n")
            .collect(joined());
    return "l0: &l0 [x]\n" + levels;
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
